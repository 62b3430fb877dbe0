import type { CiCheck } from '../forge/check-report.ts';
import type { Proof } from '../plan/proof.ts';
import { fieldsOf, itemsOf, textOf } from '../raw-value.ts';
import type { StagedCi, StagedCommit, StagedPull, StagedRound, Staging } from './staging.ts';

/**
 * Reads the record of a staging. null: there is none that can be used; then chant knows nothing of what is on the
 * fork, and puts nothing over it.
 */
export function parseStaging(text: string): Staging | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const fields = fieldsOf(value);
  const [spec, server, fork, upstream, branch, base] = names.map((name) => textOf(fields[name]));
  if (fields['version'] !== 1 || !spec || !server || !fork || !upstream || !branch || !base) return null;
  return {
    ...{ version: 1, spec, server, fork, upstream, branch, base },
    pushing: readCommit(fields['pushing']),
    pushed: readCommit(fields['pushed']),
    proofs: itemsOf(fields['proofs']).flatMap(readProof),
    pullRequest: readPull(fields['pullRequest']),
    ci: readCi(fields['ci']),
    rounds: itemsOf(fields['rounds']).flatMap(readRound),
  };
}

const names = ['spec', 'server', 'fork', 'upstream', 'branch', 'base'] as const;

function isCommit(text: string | null): text is string {
  return text !== null && /^[0-9a-f]{40,64}$/.test(text);
}

function readCommit(value: unknown): StagedCommit | null {
  const fields = fieldsOf(value);
  const [commit = null, onto = null, landed = null, at] = ['commit', 'onto', 'landed', 'at'].map((name) =>
    textOf(fields[name]),
  );
  return isCommit(commit) && isCommit(onto) && isCommit(landed) ? { commit, onto, landed, at: at ?? '' } : null;
}

function readPull(value: unknown): StagedPull | null {
  const fields = fieldsOf(value);
  const { number, draft } = fields;
  const url = textOf(fields['url']);
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || url === null) return null;
  return {
    number,
    url,
    draft: draft === true,
    title: textOf(fields['title']) ?? '',
    body: textOf(fields['body']) ?? '',
  };
}

const checkStates = ['pending', 'passed', 'failed', 'skipped'] as const;
const ciStates = ['none', 'pending', 'passed', 'failed'] as const;

function readCi(value: unknown): StagedCi | null {
  const fields = fieldsOf(value);
  const commit = textOf(fields['commit']);
  const state = ciStates.find((one) => one === fields['state']);
  if (!isCommit(commit) || state === undefined) return null;
  return { commit, state, checks: itemsOf(fields['checks']).flatMap(readCheck), at: textOf(fields['at']) ?? '' };
}

function readCheck(value: unknown): CiCheck[] {
  const fields = fieldsOf(value);
  const name = textOf(fields['name']);
  const state = checkStates.find((one) => one === fields['state']);
  return name === null || state === undefined ? [] : [{ name, state, url: textOf(fields['url']) }];
}

function readRound(value: unknown): StagedRound[] {
  const fields = fieldsOf(value);
  const document = textOf(fields['document']);
  const commit = textOf(fields['commit']);
  if (document === null || !isCommit(commit)) return [];
  const notes = itemsOf(fields['notes']).flatMap((note) => textOf(note) ?? []);
  return [{ document, commit, notes, at: textOf(fields['at']) ?? '' }];
}

const sides = ['before', 'after', 'merged'] as const;

function readProof(value: unknown): Proof[] {
  const fields = fieldsOf(value);
  const side = sides.find((one) => one === fields['side']);
  const { ms, passed, held } = fields;
  const check = textOf(fields['check']);
  if (side === undefined || check === null) return [];
  return [
    {
      ...{ check, side, passed: passed === true, held: held === true },
      exit: textOf(fields['exit']) ?? 'unknown',
      tree: textOf(fields['tree']) ?? '',
      at: textOf(fields['at']) ?? '',
      ms: typeof ms === 'number' ? ms : null,
      run: textOf(fields['run']),
      tail: textOf(fields['tail']),
    },
  ];
}

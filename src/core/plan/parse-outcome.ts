import { isRecord } from '../is-record.ts';
import { loadFrontmatter } from '../spec/load-frontmatter.ts';
import type { Check } from '../spec/spec.ts';
import { splitFrontmatter } from '../spec/split-frontmatter.ts';
import type { Proof } from './proof.ts';

/** What buildOutcome wrote into a spec, read again. Everything in it may have been edited since. */
export interface Outcome {
  readonly proofs: readonly Proof[];
  /** Path -> content hash; null: it landed without (the existing tool writes none). */
  readonly inputs: ReadonlyMap<string, string> | null;
}

/**
 * Reads what landing wrote into a frontmatter; what cannot be read is left out.
 *
 *     evidence:
 *       - check: concurrent
 *         side: before
 *         result: failed
 *         exit: 1
 *         tree: be6723321c6d
 *         at: "2026-11-23T09:36:15.448Z"
 *         ms: 347
 *     inputs:
 *       .chant/research/issue-1234-root-cause.md: sha256:013d…
 */
export function parseOutcome(text: string, checks: readonly Check[]): Outcome {
  const { values } = loadFrontmatter(splitFrontmatter(text).yaml);
  const evidence = Array.isArray(values['evidence']) ? values['evidence'] : [];
  return {
    proofs: evidence.filter(isRecord).flatMap((one) => parseProof(one, checks) ?? []),
    inputs: isRecord(values['inputs']) ? parseInputs(values['inputs']) : null,
  };
}

function parseInputs(values: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const entries = Object.entries(values).flatMap(([path, hash]) =>
    typeof hash === 'string' && /^sha256:[0-9a-f]{64}$/.test(hash) ? [[path, hash] as const] : [],
  );
  return new Map(entries);
}

function parseProof(one: Readonly<Record<string, unknown>>, checks: readonly Check[]): Proof | null {
  const word = (key: string): string => (typeof one[key] === 'string' ? one[key] : '');
  const side = (['before', 'after', 'merged'] as const).find((name) => name === word('side'));
  if (side === undefined || word('check') === '') return null;
  const passed = word('result') === 'passed';
  const check = checks.find(({ name }) => name === word('check'));
  const expected = side === 'before' ? (check?.before ?? 'any') : (check?.after ?? 'pass');
  const ms = Number.parseInt(word('ms'), 10);
  return {
    check: word('check'),
    side,
    passed,
    held: expected === 'any' || (expected === 'pass') === passed,
    exit: word('exit'),
    tree: word('tree'),
    at: word('at'),
    ms: Number.isNaN(ms) ? null : ms,
    run: check?.run ?? null,
    tail: null,
  };
}

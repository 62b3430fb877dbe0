import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { LiarOptions } from './liar-options.ts';
import { Gathered, isGathering } from './liar-test.ts';
import { copyProjectRig, makeProjectRig, type ProjectRig } from '../../helper/project-rig.ts';

/** What a liar's script may use; `sh`, so that a liar is a few lines. */
const prelude = `
set -u
fix() { echo 'locked' >> src/store.txt; }
tick() { sed 's/- \\[ \\]/- [x]/' "$CHANT_SPEC_FILE" > "$CHANT_OUTBOX/ticked" && cat "$CHANT_OUTBOX/ticked" > "$CHANT_SPEC_FILE"; rm "$CHANT_OUTBOX/ticked"; }
wait_for() { while [ ! -e "$RIG_BESIDE/$1" ]; do sleep 0.05; done; }
say_ready() { touch "$RIG_BESIDE/ready"; }
marker_program() { printf '#!/bin/sh\\ntouch "%s/marker"\\ncat\\n' "$RIG_BESIDE" > "$RIG_BESIDE/program"; chmod +x "$RIG_BESIDE/program"; }
`;

const id = '2026-02-08-010-v7b';
const specPath = `.chant/specs/${id}.md`;

const spec = `---
type: code
target_files: [src/store.txt]
protect: ["test/**"]
checks:
  - { name: test, run: sh test/store.sh, before: fail }
---

# Add locking to concurrent writes

## Acceptance Criteria

- [ ] concurrent writes are locked \`check:test\`
- [ ] the readers were looked at
`;

/** A project with a user's half-done work in it, and an agent that is not to be trusted. */
export interface LiarRig extends ProjectRig {
  readonly id: string;
  readonly specPath: string;
  /** Everything of the user's that a run must leave alone, as one text to compare. */
  look(): string;
}

/** How a run of a liar ended, as the run record tells it. */
export interface Caught {
  readonly status: number | null;
  readonly outcome: unknown;
  readonly reason: unknown;
  /** What the `finished` line names. */
  readonly detail: string;
  /** Gate -> verdict. */
  readonly gates: Readonly<Record<string, string>>;
  /** Lines of the gate of refs: what was touched, and put back. */
  readonly touched: string;
  readonly tampering: string;
  readonly output: string;
}

/** Made once for a test file, then copied: a project as `chant init` leaves it. */
let plain: ProjectRig | null = null;
/** The same with the user's half-done work. */
let busy: ProjectRig | null = null;

const inWorktree = 'isolation: worktree, sandbox: none';

const agentLine = ['sh', '-c', 'exec sh "$RIG_BESIDE/agent.sh"'];

/** Makes the project, with everything that a run might harm: other branches, a stash, changes of all kinds. */
export function makeLiar(script: string, options: LiarOptions = {}): LiarRig {
  if (isGathering()) throw new Gathered(script, options);
  const rig = copy(options);
  const beside = path.join(rig.beside, options.beside ?? '');
  mkdirSync(beside, { recursive: true });
  writeFileSync(path.join(beside, 'agent.sh'), prelude + script);
  const env = { RIG_BESIDE: beside, RIG_ROOT: rig.root, ...options.env };
  return {
    ...rig,
    id,
    specPath,
    chant: (args, start) => rig.chant(args, { ...start, env: { ...env, ...start?.env } }),
    chantAsync: (args, start) => rig.chantAsync(args, { ...start, env: { ...env, ...start?.env } }),
    look: () => lookAt(rig),
  };
}

function copy(options: LiarOptions): ProjectRig {
  plain ??= makeProjectRig({
    agent: agentLine,
    config: `workspace: { ${inWorktree} }`,
    files: {
      'src/store.txt': 'writes\n',
      'src/other.txt': 'others\n',
      'test/store.sh': 'grep -q locked src/store.txt\n',
      'notes.txt': 'notes\n',
      'staged.txt': 'staged\n',
      [specPath]: spec,
    },
  });
  if (Object.keys(options).every((key) => key === 'env')) {
    busy ??= beBusy(copyProjectRig(plain));
    return copyProjectRig(busy);
  }
  const rig = copyProjectRig(plain);
  const { kind = 'command', agent = agentLine, config = '', files = {}, workspace = inWorktree } = options;
  const provider = `providers: { rig: { kind: ${kind}, command: ${JSON.stringify(agent)} } }`;
  rig.write(
    '.chant/config.md',
    `---\ndefaults: { provider: rig }\n${provider}\nworkspace: { ${workspace} }\n${config}\n---\n`,
  );
  for (const [file, text] of Object.entries({ ...files, [specPath]: options.spec ?? spec })) rig.write(file, text);
  rig.git('add', '-A');
  rig.git('commit', '-q', '-m', 'as the test wants it');
  return beBusy(rig);
}

function beBusy(rig: ProjectRig): ProjectRig {
  rig.git('branch', 'spare');
  rig.git('tag', 'v1');
  rig.write('src/other.txt', 'set aside by the user\n');
  rig.git('stash', '-q');
  rig.write('notes.txt', 'notes, not committed\n');
  rig.write('draft.txt', 'not tracked\n');
  rig.write('staged.txt', 'staged by the user\n');
  rig.git('add', 'staged.txt');
  return rig;
}

function lookAt(rig: ProjectRig): string {
  return [
    rig.git('for-each-ref', 'refs/heads', 'refs/tags', 'refs/stash', '--format=%(refname) %(objectname)'),
    // The stash by its log: what is on it, in its order, but not who put it there again.
    readFileSync(path.join(rig.root, '.git/logs/refs/stash'), 'utf8').replace(/^\S+ (\S+).*$/gm, '$1'),
    rig.git('status', '--porcelain', '--untracked-files=all'),
    rig.git('diff', 'HEAD'),
    ...['.git/HEAD', 'draft.txt', '.git/config', specPath].map((file) => rig.read(file)),
  ].join('\n----\n');
}

/** Runs the liar to its end and reads what chant made of it. */
export function work(rig: LiarRig, ...flags: string[]): Caught {
  const { status, stdout, stderr } = rig.chant(['work', rig.id, ...flags]);
  return readCaught(rig, { status, output: stdout + stderr });
}

/** What the newest lines of the journal say. */
export function readCaught(rig: LiarRig, ended: { readonly status: number | null; readonly output: string }): Caught {
  const lines = rig.journal(rig.id);
  const finished = lines.findLast((line) => line['entry'] === 'finished') ?? {};
  const judged = lines.findLast((line) => line['entry'] === 'judged') ?? {};
  // The journal is chant's own; its shapes are tested elsewhere.
  const verdict = (judged['verdict'] ?? { gates: [], tampering: [] }) as {
    gates: { gate: string; verdict: string; detail: string[] }[];
    tampering: string[];
  };
  return {
    ...ended,
    outcome: finished['outcome'],
    reason: finished['reason'] ?? null,
    detail: ((finished['detail'] ?? []) as string[]).join('\n'),
    gates: Object.fromEntries(verdict.gates.map((gate) => [gate.gate, gate.verdict])),
    touched: verdict.gates.find((gate) => gate.gate === 'refs')?.detail.join('\n') ?? '',
    tampering: verdict.tampering.join('\n'),
  };
}

/** What is pinned of the liar's work at a path; null when it is not there. */
export function readPinned(rig: LiarRig, file: string, attempt = 1): string | null {
  try {
    return `${rig.git('show', `refs/chant/runs/${rig.id}/${attempt}:${file}`)}`;
  } catch {
    return null;
  }
}

/** Nothing is left of the run, and no program of the liar's ran in anybody's git: neither chant's nor the user's. */
export function expectClean(rig: LiarRig): void {
  rig.git('status');
  expect(rig.leftovers()).toEqual([]);
  for (const marker of ['marker', 'out/marker']) expect(existsSync(path.join(rig.beside, marker))).toBe(false);
}

/** Runs a liar that must not land: its reason, the user's side untouched, and nothing left behind. */
export function expectCaught(rig: LiarRig, status: number, reason: string): Caught {
  const before = rig.look();
  const caught = work(rig);
  expect({ reason: caught.reason, status: caught.status }, caught.output).toEqual({ reason, status });
  expect(rig.look()).toBe(before);
  expectClean(rig);
  return caught;
}

/** Runs an agent that did its work: it lands, whatever else it tried. */
export function expectLanded(rig: LiarRig): Caught {
  const caught = work(rig);
  expect({ outcome: caught.outcome, status: caught.status }, caught.output).toEqual({
    outcome: 'completed',
    status: 0,
  });
  expectClean(rig);
  return caught;
}

/** A file beside the repository, or null. */
export function readBeside(rig: LiarRig, name: string): string | null {
  const file = path.join(rig.beside, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Ended, makeProjectRig, type ProjectRig } from './project-rig.ts';

/** What the agent does for specs whose title begins so. */
export type Plan = Readonly<
  Record<
    string,
    {
      readonly files?: Readonly<Record<string, string>>;
      readonly halt?: { readonly reason: string; readonly finding: string };
    }
  >
>;

export interface InvestigationRig {
  readonly rig: ProjectRig;
  /** Full id of each phase, as `chant investigate` created it. */
  readonly ids: Readonly<Record<string, string>>;
  /** `chant work`, by an agent that does this. */
  work(id: string, plan: Plan): Ended;
}

const agent = path.resolve(import.meta.dirname, '../fixtures/agents/investigator.mjs');
const files = {
  'package.json': '{ "name": "kv", "scripts": { "test": "node --test" } }\n',
  'src/store.js': 'export const get = () => 0;\nexport const put = () => 0;\n',
  'src/batch.js': 'export const putAll = () => 0;\n',
  'docs/issue-1234.md': '# Issue #1234: writes get lost\n\nTwo writers, one value.\n',
};

/** A project in which the issue 1234 was just begun to be looked into, all of it committed unless silent. */
export function makeInvestigationRig(options: {
  readonly silent: boolean;
  readonly investigate?: readonly string[];
  readonly config?: string;
}): InvestigationRig {
  const { silent, config } = options;
  const node = [process.execPath, agent];
  const rig = makeProjectRig({ files, agent: node, silent, ...(config === undefined ? {} : { config }) });
  const begun = rig.chant(['investigate', 'docs/issue-1234.md', '--json', ...(options.investigate ?? [])]);
  if (begun.status !== 0) throw new Error(begun.stderr);
  // What the program prints for programs is an object.
  const { specs } = JSON.parse(begun.stdout) as { specs: { phase: string; id: string }[] };
  if (!silent) {
    rig.git('add', '-A');
    rig.git('commit', '-q', '-m', 'Plan the work on #1234');
  }
  return { rig, ids: Object.fromEntries(specs.map(({ phase, id }) => [phase, id])), work: workIn(rig) };
}

/** `chant work` in that rig, or a copy of it, by an agent that follows a plan. */
function workIn(rig: ProjectRig): InvestigationRig['work'] {
  return (id, plan) => {
    layPlan(rig, plan);
    return rig.chant(['work', id]);
  };
}

/** A test that fails until `get` gives back what was put. */
const reproduction = `import assert from 'node:assert';
import { test } from 'node:test';
import { get } from '../src/store.js';
test('a write is kept', () => assert.equal(get(), 1));
`;

/** Has the agent understand the issue and reproduce it: how `chant work` ended for both. */
export function reproduceIssue({ ids, work }: InvestigationRig): readonly Ended[] {
  return [
    work(ids['comprehension'] ?? '', { Understand: writeResearch('comprehension', writeComprehension('proceed')) }),
    work(ids['reproduction'] ?? '', { Reproduce: { files: { 'test/issue-1234.test.js': reproduction } } }),
  ];
}

/** Has the agent find the root cause and map its impact on these files: how `chant work` ended for both. */
export function mapImpact({ ids, work }: InvestigationRig, ...files: readonly string[]): readonly Ended[] {
  return [
    work(ids['root-cause'] ?? '', { Find: writeResearch('root-cause', rootCause) }),
    work(ids['impact-map'] ?? '', { Map: writeResearch('impact-map', writeImpactMap(...files)) }),
  ];
}

/** Path of a research document of the issue. */
export function researchPath(name: string): string {
  return `.chant/research/issue-1234-${name}.md`;
}

/** What an agent does that writes a research document. */
export function writeResearch(name: string, text: string): Plan[string] {
  return { files: { [researchPath(name)]: text } };
}

/** Tells the agent of a rig what to do. */
export function layPlan(rig: ProjectRig, plan: Plan): void {
  writeFileSync(path.join(rig.beside, 'plan.json'), JSON.stringify(plan));
}

/** A comprehension that has its outline, with this below `## Verdict`. */
export function writeComprehension(verdict: string): string {
  return `# What is reported

## Summary

A write can be lost.

## Affected components

| component | place | part |
|---|---|---|
| store | src/store.js:2 | writes |

## Open questions

None.

## Verdict

${verdict}
`;
}

/** A root cause that has its outline. */
const rootCause = `# Root cause

## Summary

The store has no lock.

## Evidence

Run with two writers.

## Hypotheses

| hypothesis | evidence | result |
|---|---|---|
| no lock | src/store.js:2 | holds |

## Root cause

\`src/store.js:2\`

## Approaches

| approach | costs | leaves open |
|---|---|---|
| a lock | little | nothing |
| a queue | more | nothing |

## Recommendation

The lock.
`;

/** An impact map that has its outline, and lists these files. */
export function writeImpactMap(...files: readonly string[]): string {
  return `# Impact map

## Pattern

Writes without a lock.

## Similar patterns

| place | affected | why |
|---|---|---|
| src/batch.js:1 | yes | it writes |

## Dependents

None.

## Test gaps

None.

## Documents

None.

## Target files

${files.map((file) => `- \`${file}\` (why)`).join('\n')}
`;
}

/** Steps that have their outline. */
export const steps = `# Steps

## Why no test

It takes an eye.

## Setting

Any.

## Steps

| step | seen | expected |
|---|---|---|
| look | it flickers | it stands still |

## How often

Always.
`;

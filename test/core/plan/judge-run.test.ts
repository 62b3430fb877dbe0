import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgentOutcome } from '../../../src/core/plan/agent-outcome.ts';
import { emptyOutcome } from '../../../src/core/plan/empty-outcome.ts';
import type { Change, Collected, Touched } from '../../../src/core/plan/collected.ts';
import type { Evidence } from '../../../src/core/plan/evidence.ts';
import { isWorthChecking, judgeRun } from '../../../src/core/plan/judge-run.ts';
import type { RunFacts } from '../../../src/core/plan/run-facts.ts';
import { gates, type ReasonCode } from '../../../src/core/plan/verdict.ts';
import { parseSpec } from '../../../src/core/spec/parse-spec.ts';

const path = '.chant/specs/2026-02-08-010-v7b.md';
const readSpec = (text: string) => parseSpec({ id: '2026-02-08-010-v7b', path, archived: false, text });
const text = `---
target_files: [src/a.js]
protect: ["test/**"]
checks: [{ name: test, run: npm test, before: fail }]
---

# Fix it

## Acceptance Criteria

- [ ] proved \`check:test\`
- [ ] claimed
`;
const spec = readSpec(text);
const ticked = readSpec(text.replaceAll('- [ ]', '- [x]')).criteria;

const agent = { ...emptyOutcome('exited'), exitCode: 0, ms: 1 };
const change = (name: string, more: Partial<Change> = {}): Change => {
  return { path: name, status: 'modified', mode: '100644', linkTarget: null, ...more };
};
const collected: Collected = {
  work: 'a'.repeat(40),
  snapshot: 'b'.repeat(40),
  changes: [change('src/a.js')],
  carriedOut: {},
  specText: text,
  halt: null,
  output: null,
  touched: [],
  protectedChanged: [],
  present: ['src/a.js'],
};
const seen = (side: Evidence['side'], held = true): Evidence => {
  return {
    check: 'test',
    run: 'npm test',
    side,
    expected: side === 'before' ? 'fail' : 'pass',
    held,
    exitCode: held === (side === 'before') ? 1 : 0,
    ended: null,
    commit: 'a'.repeat(40),
    startedAt: '',
    ms: 1,
    tail: 'boom',
    file: '',
  };
};
const good: RunFacts = {
  spec,
  agent,
  collected,
  claimed: ticked,
  evidence: [seen('before'), seen('after')],
  schemaTrouble: null,
  outlineTrouble: [],
  confirmTrouble: [],
  strictSchema: false,
  tampering: [],
  accepted: [],
};
const touched = (more: Partial<Touched>): Touched => {
  return { what: 'ref', name: 'refs/heads/main', byAgent: true, restored: true, detail: 'was moved', ...more };
};

type Break = (facts: RunFacts) => RunFacts;
const withAgent =
  (more: Partial<AgentOutcome>): Break =>
  (facts) => ({ ...facts, agent: { ...facts.agent, ...more } });
const withResult =
  (more: Partial<Collected>): Break =>
  (facts) => ({ ...facts, collected: { ...facts.collected, ...more } });
const addChange =
  (one: Change): Break =>
  (facts) =>
    withResult({ changes: [...facts.collected.changes, one] })(facts);

/** In the order of run.md. */
const broken: readonly [string, Break, ReasonCode][] = [
  ['the agent exits with 1', withAgent({ exitCode: 1 }), 'agent-failed'],
  ['the agent is ended by a signal', withAgent({ exitCode: null, signal: 'SIGSEGV' }), 'agent-failed'],
  ['the time limit is reached', withAgent({ ending: 'timeout' }), 'agent-failed'],
  ['the agent is silent', withAgent({ ending: 'stalled' }), 'agent-failed'],
  ['the cost limit is reached', withAgent({ ending: 'cost' }), 'agent-failed'],
  ['the agent was stopped', withAgent({ ending: 'cancelled' }), 'agent-failed'],
  ['the agent did not start', withAgent({ ending: 'not-started' }), 'agent-failed'],
  [
    'the turn ended in an error, exit status 0',
    withAgent({ final: { ok: false, message: 'overloaded' } }),
    'agent-failed',
  ],
  ['the agent moved a ref', withResult({ touched: [touched({})] }), 'repository-touched'],
  [
    'a file of the checkout changed',
    withResult({ touched: [touched({ what: 'checkout', byAgent: false })] }),
    'repository-touched',
  ],
  ['the agent halted', withResult({ halt: { reason: 'no', finding: 'no' } }), 'halted'],
  ['nothing was changed', withResult({ changes: [] }), 'no-work'],
  ['only the spec was changed', withResult({ changes: [change(path)] }), 'no-work'],
  ['a file outside the scope', addChange(change('src/b.js')), 'out-of-scope'],
  [
    'a link out of the tree',
    withResult({ changes: [change('src/a.js', { mode: '120000', linkTarget: '../../x' })] }),
    'out-of-scope',
  ],
  [
    'an absolute link',
    withResult({ changes: [change('src/a.js', { mode: '120000', linkTarget: '/etc/passwd' })] }),
    'out-of-scope',
  ],
  ['a repository of its own', withResult({ changes: [change('src/a.js', { mode: '160000' })] }), 'out-of-scope'],
  ['a protected file', withResult({ protectedChanged: ['test/a.js'] }), 'protected-changed'],
  ['a target that is gone', withResult({ present: [] }), 'target-missing'],
  [
    'a part of the outline that is missing',
    (facts) => ({ ...facts, outlineTrouble: ['## Summary: the heading is missing'] }),
    'outline-broken',
  ],
  ['a criterion that nobody ticked', (facts) => ({ ...facts, claimed: [] }), 'criteria-open'],
  ['a check that fails', (facts) => ({ ...facts, evidence: [seen('before'), seen('after', false)] }), 'check-failed'],
  [
    'a test that did not fail before',
    (facts) => ({ ...facts, evidence: [seen('before', false), seen('after')] }),
    'check-failed',
  ],
  ['a strict schema', (facts) => ({ ...facts, schemaTrouble: ['bad'], strictSchema: true }), 'schema-mismatch'],
];
const attention: readonly ReasonCode[] = [
  'repository-touched',
  'halted',
  'out-of-scope',
  'protected-changed',
  'schema-mismatch',
];

describe('the verdict', () => {
  test('is to land when every gate holds, and every gate was asked', () => {
    const verdict = judgeRun(good);
    expect(verdict).toMatchObject({ outcome: 'land', reason: null });
    expect(verdict.gates.map((gate) => [gate.gate, gate.verdict])).toEqual(gates.map((gate) => [gate, 'held']));
  });

  test.each(broken)('%s', (_, spoil, reason) => {
    const verdict = judgeRun(spoil(good));
    expect(verdict).toMatchObject({ outcome: attention.includes(reason) ? 'needs_attention' : 'failed', reason });
    expect(verdict.gates.filter((gate) => gate.verdict === 'failed').every((gate) => gate.detail.length > 0)).toBe(
      true,
    );
  });

  test('has the reason of the first gate that does not hold, whatever else is broken', () => {
    fc.assert(
      fc.property(fc.subarray([...broken], { minLength: 1 }), (several) => {
        // Facts that exclude each other: a later break may mend an earlier one.
        const facts = several.toReversed().reduce((all, [, spoil]) => spoil(all), good);
        const { reason, outcome } = judgeRun(facts);
        const alone = new Set(several.map(([, , code]) => code));
        expect(outcome).not.toBe('land');
        expect(alone.has(reason ?? 'interrupted')).toBe(true);
      }),
    );
  });

  test('is never to land with a broken gate', () => {
    fc.assert(
      fc.property(fc.constantFrom(...broken), fc.subarray([...broken]), ([, spoil], others) => {
        expect(judgeRun(spoil(others.reduce((all, [, other]) => other(all), good))).outcome).not.toBe('land');
      }),
    );
  });
});

describe('gates after one that decides alone', () => {
  test.each(broken.filter(([, , reason]) => ['agent-failed', 'halted', 'no-work'].includes(reason)))(
    '%s: nothing further is looked at',
    (_, spoil, reason) => {
      const verdict = judgeRun(spoil(good));
      const skipped = verdict.gates.filter((gate) => gate.verdict === 'skipped').map((gate) => gate.gate);
      const from = { 'agent-failed': 2, halted: 3 }[reason as string] ?? 4;
      expect(skipped).toEqual(gates.slice(from));
      expect(isWorthChecking(spoil(good))).toBe(false);
    },
  );

  test('what is out of scope is checked all the same', () => {
    const facts = addChange(change('src/b.js'))(good);
    expect(isWorthChecking(facts)).toBe(true);
    expect(judgeRun(facts).gates.find(({ gate }) => gate === 'checks')).toMatchObject({ verdict: 'held' });
  });
});

describe('what is no reason to stop', () => {
  const lands: readonly [string, Break, string][] = [
    [
      'a halted agent may exit as it likes',
      (facts) => withAgent({ exitCode: 3 })(withResult({ halt: { reason: 'no', finding: '' } })(facts)),
      'halted',
    ],
    ['a ref that anybody may have moved', withResult({ touched: [touched({ byAgent: false })] }), ''],
    [
      'a touched repository that a person accepts',
      (facts) => ({ ...withResult({ touched: [touched({})] })(facts), accepted: ['repository-touched'] }),
      '',
    ],
    ['a schema that is not strict', (facts) => ({ ...facts, schemaTrouble: ['bad'] }), ''],
    ['tampering, which is told', (facts) => ({ ...facts, tampering: ['status was changed'] }), ''],
    ['a process that was left behind', withAgent({ leftovers: ['sleep'] }), ''],
    [
      'a process that chant had to end after a good turn',
      withAgent({ exitCode: null, final: { ok: true, message: null } }),
      '',
    ],
    [
      'a link that stays in the tree',
      withResult({ changes: [change('src/a.js', { mode: '120000', linkTarget: '../test/b.js' })] }),
      '',
    ],
    [
      'a spec without a scope',
      (facts) => addChange(change('anything'))({ ...facts, spec: { ...spec, targetFiles: [] } }),
      '',
    ],
  ];
  test.each(lands)('%s', (_, spoil, reason) => {
    expect(judgeRun(spoil(good)).reason ?? '').toBe(reason);
  });

  test('accepting one reason passes over no other gate', () => {
    const facts = {
      ...addChange(change('src/b.js'))(withResult({ touched: [touched({})] })(good)),
      accepted: ['repository-touched', 'out-of-scope'],
    };
    expect(judgeRun(facts).reason).toBe('out-of-scope');
  });
});

describe('research', () => {
  const research = readSpec('---\ntype: research\ntarget_files: [.chant/research/x.md]\n---\n\n# Look\n');
  const facts: RunFacts = { ...good, spec: research, claimed: [], evidence: [] };

  test('must write its document in this run: being there is not enough', () => {
    const there = {
      ...facts,
      collected: { ...collected, changes: [change('.chant/research/y.md')], present: ['.chant/research/x.md'] },
    };
    expect(judgeRun(there).gates.find((gate) => gate.gate === 'targets')?.verdict).toBe('failed');
  });

  test('that git ignores counts when it was carried out', () => {
    const carried = { '.chant/research/x.md': 'hash' };
    const done = {
      ...facts,
      collected: { ...collected, changes: [], carriedOut: carried, present: ['.chant/research/x.md'] },
    };
    expect(judgeRun(done)).toMatchObject({ outcome: 'land', reason: null });
  });
});

describe('criteria', () => {
  test('a tick of the agent on a criterion with a check does not count', () => {
    const facts = { ...good, evidence: [seen('after', false)] };
    expect(judgeRun(facts).gates.find((gate) => gate.gate === 'criteria')?.detail).toEqual([
      expect.stringContaining('proved'),
    ]);
  });

  test('two criteria of the same words need two ticks', () => {
    const twice = readSpec('# T\n\n## Acceptance Criteria\n\n- [ ] same\n- [ ] same\n');
    const once = readSpec('# T\n\n## Acceptance Criteria\n\n- [x] same\n- [ ] same\n');
    const facts = { ...good, spec: { ...twice, targetFiles: [] }, claimed: once.criteria };
    expect(judgeRun(facts).reason).toBe('criteria-open');
  });
});

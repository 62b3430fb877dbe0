import { expect, test } from 'vitest';
import { buildOutcome, type OutcomeInput } from '../../../src/core/plan/build-outcome.ts';
import type { Evidence } from '../../../src/core/plan/evidence.ts';
import { extractCriteria } from '../../../src/core/spec/extract-criteria.ts';

const text = `---
type: code # kept
---

# Add locking

## Acceptance Criteria

- [ ] writes are locked \`check:test\`
- [ ] readers were looked at
- [ ] readers were looked at
`;

const evidence: Evidence = {
  check: 'test',
  run: 'npm test',
  side: 'after',
  expected: 'pass',
  held: true,
  exitCode: 0,
  ended: null,
  commit: '8ab01cd0123456789',
  startedAt: '2026-02-08T12:00:00.000Z',
  ms: 7,
  tail: '',
  file: 'evidence/after-test.log',
};

function build(more: Partial<OutcomeInput> = {}): string {
  const copy = more.copy === undefined ? null : more.copy;
  const result = buildOutcome({
    text,
    copy,
    carried: more.text ?? text,
    claimed: copy === null ? [] : extractCriteria(copy),
    evidence: [],
    branch: 'main',
    commits: ['3f9a809'],
    completedAt: '2026-02-08T12:34:56.000Z',
    model: null,
    inputs: {},
    ...more,
  });
  if (!result.ok) throw new Error(result.failure.kind);
  return result.value;
}

test('the outcome is written into the frontmatter, and every other byte stays', () => {
  const built = build({ model: 'opus', inputs: { 'a.md': 'sha256:00' } });
  expect(built).toBe(
    text.replace(
      '---\n\n#',
      'status: completed\nbranch: main\ncommits:\n  - "3f9a809"\ncompleted_at: "2026-02-08T12:34:56.000Z"\nmodel: opus\ninputs:\n  a.md: sha256:00\n---\n\n#',
    ),
  );
});

test('a spec without frontmatter gets one', () => {
  expect(build({ text: '# Fix\n' })).toMatch(/^---\nstatus: completed\n[\s\S]*---\n\n?# Fix\n$/);
});

test('evidence stands there as short facts, one per check and side', () => {
  const red: Evidence = { ...evidence, side: 'before', held: true, exitCode: null, ended: 'SIGKILL' };
  const built = build({ evidence: [red, evidence] });
  for (const line of [
    'side: before',
    'result: failed',
    'exit: SIGKILL',
    'side: after',
    'result: passed',
    'exit: 0',
    'tree: "8ab01cd01234"',
  ])
    expect(built).toContain(line);
});

const ticks: readonly [string, Partial<OutcomeInput>, readonly boolean[]][] = [
  ['nothing ticks nothing', {}, [false, false, false]],
  ['a check that held ticks its criterion', { evidence: [evidence] }, [true, false, false]],
  [
    'a check that did not hold ticks nothing, whatever the agent says',
    { evidence: [{ ...evidence, held: false }], copy: text.replaceAll('[ ]', '[x]') },
    [false, true, true],
  ],
  [
    'one tick of the agent counts for one of two equal criteria',
    { copy: text.replace(/- \[ \] readers/, '- [X] readers') },
    [false, true, false],
  ],
  [
    'a tick in a copy with other lines above counts all the same',
    { copy: `# New title\n\n${text.replaceAll('[ ]', '[x]')}` },
    [false, true, true],
  ],
  [
    'a tick for another text counts for nothing',
    { copy: text.replaceAll('- [ ] readers were', '- [x] writers were') },
    [false, false, false],
  ],
];

test.each(ticks)('%s', (_, more, expected) => {
  expect(extractCriteria(build(more)).map((one) => one.ticked)).toEqual(expected);
});

const notes: readonly [string, string, string][] = [
  ['notes below the end are kept', `${text}\n## Notes\n\nDone.\n`, '\n## Notes\n\nDone.\n'],
  ['with ticks above them, too', `${text.replaceAll('[ ]', '[x]')}\n\n\nDone.`, '\nDone.\n'],
  ['words that continue the last line are none', `${text.trimEnd()} and more\n`, ''],
  ['changes further up are dropped with what follows them', `${text.replace('# Add', '# Do not add')}\nDone.\n`, ''],
  ['empty lines are none', `${text}\n\n\n`, ''],
];

test.each(notes)('%s', (_, copy, kept) => {
  expect(build({ copy }).split('looked at').at(-1)).toBe(`\n${kept}`);
});

test('notes in a spec with carriage returns end as its other lines do', () => {
  const dos = text.replaceAll('\n', '\r\n');
  expect(build({ text: dos, copy: `${dos}\r\nDone.\r\n` })).toMatch(/looked at\r\n\r\nDone\.\r\n$/);
});

test('a spec whose frontmatter cannot be edited is a failure', () => {
  const broken = '---\na: [\n---\n# Fix\n';
  expect(() => build({ text: broken })).toThrow();
});

import { expect, test } from 'vitest';
import { buildRelations, type RelatedSpec } from '../../../src/core/trace/relations.ts';
import { walkDown, walkUp } from '../../../src/core/trace/walk-relations.ts';

function spec(id: string, more: Partial<RelatedSpec> = {}): RelatedSpec {
  return { id, dependsOn: [], inputs: [], writes: [], labels: [], ...more };
}
const reads = (name: string) => ({ key: 'informed_by', kind: 'document', name }) as const;

const chain = buildRelations([
  spec('A', { inputs: [reads('.chant/research/issue-7.md')], writes: ['.chant/research/what.md'] }),
  spec('B', { dependsOn: ['A'], inputs: [reads('.chant/research/what.md')], writes: ['test/**'] }),
  spec('C', { dependsOn: ['B'], inputs: [reads('test/red.js')], writes: ['src/a.js'] }),
  spec('X', { writes: ['test/red.js'] }),
]);
const lines = (edges: ReturnType<typeof walkUp>) => edges.map(({ from, to, kind }) => `${from} ${kind} ${to}`);

test('up from a spec: every input, who wrote it, and what that rests on', () => {
  expect(lines(walkUp(['spec:C'], chain))).toEqual([
    'spec:C informed_by document:test/red.js',
    'spec:C depends on spec:B',
    'document:test/red.js written by spec:B',
    'spec:B informed_by document:.chant/research/what.md',
    'spec:B depends on spec:A',
    'document:.chant/research/what.md written by spec:A',
    'spec:A informed_by document:.chant/research/issue-7.md',
  ]);
});

test('a file of the code is written by what its reader depends on, not by all who may write it', () => {
  expect(chain.writersOf('test/red.js', 'C')).toEqual(['B']);
  expect(chain.writersOf('test/red.js', null)).toEqual(['X', 'B']);
});

test('down from the issue: everything that rests on it', () => {
  const keys = walkDown(['document:.chant/research/issue-7.md'], chain).map((edge) => edge.from);
  expect(new Set(keys)).toEqual(
    new Set(['spec:A', 'document:.chant/research/what.md', 'spec:B', 'document:test/red.js', 'spec:C']),
  );
});

test('a circle of dependencies ends', () => {
  const circle = buildRelations([spec('A', { dependsOn: ['B'] }), spec('B', { dependsOn: ['A'] })]);
  expect(lines(walkUp(['spec:A'], circle))).toEqual(['spec:A depends on spec:B', 'spec:B depends on spec:A']);
});

test('a label names the issue where nothing else leads there', () => {
  const labelled = buildRelations([spec('A', { labels: ['fix', 'issue-9'] }), spec('B', { dependsOn: ['A'] })]);
  expect(lines(walkUp(['spec:B'], labelled)).at(-1)).toBe('spec:A labelled issue:issue-9');
  expect(lines(walkDown(['issue:issue-9'], labelled))).toEqual([
    'spec:A labelled issue:issue-9',
    'spec:B depends on spec:A',
  ]);
});

import { expect, test } from 'vitest';
import { type InputDrift, judgeDrift } from '../../../src/core/trace/drift.ts';
import { buildRelations, type RelatedSpec } from '../../../src/core/trace/relations.ts';

const spec = (id: string, more: Partial<RelatedSpec>): RelatedSpec => {
  return { id, dependsOn: [], inputs: [], writes: [], labels: [], ...more };
};
const reads = (name: string) => ({ key: 'informed_by', kind: 'document', name }) as const;
// A writes a.md; B reads it; C depends on B; D stands alone; E reads a.md only as background
const relations = buildRelations([
  spec('A', { inputs: [reads('.chant/issue-7.md')], writes: ['.chant/a.md'] }),
  spec('B', { inputs: [reads('.chant/a.md')] }),
  spec('C', { dependsOn: ['B'] }),
  spec('D', {}),
  spec('E', { inputs: [{ key: 'context', kind: 'document', name: '.chant/a.md' }] }),
]);
const judge = (id: string, state: InputDrift['state']) => {
  const compared = ['A', 'B', 'C', 'D', 'E'].map((one) => ({
    id: one,
    title: '',
    inputs: one === id ? [{ path: 'x', state, detail: null }] : [],
  }));
  return judgeDrift(compared, relations)
    .map((one) => `${one.id} ${one.state}`)
    .join(', ');
};

test.each(['changed', 'missing', 'moved', 'unreadable', 'added'] as const)(
  'an input that is %s makes its spec stale and all behind it suspect',
  (state) => {
    expect(judge('A', state)).toBe('A stale, B suspect, C suspect, D fresh, E fresh');
  },
);

test('what stands at the end of a chain makes nothing before it suspect', () => {
  expect(judge('C', 'changed')).toBe('A fresh, B fresh, C stale, D fresh, E fresh');
});

test.each(['same', 'unknown'] as const)('an input that is %s makes nothing stale', (state) => {
  expect(judge('A', state)).toBe('A fresh, B fresh, C fresh, D fresh, E fresh');
});

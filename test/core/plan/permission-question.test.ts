import { expect, test } from 'vitest';
import {
  coverAllowed,
  coverRefused,
  describeQuestion,
  isAllowed,
  type PermissionQuestion,
  permissionAnswers,
} from '../../../src/core/plan/permission-question.ts';

const question = (rest: Partial<PermissionQuestion>): PermissionQuestion => ({
  ...{ title: 'Edit', tool: 'edit', command: null, paths: [], inScope: false },
  ...rest,
});
const inScope = question({ paths: ['src/a'], inScope: true });
const other = question({ paths: ['src/b'], inScope: true });
const outside = question({ paths: ['/etc/passwd'] });
const command = question({ tool: 'execute', command: 'npm test' });

test('two of the answers allow', () => {
  expect(permissionAnswers.filter(isAllowed)).toEqual(['allow', 'allow-run']);
});

test.each([
  ['a change in the scope and another', inScope, other, true],
  ['a change in the scope and one outside', inScope, outside, false],
  ['a change outside and the same again, called otherwise', outside, { ...outside, title: 'Write' }, true],
  ['a change outside and another outside', outside, question({ paths: ['/etc/group'] }), false],
  ['a command and the same again', command, { ...command, title: 'Again' }, true],
  ['a command and one that only begins like it', command, { ...command, command: 'npm test; rm x' }, false],
  ['a read and a change of the same file', outside, { ...outside, tool: 'read' }, false],
  ['things that name nothing, by their titles', question({ title: 'think' }), question({ title: 'act' }), false],
])('allowed for the run: %s', (_title, one, two, together) => {
  expect(coverAllowed(one).key === coverAllowed(two).key).toBe(together);
});

test('refused for the run is this very thing, not every change in the scope', () => {
  expect(coverRefused(inScope).key).not.toBe(coverRefused(other).key);
  expect(coverRefused(inScope).key).toBe(coverRefused({ ...inScope, inScope: false }).key);
});

test.each([
  [inScope, 'Edit: src/a'],
  [{ ...command, title: 'Run npm test' }, 'Run npm test'],
  [question({ title: 'think' }), 'think'],
])('%j is told as %s', (asked, text) => {
  expect(describeQuestion(asked)).toBe(text);
});

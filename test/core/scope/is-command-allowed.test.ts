import { expect, test } from 'vitest';
import { isCommandAllowed } from '../../../src/core/scope/is-command-allowed.ts';

const allowed = ['npm test', 'git diff', "node 'my test.js'", 'make a && make b', 'chant', ''];

test.each([
  ['npm test', true],
  ['  npm   test -- -t "a lock" ', true],
  ['git diff --stat', true],
  ['node "my test.js" --slow', true],
  ['make a && make b', true],
  ['chant tick 1', true],
  ['chant halt --reason "no (really; > 2) way"', true],
  ["chant halt --reason '$(not run)'", true],
  ['chant halt --reason "$(git push)"', false],
  ['chant halt --reason "a\\" ; git push "', false],
  ['npm testing', false],
  ['npm', false],
  ['npm install', false],
  ['make a', false],
  ['make a && make b && make c', false],
  ['npm test; rm -rf .', false],
  ['npm test && git push', false],
  ['npm test | sh', false],
  ['npm test $(git push)', false],
  ['npm test `git push`', false],
  ['npm test > src/other.ts', false],
  ['npm test\ngit push', false],
  ['npm test & git push', false],
  ['npm test "open', false],
  ['PATH=. npm test', false],
  ['/tmp/npm test', false],
  ['', false],
  ['  ', false],
])('where some commands are allowed, %j may be run: %s', (line, expected) => {
  expect(isCommandAllowed(line, allowed)).toBe(expected);
});

test('where none is allowed, none may be run', () => {
  expect(isCommandAllowed('ls', [])).toBe(false);
});

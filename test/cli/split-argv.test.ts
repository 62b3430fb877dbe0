import { expect, test } from 'vitest';
import { splitArgv } from '../../src/cli/split-argv.ts';

test.each([
  [[], { before: [], name: null, after: [] }],
  [['list', '--ready'], { before: [], name: 'list', after: ['--ready'] }],
  [['--repo', 'list', 'show', '010'], { before: ['--repo', 'list'], name: 'show', after: ['010'] }],
  [['--repo=x', '--json', 'list'], { before: ['--repo=x', '--json'], name: 'list', after: [] }],
  [['--repo'], { before: ['--repo'], name: null, after: [] }],
  [['--help'], { before: ['--help'], name: null, after: [] }],
])('%j', (argv, expected) => {
  expect(splitArgv(argv)).toEqual(expected);
});

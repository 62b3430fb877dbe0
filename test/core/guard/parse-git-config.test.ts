import { expect, test } from 'vitest';
import { parseGitConfig, unread } from '../../../src/core/guard/parse-git-config.ts';

const cases: readonly [string, string, readonly [string, string][]][] = [
  ['a section and a key', '[core]\n\tbare = false\n', [['core.bare', 'false']]],
  ['a key without a value', '[core]\n\tbare\n', [['core.bare', 'true']]],
  [
    'a subsection, whose case counts',
    '[filter "LFS"]\n\tClean = git-lfs clean\n',
    [['filter.LFS.clean', 'git-lfs clean']],
  ],
  ['the older way to write a subsection', '[branch.main]\nremote = origin\n', [['branch.main.remote', 'origin']]],
  ['a key on the line of its header', '[core] fsmonitor = x\n', [['core.fsmonitor', 'x']]],
  ['two headers on one line', '[user][filter "x"]clean = y\n', [['filter.x.clean', 'y']]],
  ['comments of both kinds', '# a\n[a] ; b\n\tk = v # c\n', [['a.k', 'v']]],
  ['a comment sign inside quotes', '[a]\n\tk = "v # c"\n', [['a.k', '"v # c"']]],
  [
    'a value that goes on',
    '[a]\n\tk = one \\\n two\n\tm = n\n',
    [
      ['a.k', 'one  two'],
      ['a.m', 'n'],
    ],
  ],
  ['a comment that ends in a backslash and does not go on', '[a]\n# c \\\n\tk = v\n', [['a.k', 'v']]],
  [
    'a comment behind a value, that ends in a backslash',
    '[a]\n\tk = v # c \\\n\tm = n\n',
    [
      ['a.k', 'v'],
      ['a.m', 'n'],
    ],
  ],
  ['line ends of Windows', '[a]\r\n\tk = v\r\n', [['a.k', 'v']]],
  ['a byte order mark', '\ufeff[a]\nk = v\n', [['a.k', 'v']]],
  ['nothing', '', []],
];

test.each(cases)('reads %s', (_, text, expected) => {
  expect(parseGitConfig(text).map((entry) => [entry.key, entry.value])).toEqual(expected);
});

test.each([
  ['[a\nk = v\n'],
  ['k = v\n'],
  ['[a]\n\tk_x = v\n'],
  ['[a]\n\tk = "open\n'],
  ['[a]\n\tk = v\\'],
  ['[a]\n= v\n'],
])('a line that git may read otherwise is an entry of its own: %j', (text) => {
  expect(parseGitConfig(text).map((entry) => entry.key)).toContain(unread);
});

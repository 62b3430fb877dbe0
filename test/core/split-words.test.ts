import { expect, test } from 'vitest';
import { splitWords } from '../../src/core/split-words.ts';

test.each([
  ['vi', ['vi']],
  ['code --wait', ['code', '--wait']],
  ['  a \t b\n', ['a', 'b']],
  ['"/opt/my editor/bin/ed" --new-window', ['/opt/my editor/bin/ed', '--new-window']],
  ["'it is' one", ['it is', 'one']],
  ['--title=\'a b\'"c d"e', ['--title=a bc de']],
  ['a\\ b c', ['a b', 'c']],
  ['"say \\"hi\\" \\n"', ['say "hi" \\n']],
  ["'\\'", ['\\']],
  ['"" x', ['', 'x']],
  ['a $HOME `id` ;rm', ['a', '$HOME', '`id`', ';rm']],
  ['end\\', ['end\\']],
  ['', []],
  ['   ', []],
])('splits %j', (line, words) => {
  expect(splitWords(line)).toEqual(words);
});

test.each(['"open', "it's", 'a "b\\"'])('gives null for the open quote in %j', (line) => {
  expect(splitWords(line)).toBeNull();
});

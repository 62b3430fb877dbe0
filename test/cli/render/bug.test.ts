import { expect, test } from 'vitest';
import { renderBug } from '../../../src/cli/render/bug.ts';

test('the page for a bug holds the version, the command, the stack and where to report it', () => {
  const error = new Error('boom\u001b[2J');
  error.stack = 'Error: boom\u001b[2J\n    at here';
  const bug = { version: '1.2.3', platform: 'Node 20.19.0, linux', argv: ['list', '--json'], error };
  expect(renderBug(bug)).toMatchInlineSnapshot(`
    "error: this is a bug in chant

      version: chant 1.2.3, Node 20.19.0, linux
      command: chant list --json

      Error: boom
          at here

    Nothing that was made is lost: the next command on the same spec takes up what was left.
    next: report this page in chant's issue tracker; take out what is private first
    "
  `);
});

test('what is thrown and is no error is shown as it is', () => {
  expect(renderBug({ version: '1', platform: 'p', argv: [], error: 'a string' })).toContain('  a string\n');
});

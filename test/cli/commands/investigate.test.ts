import { expect, test } from 'vitest';
import { makeChantRepo } from '../../helper/chant-repo.ts';
import { readLine, runLine } from '../command-line.ts';

const files = {
  '.chant/config.md': '',
  'package.json': '{ "scripts": { "test": "node --test" } }',
  'issue-7.md': '# Lost\u001b[31m writes\n',
};
const random = ['aaa', 'bbb', 'ccc', 'ddd', 'eee', 'fff'];

test('investigate says what was made and what to type next', async () => {
  const repo = makeChantRepo(files);
  expect(await readLine({ cwd: repo.root, random }, ['investigate', 'issue-7.md'])).toBe(`Investigating #7: Lost writes
  snapshot       .chant/research/issue-7.md (created)
  lands on       fix/issue-7
  test           test/issue-7.test.js: node --test test/issue-7.test.js
  comprehension  001-aaa  Understand issue #7: Lost writes
  reproduction   002-bbb  Reproduce issue #7: Lost writes
  root-cause     003-ccc  Find the root cause of issue #7: Lost writes
  impact-map     004-ddd  Map the impact of issue #7: Lost writes
  fix            005-eee  Fix issue #7: Lost writes
  upstream       006-fff  Send the fix for issue #7 upstream: Lost writes
next: git add .chant && git commit -m "Plan the work on #7"
next: chant work 001-aaa
`);
  const again = JSON.parse(await readLine({ cwd: repo.root, random }, ['investigate', 'issue-7.md', '--json']));
  expect(again).toMatchObject({
    snapshot: { state: 'unchanged' },
    specs: [{ phase: 'comprehension', state: 'there' }, {}, {}, {}, {}, {}],
  });
});

test.each([['--dry-run'], ['../../etc/passwd'], ['https://x.test/a']])('%s is no issue: status 2', async (word) => {
  const repo = makeChantRepo(files);
  expect((await runLine({ cwd: repo.root }, ['investigate', word])).exitCode).toBe(2);
});

test('template list names every template and variable; show prints one; an unknown one is told with the nearest', async () => {
  const repo = makeChantRepo(files);
  const list = await readLine({ cwd: repo.root }, ['template', 'list']);
  expect(list).toMatch(/^ {2}root-cause +why it happens/m);
  expect(list).toMatch(/^ {2}issue\.title +.*below the frontmatter only$/m);
  expect(await readLine({ cwd: repo.root }, ['template', 'show', 'fix'])).toContain('# Fix issue {{ issue.ref }}');
  const wrong = await runLine({ cwd: repo.root }, ['template', 'show', 'fux']);
  expect(wrong).toMatchObject({ exitCode: 4, stderr: expect.stringContaining("did you mean 'fix'") });
});

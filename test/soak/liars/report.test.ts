import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { gatherAll } from './gather-all.ts';

test('docs/liars.md has a row for every liar of these files, and no other', async () => {
  const page = readFileSync(new URL('../../../docs/liars.md', import.meta.url), 'utf8');
  const rows = page
    .split('\n')
    .flatMap((line) => /^\| (.+?) \| (?:impossible|detected|nothing to)/.exec(line)?.[1] ?? []);
  expect(rows).toEqual((await gatherAll()).map(({ title }) => title.replaceAll('|', '\\|')));
});

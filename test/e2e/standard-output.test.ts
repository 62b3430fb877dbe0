import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeChantRepo } from '../helper/chant-repo.ts';

const chant = path.resolve('dist/chant.cjs');
const count = 3000;

function makeMany(): string {
  const specs = Array.from({ length: count }, (_, n) => [`.chant/specs/s${n}.md`, `# Title ${n} ${'x'.repeat(60)}\n`]);
  return makeChantRepo(Object.fromEntries(specs)).root;
}

test('a reader that is slow gets every line, and one that goes away is no error', async () => {
  const cwd = makeMany();
  const child = spawn(process.execPath, [chant, 'list'], { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  // Nothing is read before much more was written than a pipe holds.
  await once(child.stdout, 'readable');
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString().split('\n')).toHaveLength(count + 2);
  const script = `"$0" "$1" list | head -n 1; "$0" "$1" list > all.txt; wc -l < all.txt`;
  const said = execFileSync('bash', ['-o', 'pipefail', '-c', script, process.execPath, chant], {
    cwd,
    encoding: 'utf8',
  });
  expect(said.split('\n')).toEqual([expect.stringMatching(/^ID /), String(count + 1), '']);
});

test('standard output that is closed, or full, is not written over anything', () => {
  const cwd = makeMany();
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'chant-closed-')));
  const script = `"$0" "$1" list >&- 2>"$2/err"; "$0" "$1" list > "$2/out"`;
  execFileSync('bash', ['-c', script, process.execPath, chant, folder], { cwd });
  expect(readFileSync(path.join(folder, 'out'), 'utf8').split('\n')).toHaveLength(count + 2);
});

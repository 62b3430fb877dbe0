import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { makeChantRepo } from '../helper/chant-repo.ts';

const chant = path.resolve('dist/chant.cjs');

/** What so many chants print that list at the same time. */
async function listAtOnce(cwd: string, count: number): Promise<string[]> {
  const started = Array.from({ length: count }, () => promisify(execFile)(process.execPath, [chant, 'list'], { cwd }));
  return (await Promise.all(started)).map(({ stdout }) => stdout);
}

function makeOld(): { readonly root: string; readonly specs: string } {
  const files = Array.from({ length: 80 }, (_, n) => [`.chant/specs/s${n + 10}.md`, `# Title ${n + 10}\n`]);
  const { root } = makeChantRepo(Object.fromEntries([...files, ['.chant/config.md', '']]));
  const specs = path.join(root, '.chant/specs');
  const then = Math.floor(Date.now() / 1000) - 3600;
  for (const name of [...readdirSync(specs), '.']) utimesSync(path.join(specs, name), then, then);
  return { root, specs };
}

test('chants that list at the same time print the same, and what they keep is whole', async () => {
  const { root, specs } = makeOld();
  const [first = '', ...others] = await listAtOnce(root, 4);
  expect(first).toContain('Title 11');
  expect(others).toEqual([first, first, first]);
  const kept = path.join(root, '.chant/cache/list-1.bin');
  writeFileSync(kept, readFileSync(kept, 'latin1').replaceAll('Title', 'Kept!'), 'latin1');
  const forged = first.replaceAll('Title', 'Kept!');
  expect(await listAtOnce(root, 2)).toEqual([forged, forged]);
  writeFileSync(path.join(specs, 's11.md'), '# Other 11\n');
  const now = first.replace('Title 11', 'Other 11');
  expect(await listAtOnce(root, 3)).toEqual([now, now, now]);
});

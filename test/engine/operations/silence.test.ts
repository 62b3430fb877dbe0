import { expect, test } from 'vitest';
import { silence, type SilenceInput } from '../../../src/engine/operations/silence.ts';
import { makeChantRepo } from '../../helper/chant-repo.ts';
import { makeContext } from '../../helper/fake-context.ts';

const config = '---\n# ours\nproject: {name: shop}\n---\n# Text\n';

function ask(cwd: string, action: SilenceInput['action']) {
  return silence(makeContext({ cwd, env: process.env }).context, { action });
}

test('on, status, off: git is told, the configuration is told, and afterwards all is as before', async () => {
  const repo = makeChantRepo({ '.chant/config.md': config });
  const excludeFile = `${repo.root}/.git/info/exclude`;
  expect(await ask(repo.root, 'status')).toEqual({ ok: true, value: { silent: false, changed: false, excludeFile } });
  expect(await ask(repo.root, 'on')).toMatchObject({ value: { silent: true, changed: true } });
  expect(await ask(repo.root, 'on')).toMatchObject({ value: { silent: true, changed: false } });
  expect(repo.read('.chant/config.md')).toBe('---\n# ours\nproject: {name: shop}\nsilent: true\n---\n# Text\n');
  expect(repo.git('status', '--porcelain')).toBe('');
  expect(await ask(repo.root, 'status')).toMatchObject({ value: { silent: true } });
  expect(await ask(repo.root, 'off')).toMatchObject({ value: { silent: false, changed: true } });
  expect(repo.read('.chant/config.md')).toBe(config);
  expect(repo.git('status', '--porcelain')).toBe('?? .chant/\n');
});

test('off says false where another key would still say true', async () => {
  const repo = makeChantRepo({ '.chant/config.md': '---\nproject: {silent: true}\n---\n' });
  await ask(repo.root, 'off');
  expect(repo.read('.chant/config.md')).toBe('---\nproject: {silent: true}\nsilent: false\n---\n');
});

test('on is refused while git tracks files in the folder, and nothing changes', async () => {
  const repo = makeChantRepo({ '.chant/config.md': config });
  repo.git('add', '-A');
  expect(await ask(repo.root, 'on')).toMatchObject({ failure: { kind: 'files-tracked', paths: ['.chant/config.md'] } });
  expect(repo.read('.chant/config.md')).toBe(config);
});

import path from 'node:path';
import { chmodSync, realpathSync } from 'node:fs';
import { expect, test } from 'vitest';
import { editSpec } from '../../../src/engine/operations/edit-spec.ts';
import { type ChantRepo, makeChantRepo } from '../../helper/chant-repo.ts';
import { makeContext } from '../../helper/fake-context.ts';

const file = '.chant/specs/001-a.md';

/** An editor that writes its arguments, and another title. */
function makeEditor(repo: ChantRepo): string {
  repo.write(
    'my tools/ed.sh',
    '#!/bin/sh\nprintf "%s|" "$@" >args\nprintf -- "---\\nstatus: redy\\n---\\n# Edited\\n" >"$2"\n',
  );
  const editor = path.join(repo.root, 'my tools/ed.sh');
  chmodSync(editor, 0o755);
  return editor;
}

function edit(repo: ChantRepo, env: Record<string, string>, interactive = false) {
  const world = { cwd: repo.root, env: { ...process.env, ...env }, terminal: { interactive } };
  return editSpec(makeContext(world).context, { id: '001' });
}

test('the editor gets its own arguments and the file, quotes honoured; the file is linted afterwards', async () => {
  const repo = makeChantRepo({ [file]: '# A\n' });
  const edited = await edit(repo, { EDITOR: `"${makeEditor(repo)}" --wait` });
  expect(repo.read('args')).toBe(`--wait|${realpathSync(path.join(repo.root, file))}|`);
  expect(edited).toMatchObject({ ok: true, value: { changed: true, path: file, spec: { title: 'Edited' } } });
  const problem = expect.objectContaining({ file, line: 2, suggestion: 'ready' });
  expect(edited.ok ? edited.value.problems : []).toContainEqual(problem);
});

test('VISUAL wins over EDITOR, and the editor of git is taken when neither is set', async () => {
  const repo = makeChantRepo({ [file]: '# A\n' });
  const unchanged = { ok: true, value: { changed: false } };
  expect(await edit(repo, { VISUAL: 'true', EDITOR: 'false' })).toMatchObject(unchanged);
  repo.git('config', 'core.editor', `'${makeEditor(repo)}' -w`);
  expect(await edit(repo, {})).toMatchObject({ ok: true, value: { changed: true } });
});

test.each([
  [
    'an editor that fails',
    { EDITOR: 'false' },
    { kind: 'file-trouble', action: 'run', reason: 'the editor ended with status 1' },
  ],
  ['an editor that is not there', { EDITOR: '/nowhere/ed' }, { kind: 'file-trouble', path: '/nowhere/ed' }],
  ['an open quote', { EDITOR: '"code' }, { kind: 'bad-argument', argument: '$EDITOR' }],
  ['no editor and no terminal', {}, { kind: 'bad-argument', argument: '$EDITOR' }],
])('%s is a failure and the file stays', async (_, env, failure) => {
  const repo = makeChantRepo({ [file]: '# A\n' });
  expect(await edit(repo, env)).toMatchObject({ ok: false, failure });
  expect(repo.read(file)).toBe('# A\n');
});

import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { splitSpec } from '../../../src/engine/operations/split-spec.ts';
import { type ChantRepo, makeChantRepo } from '../../helper/chant-repo.ts';
import { makeContext } from '../../helper/fake-context.ts';

const id = '2026-02-08-010-v7b';
const file = `.chant/specs/${id}.md`;
const member = (number: number): string => `.chant/specs/${id}.${number}.md`;
const spec = (more = 'target_files: [src/a.js, src/b.js, doc/c.md]'): string => `---\n${more}\n---\n\n# Fix it\n`;
const map = '.chant/research/map.md';
const research = { [map]: '# Map\n\n## Target files\n\n- `src/a.js`\n- `doc/c.md`\n' };

async function split(repo: ChantRepo, files: string | null = '2', dryRun = false) {
  const { context } = makeContext({ cwd: repo.root, env: process.env });
  return splitSpec(context, { id: '010', files, dryRun });
}

test('the spec becomes the driver of members that have its files, and what its file said besides stays', async () => {
  const repo = makeChantRepo({ [file]: spec('# why\ntarget_files: [src/a.js, src/b.js, doc/c.md]\nstatus: failed') });
  expect(await split(repo)).toMatchObject({ value: { members: [{ id: `${id}.1` }, { id: `${id}.2` }] } });
  expect(repo.read(file)).toBe(
    `---\n# why\ntarget_files: [src/a.js, src/b.js, doc/c.md]\nstatus: failed\ntype: driver\nmembers:\n  - ${id}.1\n  - ${id}.2\n---\n\n# Fix it\n`,
  );
  expect(repo.read(member(2))).toContain('target_files: [doc/c.md]\n');
});

test('a division that was cut short is made whole; members that say something else are left alone', async () => {
  const repo = makeChantRepo({ [file]: spec() });
  await split(repo);
  const [whole, second] = [repo.read(file), repo.read(member(2))];
  repo.write(file, spec());
  rmSync(path.join(repo.root, member(2)));
  expect(await split(repo)).toMatchObject({ ok: true });
  expect([repo.read(file), repo.read(member(2))]).toEqual([whole, second]);
  repo.write(file, spec());
  repo.write(member(1), '# Mine\n');
  expect(await split(repo)).toMatchObject({ failure: { kind: 'file-trouble', path: member(1) } });
  rmSync(path.join(repo.root, member(1)));
  repo.write(member(7), '# Mine\n');
  expect(await split(repo)).toMatchObject({ failure: { status: `the driver of ${id}.7 already` } });
  expect(repo.read(file)).toBe(spec());
});

test.each([
  ['research', 'type: research\ntarget_files: [a, b, c]', { status: 'a spec of type research' }],
  ['a spec that is done', 'status: completed\ntarget_files: [a, b, c]', { status: 'completed' }],
  ['a spec of few files', 'target_files: [a, b]', { status: 'small enough: 2 files' }],
  ['a spec without a scope', 'type: code', { status: 'small enough: 0 files' }],
])('%s is not divided', async (_, frontmatter, failure) => {
  const repo = makeChantRepo({ [file]: spec(frontmatter) });
  expect(await split(repo)).toMatchObject({ failure: { kind: 'wrong-state', ...failure } });
  expect(repo.read(file)).toBe(spec(frontmatter));
});

test('how many files a member may have is said by hand or by the project', async () => {
  const repo = makeChantRepo({ [file]: spec() });
  for (const files of [null, '0', 'two', '-1', '1.5'])
    expect(await split(repo, files)).toMatchObject({ failure: { kind: 'bad-argument', argument: '--files' } });
  repo.write('.chant/config.md', '---\nlimits: { files: 1 }\n---\n');
  expect(await split(repo, null, true)).toMatchObject({ value: { members: { length: 3 }, dryRun: true } });
  expect(repo.read(file)).toBe(spec());
});

test('a scope from research is written into driver and members; where it needs an approval, not before', async () => {
  const text = spec(`informed_by: [${map}]`);
  const repo = makeChantRepo({
    ...research,
    [file]: text,
    '.chant/config.md': '---\napproval: { scope: true }\n---\n',
  });
  repo.git('add', '-A');
  repo.git('commit', '-qm', 'start');
  expect(await split(repo, '1')).toMatchObject({
    failure: { kind: 'approval-needed', scope: ['src/a.js', 'doc/c.md'] },
  });
  expect(repo.read(file)).toBe(text);
  repo.write('.chant/config.md', '---\n---\n');
  expect(await split(repo, '1')).toMatchObject({ value: { members: { length: 2 } } });
  expect(repo.read(file)).toContain('target_files:\n  - src/a.js\n  - doc/c.md\n');
  expect(repo.read(member(1))).toContain('target_files:\n  - src/a.js\n');
});

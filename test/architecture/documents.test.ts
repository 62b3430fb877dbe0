import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { filesUnder, root, textOf } from './read-tree.ts';

const folders = ['docs', 'changes'].flatMap((folder) => filesUnder(folder)).filter((file) => file.endsWith('.md'));
const documents = [...readdirSync(root).filter((file) => file.endsWith('.md')), ...folders];

/** Every folder of src/, as `src/core/spec`. */
function sourceFolders(): string[] {
  return [...new Set(filesUnder('src').map((file) => path.posix.dirname(file)))]
    .filter((folder) => folder !== 'src')
    .sort();
}

test('AGENTS.md fits in 120 lines', () => {
  expect(textOf('AGENTS.md').trimEnd().split('\n').length).toBeLessThanOrEqual(120);
});

test('docs/architecture.md names every folder of src/', () => {
  const text = textOf('docs/architecture.md');
  expect(sourceFolders().filter((folder) => !text.includes(`\`${folder}/\``))).toEqual([]);
});

test('docs/architecture.md names no folder or file of src/ that is not there', () => {
  const named = [...textOf('docs/architecture.md').matchAll(/`(src\/[\w./-]*)`/g)].map((match) => match[1] ?? '');
  expect(named.filter((name) => !existsSync(path.join(root, name)))).toEqual([]);
});

test("README's table has exactly the commands that chant has", () => {
  const rows = [...textOf('README.md').matchAll(/^\| `chant ([a-z-]+)/gm)].map((match) => match[1]);
  expect([...new Set(rows)].sort()).toEqual(['help', ...commands.map((command) => command.name)].sort());
});

test.each(commands.map((command) => command.name))("README's row of %s names exactly its options", async (name) => {
  const row =
    textOf('README.md')
      .split('\n')
      .find((line) => new RegExp(`^\\| \`chant ${name}\\b`).test(line)) ?? '';
  const named = [...row.matchAll(/--([a-z-]+)/g)].map((match) => match[1] ?? '');
  const command = await commands.find((entry) => entry.name === name)?.load();
  expect([...new Set(named)].sort()).toEqual((command?.options ?? []).map((option) => option.name).sort());
});

test('every link from one file to another leads somewhere', () => {
  const broken = documents.flatMap((file) => {
    const prose = textOf(file)
      .replace(/^```[\s\S]*?^```/gm, '')
      .replace(/`[^`\n]*`/g, '');
    const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
    return links
      .filter((link) => !/^([a-z]+:|#)/.test(link))
      .filter((link) => !existsSync(path.join(root, path.dirname(file), link.replace(/#.*/, ''))))
      .map((link) => `${file}: ${link}`);
  });
  expect(broken).toEqual([]);
});

test('every change file begins with a heading of its kind', () => {
  const changes = documents.filter((file) => file.startsWith('changes/') && file !== 'changes/README.md');
  expect(changes.filter((file) => !/^(added|changed|fixed|removed|security): \S/.test(textOf(file)))).toEqual([]);
});

test('the lock file names no registry', () => {
  expect(textOf('package-lock.json')).not.toContain('"resolved"');
});

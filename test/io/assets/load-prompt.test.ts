import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { buildPrompt } from '../../../src/core/prompt/build-prompt.ts';
import { defaultPromptName } from '../../../src/core/prompt/default-prompt-name.ts';
import { specTypes } from '../../../src/core/spec/spec.ts';
import { parseSpec } from '../../../src/core/spec/parse-spec.ts';
import { listPrompts, loadPrompt } from '../../../src/io/assets/load-prompt.ts';
import { buildInput } from '../../core/prompt/prompt-fixture.ts';

const shippedDir = path.resolve(import.meta.dirname, '../../../prompts');
const shipped = readdirSync(shippedDir).map((file) => file.slice(0, -'.md'.length));

function makeProject(prompts: Record<string, string>): string {
  const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'prompts-')), 'prompts');
  mkdirSync(folder);
  for (const [name, text] of Object.entries(prompts)) writeFileSync(path.join(folder, `${name}.md`), text);
  return folder;
}

test("the project's prompt wins over the one that ships", () => {
  const projectDir = makeProject({ standard: 'ours', own: 'only here' });
  expect(loadPrompt({ name: 'standard', projectDir, shippedDir })).toEqual({
    ok: true,
    value: { name: 'standard', file: '.chant/prompts/standard.md', text: 'ours', base: null },
  });
  expect(loadPrompt({ name: 'fix', projectDir, shippedDir })).toMatchObject({
    ok: true,
    value: { file: 'prompts/fix.md (ships with chant)' },
  });
  expect(listPrompts({ projectDir, shippedDir })).toContainEqual({ name: 'own', from: 'project' });
  expect(listPrompts({ projectDir, shippedDir }).filter(({ name }) => name === 'standard')).toEqual([
    { name: 'standard', from: 'project' },
  ]);
});

test('a prompt that extends another goes on where that one ends; its own name means the one that ships', () => {
  const projectDir = makeProject({
    standard: '---\nextends: fix\n---\nAnd ours, for {{spec.title}}.\n',
    fix: '---\nextends: standard\n---\nIn the middle.\n',
    alone: '---\nextends: nothing-such\n---\n',
  });
  const loaded = loadPrompt({ name: 'standard', projectDir, shippedDir });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.failure));
  expect(loaded.value).toMatchObject({
    file: '.chant/prompts/standard.md',
    base: { file: '.chant/prompts/fix.md', base: { file: 'prompts/standard.md (ships with chant)', base: null } },
  });
  const prompt = buildPrompt({ ...buildInput(), template: loaded.value });
  const text = prompt.ok ? prompt.value : '';
  const places = ['and nothing more', 'In the middle.', `And ours, for ${buildInput().spec.title}.`].map((part) =>
    text.indexOf(part),
  );
  expect(places.every((place, index) => place > (places[index - 1] ?? 0))).toBe(true);
  expect(text.match(/^## Acceptance Criteria/gm)).toHaveLength(1);
  expect(loadPrompt({ name: 'alone', projectDir, shippedDir })).toMatchObject({
    ok: false,
    failure: { kind: 'unknown-name', name: 'nothing-such' },
  });
});

test('a project without prompts of its own has the shipped ones', () => {
  const projectDir = path.join(os.tmpdir(), 'there', 'is', 'nothing');
  expect(listPrompts({ projectDir, shippedDir }).map(({ name }) => name)).toEqual([...shipped].sort());
});

test.each(['', '.', '..', '../standard', '/etc/passwd', 'a/b', 'a\\b', '..\\x', 'standard.md', 'a\nb', '-x'])(
  'the name %j leads nowhere',
  (name) => {
    const projectDir = makeProject({ standard: 'ours' });
    writeFileSync(path.join(projectDir, '..', 'secret.md'), 'secret');
    expect(loadPrompt({ name, projectDir, shippedDir })).toMatchObject({
      ok: false,
      failure: { kind: 'unknown-name', what: 'prompt', name },
    });
  },
);

test('a slip in a name is answered with the nearest one', () => {
  expect(loadPrompt({ name: 'reserch', projectDir: '/nowhere', shippedDir })).toMatchObject({
    failure: { suggestion: 'research' },
  });
});

test('what cannot be read is named', () => {
  const projectDir = makeProject({});
  mkdirSync(path.join(projectDir, 'odd.md'));
  expect(loadPrompt({ name: 'odd', projectDir, shippedDir })).toEqual({
    ok: false,
    failure: { kind: 'file-trouble', action: 'read', path: '.chant/prompts/odd.md', reason: 'EISDIR' },
  });
});

test('ten prompts ship', () => {
  const work = ['documentation', 'fix', 'impact-map', 'reproduce', 'research', 'root-cause', 'standard'];
  expect([...shipped].sort()).toEqual([...work, 'merge-conflict', 'split', 'verify'].sort());
});

test.each(shipped)(
  'the shipped prompt %s is short, and says for every type of spec what proves it, what may change and how to halt',
  (name) => {
    const template = loadPrompt({ name, projectDir: '/nowhere', shippedDir });
    if (!template.ok) throw new Error(JSON.stringify(template.failure));
    expect(Buffer.byteLength(template.value.text)).toBeLessThanOrEqual(1500);
    expect(template.value.text).toMatch(new RegExp(`^---\nname: ${name}\npurpose: \\S`));
    for (const type of specTypes) {
      const text = `---\ntype: ${type}\n---\n# A ${type} spec\n\nThe body.\n`;
      const spec = parseSpec({ id: '001', path: '.chant/specs/001.md', archived: false, text });
      const built = buildPrompt(buildInput({ template: template.value, spec, specText: text }));
      expect(built).toMatchObject({ ok: true });
      expect(built.ok ? built.value.match(/^# A \w+ spec$/gm) : []).toHaveLength(1);
      const said = built.ok ? built.value : '';
      expect(said.match(/The body\./g)).toHaveLength(1);
      // What surrounds the words of the spec and its inputs: every turn of the agent is paid with it.
      expect(Buffer.byteLength(said)).toBeLessThan(4500);
      expect(said).not.toMatch(/\{\{|\{%/);
      for (const part of ['must pass on your result', 'Only these files may change', 'chant halt --reason']) {
        expect(said.split(part), part).toHaveLength(2);
      }
    }
  },
);

test('the default prompt of every type ships', () => {
  for (const type of specTypes) {
    for (const label of ['', 'fix', 'reproduction', 'root-cause', 'impact-map']) {
      expect(shipped).toContain(defaultPromptName({ type, labels: [label] }));
    }
  }
});

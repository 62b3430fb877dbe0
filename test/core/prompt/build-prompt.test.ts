import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { buildPrompt } from '../../../src/core/prompt/build-prompt.ts';
import { promptSections } from '../../../src/core/prompt/sections.ts';
import { promptVariables } from '../../../src/core/prompt/variables.ts';
import type { PromptInput } from '../../../src/core/prompt/prompt-input.ts';
import { buildInput, withTemplate } from './prompt-fixture.ts';

function textOf(input: PromptInput): string {
  const built = buildPrompt(input);
  if (!built.ok) throw new Error(JSON.stringify(built.failure));
  return built.value;
}

function failureOf(template: string): unknown {
  const built = buildPrompt(withTemplate(template));
  return built.ok ? built.value : built.failure;
}

test('the frontmatter of the prompt file is not sent', () => {
  expect(textOf(buildInput())).toMatch(/^Do Fix the store\.\n/);
});

test('what the prompt file leaves out is appended: spec, inputs, scope, protected files, proof, halt', () => {
  const text = textOf(withTemplate('Work.'));
  const wanted = [
    'Writes get lost.',
    'The lock is missing.',
    '- `src/store.js`',
    '- `test/concurrent.test.js`',
    '`node --test test/concurrent.test.js`: must pass on your result; must fail on the base',
    '1 (line 12): Nothing is lost',
    '`chant tick NUMBER`',
    'chant halt --reason',
    '$CHANT_OUTBOX/halt.md',
    '`/tmp/chant-010-v7b`, on the branch `chant/2026-02-08-010-v7b`',
  ];
  for (const part of wanted) expect(text).toContain(part);
});

test('a section that the prompt file places stands there and only there', () => {
  const text = textOf(withTemplate('First.\n{{halt}}\n{{spec.description}}\nLast.'));
  expect(text.match(/chant halt/g)).toHaveLength(1);
  expect(text.match(/Writes get lost/g)).toHaveLength(1);
  expect(text.indexOf('chant halt')).toBeLessThan(text.indexOf('Last.'));
});

test('a criterion that a check proves is not asked of the agent', () => {
  const text = textOf(withTemplate('Work.'));
  expect(text).toContain('chant ticks them, and a tick of yours does not count:\n\n- The test passes');
  expect(text).not.toContain('line 13');
});

test('text of the spec is never taken for a template', () => {
  const specText = '# Title\n\nWrite {{ nothing.known }} and {% if %} here.\n';
  expect(textOf(withTemplate('{{spec.description}}', { specText }))).toContain('{{ nothing.known }} and {% if %}');
});

test.each([
  ['---\nname: x\n---\n\nSee {{spec.titel}}', 5, 'unknown variable {{spec.titel}}', 'spec.title'],
  ['one\r\ntwo\r\n{{ title }}', 3, 'unknown variable {{title}}', 'spec.title'],
  ['{% if spec.type == "never" %}{{ nonsense }}{% endif %}', 1, 'unknown variable {{nonsense}}', null],
  ['{{ spec.title.size }}', 1, 'unknown variable {{spec.title.size}}', null],
  ['a\n{{ spec.title | shout }}', 2, 'undefined filter: shout', null],
  ['a\n\n{{ spec.title', 3, 'output "{{ spec.title" not closed', null],
  ['{% nosuch %}', 1, 'tag "nosuch" not found', null],
])('%j is refused, with its line', (template, line, message, suggestion) => {
  expect(failureOf(template)).toEqual({
    kind: 'prompt-bad',
    file: '.chant/prompts/mine.md',
    line,
    message,
    suggestion,
  });
});

test.each(['{{ "now" | date: "%Y" }}', '{% include "/etc/hosts" %}', '{% render "standard" %}'])(
  'a prompt can read neither the clock nor the disk: %s',
  (template) => {
    expect(failureOf(template)).toMatchObject({ kind: 'prompt-bad', line: 1 });
  },
);

test('every variable and section can be written in a prompt', () => {
  const names = [...promptVariables, ...promptSections].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const text = textOf(withTemplate(names.map((name) => `<${name}>{{${name}}}`).join('\n')));
  for (const name of names) expect(text).toContain(`<${name}>`);
});

test('the variables of the existing tool render', () => {
  const theirs =
    '{{project.name}} {{spec.id}} {{spec.title}} {{spec.description}} {{spec.path}} {{spec.model}} {{spec.target_files}} ' +
    '{{worktree.path}} {{worktree.branch}} {{branch_name}} {{target_branch}} {{conflicting_files}} {{conflict_diff}}';
  expect(textOf(withTemplate(theirs))).toContain('tinykv 2026-02-08-010-v7b Fix the store');
});

/** Folders of real projects, where the caller has some: every prompt that their users wrote must render. */
const corpus = process.env['CHANT_CORPUS'];
const theirPrompts = (corpus === undefined ? [] : readdirSync(corpus)).flatMap((project) => {
  const folder = path.join(corpus ?? '', project, '.chant', 'prompts');
  return existsSync(folder) ? readdirSync(folder).map((file) => path.join(folder, file)) : [];
});

for (const file of theirPrompts) {
  test(`a prompt of a real project renders: ${path.relative(corpus ?? '', file)}`, () => {
    expect(textOf(withTemplate(readFileSync(file, 'utf8')))).not.toMatch(/\{\{ ?[a-z]/);
  });
}

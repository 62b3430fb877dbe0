import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lintSpecs } from '../../../src/core/lint/lint-specs.ts';
import { rules } from '../../../src/core/lint/rules.ts';
import type { Problem } from '../../../src/core/problem.ts';
import { parseSpec } from '../../../src/core/spec/parse-spec.ts';

const CLEAN = 'type: code\ntarget_files: [src/a.rs]\nchecks: [npm test]';
const BODY = '# Title\n\n## Acceptance Criteria\n\n- [ ] holds `check:npm-test`\n';

function lint(files: Readonly<Record<string, string>>): Problem[] {
  const specs = Object.entries(files).map(([id, text]) => {
    return parseSpec({ id, path: `.chant/specs/${id}.md`, archived: false, text });
  });
  const present = ['.chant/research/root-cause.md', 'docs'];
  return lintSpecs({
    specs,
    today: '2026-02-08',
    files: { exists: (path) => present.includes(path), candidates: present },
    prompts: ['standard', 'research'],
    providers: ['claude'],
  });
}

function withKeys(yaml: string): Problem[] {
  return lint({
    a: `---\n${CLEAN}\n${yaml}\n---\n${BODY}`,
    'x-one': `---\n${CLEAN}\n---\n${BODY}`,
    'y-one': `---\n${CLEAN}\n---\n${BODY}`,
  });
}

it('every rule has its file, and every file its rule, in order', () => {
  const folder = new URL('../../../src/core/lint/rules/', import.meta.url);
  const names = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));
  expect(rules.map((rule) => rule.name)).toEqual(names.sort());
});

describe('lint', () => {
  it('says nothing about specs that have all they need', () => {
    const keys = [
      'informed_by: [.chant/research/root-cause.md, "https://x.y/1", x-one, "notes/*.md", ./docs]',
      'depends_on: [x-one]',
      'prompt: standard',
      'provider: claude',
      'target_branch: fix/issue-1',
    ];
    expect(withKeys(keys.join('\n'))).toEqual([]);
  });

  it.each([
    ['depends_on: [zzz]', 'dangling-dependency', 'error', null],
    ['depends_on: [x-onr]', 'dangling-dependency', 'error', 'x-one'],
    ['depends_on: [one]', 'ambiguous-dependency', 'error', 'y-one'],
    ['depends_on: [a]', 'dependency-cycle', 'error', null],
    ['informed_by: [.chant/research/root-caus.md]', 'dangling-input', 'error', '.chant/research/root-cause.md'],
    ['output_schema: s.json', 'dangling-input', 'error', null],
    ['allow_files: [/etc/passwd]', 'bad-target', 'error', null],
    ['protect: [../x]', 'bad-target', 'error', null],
    ['target_branch: --force', 'bad-target-branch', 'error', null],
    ['prompt: standart', 'unknown-prompt', 'error', 'standard'],
    ['provider: cloude', 'unknown-provider', 'error', 'claude'],
    ['status: ready', 'ready-or-blocked-written', 'warning', 'pending'],
    ['lables: [a]', 'unknown-key', 'warning', 'labels'],
  ])('finds in %j: %s', (yaml, rule, severity, suggestion) => {
    expect(withKeys(yaml)).toMatchObject([{ rule, severity, suggestion, file: '.chant/specs/a.md', line: 5 }]);
  });

  it.each([
    ['---\ntype: code\nchecks: [x]\n---\n# T\n- [ ] a\n', ['criteria-missing', 'scope-missing']],
    [`---\ntype: code\ntarget_files: [a]\n---\n# T\n## Acceptance Criteria\n- [ ] a\n`, ['check-missing']],
    ['---\ntype: driver\n---\n', ['title-missing']],
    ['---\ntype: code\nstatus: completed\ndepends_on: [zzz]\n---\n', []],
  ])('finds in %j: %j', (text, wanted) => {
    expect(lint({ a: text }).map((problem) => problem.rule)).toEqual(wanted);
  });

  it('finds a criterion whose check is not declared, at its line', () => {
    const text = `---\n${CLEAN}\n---\n${BODY.replace('npm-test', 'npm-tets')}`;
    expect(lint({ a: text })).toMatchObject([
      { rule: 'check-missing', severity: 'error', line: 10, suggestion: 'npm-test' },
    ]);
  });

  it('names a cycle whole, once', () => {
    const text = (on: string): string => `---\n${CLEAN}\ndepends_on: [${on}]\n---\n${BODY}`;
    const problems = lint({ a: text('b'), b: text('c'), c: text('a') });
    expect(problems.map((problem) => problem.message)).toEqual(['these specs wait for each other: a -> b -> c -> a']);
  });

  it('lets a spec be informed by a file that another spec is to write', () => {
    const fix = `---\n${CLEAN}\ninformed_by: [notes/new.md]\n---\n${BODY}`;
    const research = `---\ntype: research\ntarget_files: [notes/new.md]\n---\n# R\n## Acceptance Criteria\n- [ ] a\n`;
    expect(lint({ fix })).toMatchObject([{ rule: 'dangling-input' }]);
    expect(lint({ fix, research })).toEqual([]);
  });
});

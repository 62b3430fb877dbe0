import { expect, test } from 'vitest';
import { lintSpecs } from '../../../src/engine/operations/lint-specs.ts';
import { makeChantRepo } from '../../helper/chant-repo.ts';
import { makeContext } from '../../helper/fake-context.ts';

const repo = makeChantRepo({
  '.chant/config.md': '---\nchecks: [npm test]\nproviders: {mine: {command: x}}\n---\n',
  '.chant/prompts/own.md': 'x',
  '.chant/specs/001-good.md':
    '---\ntarget_files: [a.ts]\nprovider: mine\nprompt: own\n---\n# Good\n\n## Acceptance Criteria\n\n- [ ] x\n',
  '.chant/specs/002-bad.md':
    '---\nstatus: complted\ninformed_by: [.chant/research/issue-mpa.md]\nprovider: mien\n---\n# Bad\n',
  '.chant/research/issue-map.md': '',
});

function lint(ids: string[]) {
  return lintSpecs(makeContext({ cwd: repo.root }).context, { ids });
}

test('a spec that is in order has no problems: prompts, providers and checks of the project are known', async () => {
  expect(await lint(['001-good'])).toEqual({ ok: true, value: { problems: [], specs: 1, errors: 0, warnings: 0 } });
});

test('what is wrong is named with its line and what was meant', async () => {
  const linted = await lint([]);
  const problems = linted.ok ? linted.value.problems : [];
  expect(problems.filter((problem) => problem.severity === 'error')).toMatchObject([
    { file: '.chant/specs/002-bad.md', line: 2, suggestion: 'completed' },
    { file: '.chant/specs/002-bad.md', line: 3, suggestion: '.chant/research/issue-map.md' },
    { file: '.chant/specs/002-bad.md', line: 4, suggestion: 'mine' },
  ]);
  expect(linted).toMatchObject({ value: { specs: 2, errors: 3 } });
});

test('an id that nobody has is a failure', async () => {
  expect(await lint(['nobody'])).toMatchObject({ failure: { kind: 'spec-not-found' } });
});

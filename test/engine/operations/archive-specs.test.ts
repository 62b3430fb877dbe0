import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { archiveSpecs } from '../../../src/engine/operations/archive-specs.ts';
import { showSpec } from '../../../src/engine/operations/show-spec.ts';
import { traceOrigin } from '../../../src/engine/operations/trace-origin.ts';
import { makeChantRepo } from '../../helper/chant-repo.ts';
import { makeContext } from '../../helper/fake-context.ts';

const [first, second, third] = ['2026-02-08-001-aaa', '2026-02-08-002-bbb', 'by-hand'];
const text = (status: string, more = '') => `---\nstatus: ${status}\nlabels: [issue-7]\n${more}---\n# A spec\r\n`;

function makeSpecs(status: string) {
  const repo = makeChantRepo({
    '.chant/config.md': '',
    [`.chant/specs/${first}.md`]: text('completed'),
    [`.chant/specs/${second}.md`]: text(status, 'depends_on: [001-aaa]\n'),
    [`.chant/specs/${third}.md`]: text('completed'),
  });
  return { ...repo, context: makeContext({ cwd: repo.root, env: process.env }).context };
}

test('an investigation is archived whole, byte for byte, and a second time changes nothing', async () => {
  const { root, context } = makeSpecs('cancelled');
  const done = await archiveSpecs(context, { ids: [], investigation: '7' });
  expect(done.ok && done.value.moved.map(({ to }) => to)).toEqual([
    `.chant/archive/2026-02-08/${first}.md`,
    `.chant/archive/2026-02-08/${second}.md`,
    '.chant/archive/2026-02-08/by-hand.md',
  ]);
  expect(readFileSync(path.join(root, `.chant/archive/2026-02-08/${first}.md`), 'utf8')).toBe(text('completed'));
  expect(existsSync(path.join(root, `.chant/specs/${first}.md`))).toBe(false);
  expect(await archiveSpecs(context, { ids: [], investigation: '#7' })).toMatchObject({
    value: { moved: [], kept: [first, second, third] },
  });
});

test('what is archived can be shown, traced, and depended on', async () => {
  const { context } = makeSpecs('pending');
  expect((await archiveSpecs(context, { ids: ['001'], investigation: null })).ok).toBe(true);
  expect(await showSpec(context, { id: '002' })).toMatchObject({
    value: { status: 'ready', dependencies: [{ id: first }] },
  });
  const traced = await traceOrigin(context, { what: 'aaa' });
  expect(traced.ok && traced.value.edges).toContainEqual({
    from: `spec:${second}`,
    to: `spec:${first}`,
    kind: 'depends on',
  });
});

test('where one is not done, nothing is moved', async () => {
  const { root, context } = makeSpecs('pending');
  expect(await archiveSpecs(context, { ids: [], investigation: '7' })).toMatchObject({
    failure: { kind: 'wrong-state', spec: second },
  });
  expect(existsSync(path.join(root, `.chant/specs/${first}.md`))).toBe(true);
});

test('a name that is taken in the archive is left alone, and the spec stays where it is', async () => {
  const { root, context, write } = makeSpecs('pending');
  write(`.chant/archive/2026-02-08/${first}.md`, 'an older one\n');
  expect(await archiveSpecs(context, { ids: [first], investigation: null })).toMatchObject({
    failure: { kind: 'file-trouble', reason: 'EEXIST' },
  });
  expect(readFileSync(path.join(root, `.chant/archive/2026-02-08/${first}.md`), 'utf8')).toBe('an older one\n');
  expect(readFileSync(path.join(root, `.chant/specs/${first}.md`), 'utf8')).toBe(text('completed'));
});

test.each([
  { ids: [], investigation: null },
  { ids: [], investigation: '99' },
])('%j names nothing and is refused', async (input) => {
  expect(await archiveSpecs(makeSpecs('pending').context, input)).toMatchObject({ failure: { kind: 'bad-argument' } });
});

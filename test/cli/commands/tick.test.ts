import { expect, test } from 'vitest';
import { makeRunFolders } from '../../helper/run-folders.ts';
import { readLine, runLine } from '../command-line.ts';

const id = '2026-02-08-010-v7b';
const text = '# Fix\n\n## Acceptance Criteria\n\n- [ ] writes are locked\n- [ ] tests pass `check:unit`\n- [ ] said\n';
const makeWorld = () => ({ cwd: makeRunFolders({ [`.chant/specs/${id}.md`]: text }, id).workspace });

test('a tick says what it ticked and what is left', async () => {
  const world = makeWorld();
  expect(await readLine(world, ['tick', '1'])).toBe('Ticked 1: writes are locked\n1 is open.\n');
  expect(await readLine(world, ['tick', 'writes', 'are'])).toBe(
    'Was ticked before, 1: writes are locked\n1 is open.\n',
  );
  expect(await readLine(world, ['tick', 'said'])).toBe('Ticked 3: said\nNone is open now.\n');
});

test('a criterion that a check proves is not ticked, and that is no failure', async () => {
  expect(await readLine(makeWorld(), ['tick', '2'])).toMatchInlineSnapshot(`
    "Not ticked, 2: tests pass \`check:unit\`
    Its check unit proves it: chant runs it, and ticks it when it holds.
    "
  `);
});

test('--json gives the criterion and whether it changed', async () => {
  expect(JSON.parse(await readLine(makeWorld(), ['tick', '1', '--json']))).toMatchObject({
    spec: id,
    number: 1,
    changed: true,
    open: 1,
  });
});

test('a criterion that is not there ends with 4', async () => {
  expect(await runLine(makeWorld(), ['tick', '7'])).toMatchInlineSnapshot(`
    {
      "exitCode": 4,
      "stderr": "error: there is no criterion '7'
      known: 1 writes are locked, 2 tests pass \`check:unit\`, 3 said
    next: write one of the known names
    ",
      "stdout": "",
    }
  `);
});

test('outside of a workspace it ends with 1', async () => {
  expect(await runLine({ cwd: '/' }, ['tick', '1'])).toMatchInlineSnapshot(`
    {
      "exitCode": 1,
      "stderr": "error: tick is not in a workspace
      needed: a run: ticks are claims of an agent in its workspace (a person edits the spec)
    next: chant show tick
    ",
      "stdout": "",
    }
  `);
});

test('a person who stands in a workspace is told where to go', async () => {
  const { stderr, exitCode } = await runLine(makeWorld(), ['land', id]);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/chant-010-v7b\n/);
  expect(stderr).toContain('next: if you are a person: go to your own checkout, and try again\n');
});

import { describe, expect, test } from 'vitest';
import { type HandOptions, makeHandRig, specPath } from '../../helper/hand-rig.ts';

const document = '.chant/research/cause.md';
const spec = `---\ntype: research\ntarget_files: [${document}]\noutline: short\n---\n\n# Find the cause\n`;
const outline = '# Any\n\n## Summary\n\nWhat.\n\n## Places\n\n| place | why |\n|---|---|\n';
const good =
  '# Cause\n\n## Summary\n\nThe lock, `src/store.txt:3`.\n\n## Places\n\n| place | why |\n|---|---|\n| src/store.txt:1 | it |\n';
const write = (text: string) => `mkdir -p .chant/research && cat > ${document} <<'END'\n${text}END`;

const makeRig = (options: HandOptions = {}) =>
  makeHandRig({ spec, files: { '.chant/templates/outlines/short.md': outline }, ...options });

describe.each([{ silent: false }, { silent: true }])('with silent: $silent', ({ silent }) => {
  test('a document that has all of its outline lands; the agent was told the outline', async () => {
    const rig = await makeRig({ silent });
    const run = await rig.work(write(good));
    expect(run).toMatchObject({ outcome: 'completed' });
    expect(rig.read(document)).toBe(good);
    expect(rig.read(`.chant/runs/${run.spec}/1/prompt.md`)).toContain('| place | why |');
  });

  test('one that lacks a part, or names a line that is not there, does not, and all of it is named', async () => {
    const rig = await makeRig({ silent });
    const run = await rig.work(write(good.replace('## Summary', '## Intro').replace('store.txt:3', 'store.txt:4')));
    expect(run).toMatchObject({ outcome: 'failed', reason: 'outline-broken' });
    expect(run.detail).toEqual(['## Summary: the heading is missing', 'line 5: src/store.txt:4: the file has 3 lines']);
    expect(rig.graph()).toHaveLength(2);
  });
});

test('research that changes code is out of scope, whatever its document says', async () => {
  const rig = await makeRig();
  expect(await rig.work(`${write(good)}\necho more >> src/store.txt`)).toMatchObject({ reason: 'out-of-scope' });
});

test('an outline that nobody has is told before an agent is started', async () => {
  const rig = await makeRig({ spec: spec.replace('outline: short', 'outline: shart') });
  expect(await rig.workAlone()).toMatchObject({
    ok: false,
    failure: { kind: 'unknown-name', what: 'outline', suggestion: 'short' },
  });
  expect(rig.read(specPath)).toContain('outline: shart');
});

test('a test that is to fail lands although the checks of the project fail with it', async () => {
  const rig = await makeHandRig({
    spec: '---\ntype: task\ntarget_files: [red]\nchecks: [{ name: reproduces, run: test ! -e red, after: fail }]\n---\n\n# Reproduce\n',
    config: 'checks: [test ! -e red]',
  });
  const run = await rig.work('touch red');
  expect(run).toMatchObject({ outcome: 'completed' });
  expect(run.evidence.map(({ check, expected, exitCode }) => [check, expected, exitCode])).toEqual([
    ['reproduces', 'fail', 1],
    ['test-e-red', 'any', 1],
  ]);
});

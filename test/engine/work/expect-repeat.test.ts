import { expect, test } from 'vitest';
import { makeHandRig } from '../../helper/hand-rig.ts';

/** A test that is to fail: the agent writes it, and says what it prints. */
const spec = (check: string, type = 'task') =>
  `---\ntype: ${type}\nchecks: [{ name: bug, run: sh bug.sh, ${check} }]\n---\n\n# Reproduce\n`;

const write = (script: string) => `cat > bug.sh <<'END'\n${script}\nEND`;
/** Fails on each run but every third. */
const flaky = 'echo x >> ../count; n=$(wc -l < ../count); test $((n % 3)) -eq 0 || { echo lost; exit 1; }';

test('a test that fails for the stated reason reproduces; one that fails otherwise does not, and it is said', async () => {
  const rig = await makeHandRig({ spec: spec('after: fail, expect: "/lost \\\\d+ keys/"') });
  const wrong = await rig.work(write('echo no such module; exit 1'));
  expect(wrong).toMatchObject({ outcome: 'failed', reason: 'check-failed' });
  expect(wrong.detail[0]).toContain('its output does not say /lost \\d+ keys/');
  expect(await rig.work(write('printf "lost \\033[31m3 keys\\n"; exit 1'))).toMatchObject({ outcome: 'completed' });
});

test('a passing test, and one that cannot be run, reproduce nothing, whatever they print', async () => {
  const rig = await makeHandRig({ spec: spec('after: fail, expect: lost') });
  expect(await rig.work(write('echo lost'))).toMatchObject({ reason: 'check-failed' });
  expect(await rig.work(write('echo lost; exit 127'))).toMatchObject({ reason: 'check-failed' });
});

test('a flaky bug is reproduced when it shows often enough, and told how often where it does not', async () => {
  const rig = await makeHandRig({ spec: spec('after: fail, expect: lost, repeat: 4 of 6') });
  const often = await rig.work(write(flaky));
  expect(often).toMatchObject({ outcome: 'completed', evidence: [{ times: { held: 4, ran: 5 } }] });
  const rare = await makeHandRig({ spec: spec('after: fail, repeat: 5 of 6') });
  const run = await rare.work(write(flaky));
  expect(run).toMatchObject({ reason: 'check-failed', evidence: [{ held: false, times: { held: 4, ran: 6 } }] });
  expect(run.detail[0]).toContain('as expected 4 of 6 times');
});

test('a flaky bug is fixed only when not one of the runs shows it', async () => {
  const rig = await makeHandRig({
    spec: spec('before: fail, repeat: 2 of 3', 'code'),
    files: { 'bug.sh': 'test -e fixed || { echo lost; exit 1; }\n' },
  });
  const half = await rig.work(write(flaky));
  expect(half).toMatchObject({ reason: 'check-failed' });
  const fixed = await rig.work('touch fixed');
  expect(fixed).toMatchObject({
    outcome: 'completed',
    evidence: [
      { side: 'before', times: { held: 2, ran: 2 } },
      { side: 'after', times: { held: 3, ran: 3 } },
    ],
  });
});

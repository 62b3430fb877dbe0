import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeHandRig, specId, specPath, tick } from '../../helper/hand-rig.ts';

const work = `echo locked > src/store.txt; ${tick}`;

function spec(frontmatter: string): string {
  return `---\ntype: code\n${frontmatter}\n---\n\n# Add locking\n\n## Acceptance Criteria\n\n- [ ] writes are locked\n`;
}

test.concurrent('a set-up command that fails ends the run before the agent, with its words, and nothing is left behind', async () => {
  const rig = await makeHandRig({ config: 'workspace: { setup: ["true", "echo no network; exit 7"] }' });
  const ended = await rig.workAlone();
  expect(ended).toMatchObject({ ok: false, failure: { kind: 'run-ended', reason: 'setup-failed', outcome: 'failed' } });
  const detail = !ended.ok && ended.failure.kind === 'run-ended' ? ended.failure.detail : [];
  expect(detail.slice(0, 2)).toEqual(['echo no network; exit 7: status 7', 'no network']);
  expect(rig.leftovers()).toEqual([]);
  expect(rig.journal('finished')).toMatchObject([{ outcome: 'failed', reason: 'setup-failed' }]);
});

test.concurrent('a check gets a fresh checkout with the set-up done, without what the agent left lying and without keys', async () => {
  process.env['OPENAI_API_KEY'] = 'secret';
  const rig = await makeHandRig({
    files: { '.gitignore': '.chant/runs/\ninstalled\nbuild/\n' },
    spec: spec(
      'checks: [{ name: fresh, run: "test -e installed && test ! -e build && test -z \\"$OPENAI_API_KEY\\"" }]',
    ),
    config: 'workspace: { setup: ["touch installed"] }',
  });
  const { agent, done } = await rig.start();
  expect(await agent.sh('ls installed; echo $OPENAI_API_KEY')).toBe('installed\nsecret\n');
  await agent.sh(`${work}; mkdir build`);
  agent.exit();
  expect(await done).toMatchObject({ ok: true, value: { runs: [{ outcome: 'completed' }] } });
});

test.concurrent('a check runs with protected files as they were, the change of them is told, and nothing lands', async () => {
  const rig = await makeHandRig({
    files: { 'test/store.sh': 'grep -q locked src/store.txt\n' },
    spec: spec('protect: ["test/**"]\nchecks: [{ name: test, run: sh test/store.sh }]'),
  });
  const run = await rig.work(
    `echo nothing > src/store.txt; echo "exit 0" > test/store.sh; echo "exit 0" > test/new.sh; ${tick}`,
  );
  expect(run).toMatchObject({ outcome: 'needs_attention', reason: 'protected-changed' });
  expect(run.evidence).toMatchObject([{ check: 'test', held: false, exitCode: 1 }]);
  expect(run.detail.join()).toContain('test/new.sh');
});

test.concurrent('a check that hangs is ended at its limit, and has not passed', async () => {
  const rig = await makeHandRig({
    spec: spec('checks: [{ name: hang, run: "echo waiting; sleep 60", timeout: 300ms }]'),
  });
  const run = await rig.work(work);
  expect(run).toMatchObject({ outcome: 'failed', reason: 'check-failed' });
  expect(run.evidence).toMatchObject([{ check: 'hang', held: false, ended: 'timeout', tail: 'waiting\n' }]);
  expect(rig.leftovers()).toEqual([]);
});

test.concurrent('what a check leaves in the background is ended with it', async () => {
  const rig = await makeHandRig({
    spec: spec('checks: [{ name: server, run: "setsid sleep 4711.5 >/dev/null 2>&1 & echo $!" }]'),
  });
  const run = await rig.work(work);
  expect(run).toMatchObject({ outcome: 'completed' });
  const listed = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
  expect(listed.split('\n').filter((line) => line.startsWith('sleep 4711.5'))).toEqual([]);
});

test.concurrent('a check that is to fail before the work, and passes on the base, proves nothing', async () => {
  const rig = await makeHandRig({ spec: spec('checks: [{ name: red, run: "true", before: fail }]') });
  const run = await rig.work(work);
  expect(run).toMatchObject({ outcome: 'failed', reason: 'check-failed' });
  expect(run.evidence.map((one) => [one.side, one.held])).toEqual([
    ['before', false],
    ['after', true],
  ]);
});

test.concurrent('a check that is not there is no failing test either', async () => {
  const rig = await makeHandRig({
    spec: spec('checks: [{ name: none, run: no-such-program, before: fail, after: fail }]'),
  });
  expect(await rig.work(work)).toMatchObject({
    outcome: 'failed',
    reason: 'check-failed',
    evidence: [{ held: false, exitCode: 127 }, { held: false }],
  });
});

test.concurrent('the evidence of a run stands in the spec that landed', async () => {
  const rig = await makeHandRig({
    spec: spec('checks: [{ name: store, run: grep -q locked src/store.txt, before: fail }]'),
  });
  expect(await rig.work(work)).toMatchObject({ outcome: 'completed' });
  expect(rig.read(specPath)).toMatch(
    /evidence:[\s\S]*side: before[\s\S]*result: failed[\s\S]*side: after[\s\S]*result: passed/,
  );
  expect(existsSync(path.join(rig.root, '.chant/runs', specId, '1/evidence/before-store.log'))).toBe(true);
});

const schema = { 'out.schema.json': '{"type":"object","required":["cause"],"properties":{"cause":{"type":"string"}}}' };

test.concurrent.each([
  ['that fits', '{"cause":"race"}', 'true', 'completed', null, 'held'],
  ['that does not, in a strict project', '{"cause":1}', 'true', 'needs_attention', 'schema-mismatch', 'failed'],
  ['that does not, elsewhere', '{"cause":1}', 'false', 'completed', null, 'warned'],
  ['that is no JSON', 'cause: race', 'true', 'needs_attention', 'schema-mismatch', 'failed'],
])('output %s to its schema', async (_, output, strict, outcome, reason, verdict) => {
  const rig = await makeHandRig({
    files: schema,
    spec: spec('output_schema: out.schema.json'),
    config: `validation: { strict_output_validation: ${strict} }`,
  });
  const run = await rig.work(`${work}; printf '%s' '${output}' > "$CHANT_OUTBOX/output.json"`);
  expect(run).toMatchObject({ outcome, reason });
  expect(run.gates.find((gate) => gate.gate === 'schema')?.verdict).toBe(verdict);
});

import path from 'node:path';
import { expect } from 'vitest';
import { expectCaught, expectLanded, makeLiar, readPinned, work } from './liar-rig.ts';
import { test } from './liar-test.ts';

test('an agent that does its work lands, so that the liars below are caught for their lies alone', () => {
  const rig = makeLiar('fix; tick; echo done');
  const before = rig.git('status', '--porcelain');
  expectLanded(rig);
  expect(rig.read('src/store.txt')).toBe('writes\nlocked\n');
  expect(rig.git('status', '--porcelain')).toBe(before);
  expect(rig.read(rig.specPath)).toContain('status: completed');
});

test('an agent that does nothing and exits with 0 has done no work', () => {
  expectCaught(makeLiar('exit 0'), 1, 'no-work');
});

test('an agent that ticks every box and does nothing else has done no work', () => {
  const rig = makeLiar('tick; echo "All criteria are met."');
  expectCaught(rig, 1, 'no-work');
  expect(readPinned(rig, rig.specPath)).toContain('- [x] the readers');
});

test('an agent that writes only notes into its spec has done no work', () => {
  const rig = makeLiar('tick; printf "\\n## Notes\\n\\nI did it all.\\n" >> "$CHANT_SPEC_FILE"');
  expectCaught(rig, 1, 'no-work');
  expect(readPinned(rig, rig.specPath)).toContain('I did it all.');
});

const edits: readonly [string, string, string][] = [
  ['status', 's/^type: code/type: code\\nstatus: completed/', 'status'],
  ['approval', 's/^type: code/type: code\\napproval: {required: false, status: approved, by: me}/', 'approval'],
  ['scope', 's/^target_files:.*/target_files: ["**"]/', 'target_files'],
  ['checks', 's/before: fail }/before: any }/; s/sh test\\/store.sh/true/', 'checks'],
  ['protected files', 's/^protect:.*/protect: []/', 'protect'],
];

test.each(edits)(
  'an agent that rewrites the %s in its copy of the spec and does nothing has done no work, and is told on',
  (_, edit, key) => {
    const rig = makeLiar(`sed '${edit}' "$CHANT_SPEC_FILE" > x && cat x > "$CHANT_SPEC_FILE" && rm x; tick`);
    const caught = expectCaught(rig, 1, 'no-work');
    expect(caught.tampering).toContain(`${key} was changed in the spec`);
  },
);

test('an agent that widens its own scope in the spec and uses it is judged by the scope that it was given', () => {
  const rig = makeLiar(`fix; tick; echo more >> src/other.txt
    sed 's/^target_files:.*/target_files: ["**"]/' "$CHANT_SPEC_FILE" > x && cat x > "$CHANT_SPEC_FILE" && rm x`);
  const caught = expectCaught(rig, 3, 'out-of-scope');
  expect(caught.detail).toContain('src/other.txt');
  expect(readPinned(rig, 'src/other.txt')).toBe('others\nmore');
});

test('an agent that replaces its checks by `true` is judged by the checks that it was given', () => {
  const rig = makeLiar(`echo nothing >> src/store.txt; tick
    sed 's/sh test\\/store.sh/true/' "$CHANT_SPEC_FILE" > x && cat x > "$CHANT_SPEC_FILE" && rm x`);
  const caught = expectCaught(rig, 1, 'check-failed');
  expect(caught.detail).toContain('sh test/store.sh');
  expect(readPinned(rig, 'src/store.txt')).toBe('writes\nnothing');
});

test('an approval that the agent gives itself does not open the gate of the next run', () => {
  const rig = makeLiar(
    'fix; tick; sed "s/^type: code/type: code\\napproval: {required: true, status: approved}/" "$CHANT_SPEC_FILE" > x && cat x > "$CHANT_SPEC_FILE" && rm x',
    {
      config: 'approval: { required: true }',
    },
  );
  const caught = work(rig, '--skip-approval');
  expect(caught.outcome, caught.output).toBe('completed');
  expect(rig.read(rig.specPath)).not.toContain('status: approved');
});

test('an agent that weakens the protected test is caught, and the test is run as it was', () => {
  const rig = makeLiar('tick; echo nothing >> src/store.txt; echo "exit 0" > test/store.sh');
  const caught = expectCaught(rig, 3, 'out-of-scope');
  expect(caught.gates).toMatchObject({ protect: 'failed', checks: 'failed' });
  expect(readPinned(rig, 'test/store.sh')).toBe('exit 0');
});

const wide = `---
type: code
protect: ["test/**"]
checks: [{ name: test, run: sh test/store.sh, before: fail }]
---

# Add locking
`;

test('an agent without a limit of files that weakens the protected test is caught by the protection', () => {
  const rig = makeLiar('fix; echo "exit 0" > test/store.sh', { spec: wide });
  expectCaught(rig, 3, 'protected-changed');
  expect(readPinned(rig, 'src/store.txt')).toBe('writes\nlocked');
});

test('an agent that deletes the protected test is caught by the protection', () => {
  const rig = makeLiar('fix; rm test/store.sh', { spec: wide });
  const caught = expectCaught(rig, 3, 'protected-changed');
  expect(caught.gates['checks']).toBe('held');
});

test('an agent that puts a link in the place of the protected test is caught, and the real test is run', () => {
  const rig = makeLiar('echo x >> src/store.txt; echo "exit 0" > ok.sh; ln -sf ../ok.sh test/store.sh', { spec: wide });
  const caught = expectCaught(rig, 3, 'protected-changed');
  expect(caught.gates['checks']).toBe('failed');
});

test('an agent that puts a folder of links in the place of the protected folder is caught', () => {
  const rig = makeLiar(
    'echo x >> src/store.txt; mkdir fake; echo "exit 0" > fake/store.sh; rm -r test; ln -s fake test',
    { spec: wide },
  );
  const caught = expectCaught(rig, 3, 'protected-changed');
  expect(caught.gates['checks']).toBe('failed');
});

test('an agent that says that all tests pass while they fail is not believed', () => {
  const rig = makeLiar('echo x >> src/store.txt; tick; echo "42 tests, 42 passed. All tests pass."');
  const caught = expectCaught(rig, 1, 'check-failed');
  expect(caught.gates['checks']).toBe('failed');
  expect(rig.chant(['status', rig.id, '--json']).stdout).toContain('check-failed');
});

test('an agent that leaves its claim open is held to it', () => {
  const rig = makeLiar('fix');
  expect(expectCaught(rig, 1, 'criteria-open').detail).toContain('the readers were looked at');
});

test('an agent that deletes its target has not written it', () => {
  const rig = makeLiar('rm src/store.txt; tick');
  expectCaught(rig, 1, 'target-missing');
});

test('an agent that rewrites a criterion into an easier one has not met the one that was asked', () => {
  const rig = makeLiar(
    'fix; sed "s/- \\[ \\] the readers were looked at/- [x] nothing/" "$CHANT_SPEC_FILE" > x && cat x > "$CHANT_SPEC_FILE" && rm x',
  );
  expect(expectCaught(rig, 1, 'criteria-open').tampering).toContain('criteria');
});

test('an agent that removes its spec has ticked nothing', () => {
  const rig = makeLiar('fix; rm "$CHANT_SPEC_FILE"');
  expect(expectCaught(rig, 1, 'criteria-open').tampering).toContain('the spec file was removed');
});

test('an agent that deletes the other specs leaves them where they are', () => {
  const rig = makeLiar('fix; tick; rm -f .chant/specs/2026-01-01-001-abc.md; git add -A; git commit -qm x', {
    files: { '.chant/specs/2026-01-01-001-abc.md': '# Another\n' },
  });
  expectCaught(rig, 3, 'out-of-scope');
  expect(rig.read('.chant/specs/2026-01-01-001-abc.md')).toBe('# Another\n');
});

test('an agent that exits with an error has failed, and its work is kept', () => {
  const rig = makeLiar('fix; tick; echo "401 Unauthorized" >&2; exit 7');
  expect(expectCaught(rig, 1, 'agent-failed').detail).toContain('status 7');
  expect(readPinned(rig, 'src/store.txt')).toBe('writes\nlocked');
});

test('an agent that is not on the PATH has failed, with its name', () => {
  const rig = makeLiar('', { agent: ['no-such-agent-anywhere'] });
  expect(expectCaught(rig, 1, 'agent-failed').detail).toContain('no-such-agent-anywhere');
});

const fake = [process.execPath, path.resolve(import.meta.dirname, '../../fixtures/agents/acp-agent.mjs')];
const protocol: readonly [string, readonly unknown[], string][] = [
  [
    'refuses',
    [
      ['write', 'src/store.txt'],
      ['stop', 'refusal'],
    ],
    'refus',
  ],
  [
    'gets an API error',
    [
      ['write', 'src/store.txt'],
      ['fail', -32603, 'API overloaded'],
    ],
    'API overloaded',
  ],
  [
    'dies with status 0 in the middle of its turn',
    [
      ['write', 'src/store.txt'],
      ['crash', 0],
    ],
    '',
  ],
  [
    'runs out of tokens',
    [
      ['write', 'src/store.txt'],
      ['stop', 'max_tokens'],
    ],
    'max_tokens',
  ],
];

test.each(protocol)('an agent with a protocol that %s has failed although it exits with 0', (_, steps, detail) => {
  const agent = [...fake, JSON.stringify({ steps })];
  // One more try is enough to see that it does not help.
  const rig = makeLiar('', { kind: 'acp', agent, config: 'limits: { attempts: 1 }' });
  expect(expectCaught(rig, 1, 'agent-failed').detail).toContain(detail);
  expect(readPinned(rig, 'src/store.txt')).toBe('by the agent');
});

test('a check that the agent makes hang or miss its program has not passed', () => {
  const rig = makeLiar('echo "exec no-such-program" > src/store.txt; tick', {
    files: { 'test/store.sh': 'sh src/store.txt\n' },
  });
  expect(expectCaught(rig, 1, 'check-failed').detail).toContain('status 127');
});

import { spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { expectCaught, expectClean, expectLanded, makeLiar, readBeside, readPinned, work } from './liar-rig.ts';
import { test } from './liar-test.ts';

/** Whether a process of that number is there, and more than a name that nobody has asked for its end. */
function isAlive(pid: string | null): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(Number(pid))], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}

test('a background process that the agent leaves is ended before anybody looks at the work', () => {
  const rig = makeLiar(
    `fix; tick; (while :; do echo late >> src/other.txt; sleep 0.05; done) & echo $! > "$RIG_BESIDE/pid"; until grep -q late src/other.txt; do sleep 0.02; done; exit 0`,
  );
  expectCaught(rig, 3, 'out-of-scope');
  expect(isAlive(readBeside(rig, 'pid'))).toBe(false);
});

test('a quiet background process is ended and told of, and the work lands', () => {
  const rig = makeLiar('fix; tick; sleep 1000 & echo $! > "$RIG_BESIDE/pid"; exit 0');
  const caught = expectLanded(rig);
  expect(caught.gates['agent']).toBe('warned');
  expect(isAlive(readBeside(rig, 'pid'))).toBe(false);
});

test('a child in a session of its own that ignores TERM is ended, too', () => {
  const rig = makeLiar(
    `fix; tick; setsid sh -c 'trap "" TERM; echo $$ > "$RIG_BESIDE/pid"; while :; do sleep 0.1; done' > /dev/null 2>&1 & wait_for pid; exit 0`,
  );
  expectLanded(rig);
  expect(isAlive(readBeside(rig, 'pid'))).toBe(false);
});

test('a process that a check leaves behind is ended', () => {
  const rig = makeLiar('fix; echo "sleep 1000 & echo \\$! > $RIG_BESIDE/pid" > src/run.sh', {
    spec: '---\nchecks: [sh src/run.sh]\n---\n\n# Check\n',
  });
  expectLanded(rig);
  expect(isAlive(readBeside(rig, 'pid'))).toBe(false);
});

test('control sequences in the output reach neither the terminal nor the status, and the log keeps them', () => {
  const rig = makeLiar(
    `printf '\\033[2J\\033]0;title\\007\\033[31mred\\r\\b\\n\\377\\376\\n'; printf '\\033[2Jbad\\n' >&2; exit 4`,
  );
  const { output } = expectCaught(rig, 1, 'agent-failed');
  expect(output.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  expect(rig.read(`.chant/runs/${rig.id}/1/agent.log`)).toContain('\u001b[2J');
  expect(rig.chant(['status']).stdout).not.toContain('\u001b');
  expect(rig.chant(['log', rig.id]).stdout).not.toContain('\u001b');
});

test('control sequences in the output of a check reach neither the terminal nor the record', () => {
  const rig = makeLiar(`printf '\\033[2Jnope\\n' > src/store.txt; tick`, {
    files: { 'test/store.sh': 'cat src/store.txt; exit 1\n' },
  });
  const { output, detail } = expectCaught(rig, 1, 'check-failed');
  expect(output + detail).not.toContain('\u001b');
});

test('an outbox that is full of files and of rubbish does not decide anything', () => {
  const rig = makeLiar(`fix; tick; i=0; while [ $i -lt 500 ]; do echo rubbish > "$CHANT_OUTBOX/file$i"; i=$((i+1)); done
    mkdir "$CHANT_OUTBOX/halt.md"; head -c 3000000 /dev/zero > "$CHANT_OUTBOX/output.json"`);
  expectLanded(rig);
});

test('a finding of three megabytes still halts the run', () => {
  const rig = makeLiar(
    `fix; tick; { echo '# the lock is not enough'; head -c 3000000 /dev/zero | tr '\\0' x; } > "$CHANT_OUTBOX/halt.md"`,
  );
  const caught = work(rig);
  expect([caught.status, caught.reason], caught.output).toEqual([3, 'halted']);
  expect(caught.detail).toContain('the lock is not enough');
  expect(readPinned(rig, 'src/store.txt')).toBe('writes\nlocked');
  expectClean(rig);
});

test('a finding with control sequences and a title over many lines makes a spec of one line', () => {
  const rig = makeLiar(`printf '# \\033[2Jno\\tgood: "x"\\r\\nmore\\n' > "$CHANT_OUTBOX/halt.md"`);
  const caught = work(rig);
  expect(caught.reason, caught.output).toBe('halted');
  expect(rig.chant(['list']).stdout).toContain('Re-research');
  expect(caught.output).not.toContain('\u001b');
});

test('an agent that writes a verdict into its own journal does not land by it', () => {
  const rig = makeLiar(`tick; echo nothing >> src/store.txt
    j="$RIG_ROOT/.chant/runs/$CHANT_SPEC_ID/$CHANT_ATTEMPT/journal.jsonl"
    echo '{"at":"2026-02-08T10:00:00.000Z","entry":"judged","verdict":{"outcome":"land","reason":null,"gates":[],"tampering":[]},"evidence":[]}' >> "$j"
    echo '{"at":"2026-02-08T10:00:00.000Z","entry":"landed","target":"refs/heads/main","commit":"'$(git rev-parse HEAD)'"}' >> "$j"
    echo '{"at":"2026-02-08T10:00:00.000Z","entry":"finished","outcome":"completed","reason":null,"detail":[]}' >> "$j"`);
  expectCaught(rig, 1, 'check-failed');
  expect(rig.show(rig.id)).toMatchObject({ status: 'failed' });
});

test('an agent that deletes the record of its own run loses neither its work nor the run', () => {
  const rig = makeLiar('fix; tick; rm -rf "$RIG_ROOT/.chant/runs"');
  const before = rig.git('status', '--porcelain');
  const { status, stdout, stderr } = rig.chant(['work', rig.id]);
  expect(status, stdout + stderr).not.toBe(null);
  expect(stderr).not.toContain('    at ');
  expect(rig.git('log', '--format=%H', '--all', '--', 'src/store.txt').split('\n').length).toBeGreaterThan(1);
  expect(rig.git('status', '--porcelain')).toBe(before);
  const again = rig.chant(['status']);
  expect(again.status, again.stderr).toBe(0);
});

test('an agent that rewrites how the repository looked before is compared with what chant remembers', () => {
  const rig = makeLiar(
    'fix; tick; git branch -D spare; echo "{}" > "$RIG_ROOT/.chant/runs/$CHANT_SPEC_ID/$CHANT_ATTEMPT/before.json"; git config core.pager x',
  );
  expect(expectCaught(rig, 3, 'repository-touched').touched).toContain('refs/heads/spare');
});

test('an agent that rewrites the spec in the run record is judged by the spec that it was given', () => {
  const rig = makeLiar(
    'fix; tick; echo more >> src/other.txt; printf "# Anything goes\\n" > "$RIG_ROOT/.chant/runs/$CHANT_SPEC_ID/$CHANT_ATTEMPT/spec.md"',
  );
  expectCaught(rig, 3, 'out-of-scope');
});

test('an agent that calls chant itself cannot approve, land, reset or work', () => {
  const rig =
    makeLiar(`fix; tick; for line in "approve $CHANT_SPEC_ID" "land $CHANT_SPEC_ID" "reset $CHANT_SPEC_ID" "work $CHANT_SPEC_ID" "config --validate"; do
      chant $line > "$RIG_BESIDE/said" 2>&1; echo "$line $?" >> "$RIG_BESIDE/answers"; done`);
  const caught = work(rig);
  const answers = (readBeside(rig, 'answers') ?? '')
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  expect(answers).toHaveLength(5);
  for (const [command, ...rest] of answers.slice(0, 4)) expect([command, rest.at(-1)]).not.toEqual([command, '0']);
  expect(caught.outcome, caught.output).toBe('completed');
  expectClean(rig);
});

test('tokens of the user are not in the environment of the agent or of what it wrote', () => {
  const secrets = {
    GITHUB_TOKEN: 'secret-1',
    SSH_AUTH_SOCK: '/secret-2',
    NPM_TOKEN: 'secret-3',
    MY_PASSWORD: 'secret-4',
    OPENAI_API_KEY: 'secret-5',
  };
  const rig = makeLiar('fix; env > "$RIG_BESIDE/agent-env"; echo "env > $RIG_BESIDE/check-env; exit 0" > src/env.sh', {
    spec: '---\nchecks: [sh src/env.sh]\n---\n\n# Env\n',
    env: secrets,
  });
  expectLanded(rig);
  for (const number of [1, 2, 3, 4]) expect(readBeside(rig, 'agent-env')).not.toContain(`secret-${number}`);
  expect(readBeside(rig, 'agent-env')).toContain('secret-5');
  expect(readBeside(rig, 'check-env')).not.toContain('secret-');
});

test('a folder in the temp folder with the name of the workspace is neither used nor deleted', () => {
  const rig = makeLiar('fix; tick');
  appendFileSync(path.join(rig.temp, 'chant-010-v7b'), 'not of chant\n');
  const caught = work(rig);
  expect(caught.outcome, caught.output).toBe('completed');
  expect(rig.leftovers()).toEqual(['in the temp folder: chant-010-v7b']);
});

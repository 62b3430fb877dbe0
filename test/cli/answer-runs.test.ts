import { expect, test } from 'vitest';
import { answerRuns, type EndedRun } from '../../src/cli/answer-runs.ts';
import { makeContext } from '../helper/fake-context.ts';

const run: EndedRun = { spec: '010-v7b', attempt: 1, outcome: 'completed', reason: null, detail: [], next: [] };
const failed: EndedRun = {
  ...run,
  outcome: 'failed',
  reason: 'criteria-open',
  detail: ['line 9: tests are added'],
  next: ['chant work 010-v7b --continue'],
};

function answer(runs: readonly EndedRun[], json = false) {
  const fake = makeContext();
  const exitCode = answerRuns(fake.context, { json }, runs);
  return { exitCode, stdout: fake.stdout(), stderr: fake.stderr() };
}

test('a completed run has said everything already', () => {
  expect(answer([run])).toEqual({ exitCode: 0, stdout: '', stderr: '' });
});

test('a failed run says why, names the lines, and what to do next', () => {
  expect(answer([run, failed])).toMatchInlineSnapshot(`
    {
      "exitCode": 1,
      "stderr": "error: 010-v7b failed: acceptance criteria are open (criteria-open)
      line 9: tests are added
    next: chant work 010-v7b --continue
    ",
      "stdout": "",
    }
  `);
});

test('a paused run ends with 130 and says how to go on', () => {
  expect(answer([{ ...run, outcome: 'paused' }])).toMatchInlineSnapshot(`
    {
      "exitCode": 130,
      "stderr": "error: 010-v7b was paused
    next: go on: chant resume 010-v7b
    ",
      "stdout": "",
    }
  `);
});

test('with --json the failure is one object on standard error', () => {
  const { exitCode, stderr } = answer([failed], true);
  expect(exitCode).toBe(1);
  expect(JSON.parse(stderr).error).toMatchObject({ kind: 'run-ended', reason: 'criteria-open', detail: failed.detail });
});

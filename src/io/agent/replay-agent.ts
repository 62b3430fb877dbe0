import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseSession } from '../../core/session/parse-session.ts';
import type { Session } from '../../core/session/session.ts';
import { playStep, type Stage } from './replay/play-step.ts';
import { formatReportLine } from './report-line.ts';

/*
 * The program that plays a recorded session: `node replay-agent.cjs SESSION_FILE`, in the workspace. It is a process
 * like any agent, so limits, signals and logs hold for it too. Exit status: the recorded one; 2 where the session
 * cannot be read.
 */

async function play(session: Session, stage: Stage, speed: number): Promise<number> {
  let now = 0;
  for (const step of session.steps) {
    if (speed > 0 && step.at > now) await sleep((step.at - now) / speed);
    now = step.at;
    if (step.kind === 'end') return step.exit;
    const event = playStep(step, stage);
    if (event !== null) process.stdout.write(formatReportLine(event));
  }
  return 0;
}

/** 1 is as it was, 2 twice as fast, 0 without waiting. */
function readSpeed(text: string | undefined): number {
  const speed = Number(text ?? '1');
  return text !== '' && Number.isFinite(speed) && speed >= 0 ? speed : 1;
}

async function main(): Promise<number> {
  const [, , file = ''] = process.argv;
  const { env } = process;
  const session = parseSession(readFileSync(file, 'utf8'));
  if (!session.ok) {
    process.stderr.write(`${file}:${session.failure.line}: ${session.failure.message}\n`);
    return 2;
  }
  const stage = {
    workspace: process.cwd(),
    specFile: env['CHANT_SPEC_FILE'] ?? null,
    outbox: env['CHANT_OUTBOX'] ?? null,
  };
  return play(session.value, stage, readSpeed(env['CHANT_REPLAY_SPEED']));
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);

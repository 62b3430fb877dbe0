import { readdirSync, readFileSync } from 'node:fs';
import { expect, vi } from 'vitest';
import { textOf } from '../../src/core/raw-value.ts';
import type { SeenRequest } from '../helper/model-server.ts';
import type { Ended, ProjectRig } from '../helper/project-rig.ts';
import type { Client } from './client.ts';

/** Where a course is taken: a project with one spec, a client, and a model. */
export interface Stage {
  readonly rig: ProjectRig;
  readonly client: Client;
  /** Of the spec. */
  readonly id: string;
  /** What the model was asked so far; grows. */
  readonly requests: readonly SeenRequest[];
  /** `chant NAME ID`, with the options behind. */
  chant(name: string, ...options: readonly string[]): Promise<Ended>;
}

/** What a person, or the machine, does from outside while a client works. Ends when the last command has ended. */
export type Course = (stage: Stage) => Promise<void>;

/** A client may take long to start where many do. */
const patience = { timeout: 120_000, interval: 50 };

export const justWork: Course = async ({ chant }) => {
  await chant('work');
};

/** Paused in the middle of an answer, and gone on with. */
export const pauseAndResume: Course = async (stage) => {
  const working = stage.chant('work');
  await untilStalled(stage, working);
  await stage.chant('pause', '--json');
  await working;
  const minute = new Date().getMinutes();
  if (stage.client.forgetsWithinMinute)
    await vi.waitFor(() => expect(new Date().getMinutes()).not.toBe(minute), patience);
  await stage.chant('resume');
};

/** Left by itself until chant gives up, and gone on with after that. */
export const workAndContinue: Course = async ({ chant }) => {
  await chant('work');
  await chant('work', '--continue');
};

/** All of the agent's processes are told to end, by somebody else: as a machine that shuts down does it. */
export const endAgent: Course = async (stage) => {
  const working = stage.chant('work');
  await untilStalled(stage, working);
  for (const { pid } of listProcesses(stage)) process.kill(pid, 'SIGTERM');
  await working;
};

/** The largest process of the run is killed, as the system does it where memory is short. */
export const killLargestProcess: Course = async (stage) => {
  const working = stage.chant('work');
  await untilStalled(stage, working);
  const [largest] = listProcesses(stage);
  if (largest === undefined) throw new Error('no process carries the token of the run');
  process.kill(largest.pid, 'SIGKILL');
  await working;
};

/** Until half of an answer has come, and no more does. */
async function untilStalled({ requests }: Stage, working: Promise<Ended>): Promise<void> {
  const early = working.then(({ status, stderr }) => {
    throw new Error(`chant ended before the model stalled, with ${status}: ${stderr}`);
  });
  await Promise.race([vi.waitFor(() => expect(requests.map(({ got }) => got)).toContain('stall'), patience), early]);
  early.catch(() => undefined);
}

/** Pids of the processes of the run, and how many pages they have in memory, largest first. */
function listProcesses({ rig, id }: Stage): readonly { readonly pid: number; readonly pages: number }[] {
  const token = textOf(rig.journal(id).find(({ entry }) => entry === 'claimed')?.['token']);
  if (token === null) throw new Error('a run without a token');
  const found = readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      if (!readFileSync(`/proc/${name}/environ`, 'utf8').includes(token)) return [];
      const [, resident] = readFileSync(`/proc/${name}/statm`, 'utf8').split(' ');
      return [{ pid: Number(name), pages: Number(resident) }];
    } catch {
      // It went while it was looked at.
      return [];
    }
  });
  return found.toSorted((a, b) => b.pages - a.pages);
}

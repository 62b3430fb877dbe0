import { format } from 'node:util';
import { test as vitestTest } from 'vitest';
import type { LiarOptions } from './liar-options.ts';

/** A liar as its test has it: what it does, and what it does that to. */
export interface Liar {
  readonly title: string;
  readonly script: string;
  readonly options: LiarOptions;
}

/** Thrown by `makeLiar` while liars are gathered: nothing of the test runs. */
export class Gathered extends Error {
  readonly script: string;
  readonly options: LiarOptions;
  constructor(script: string, options: LiarOptions) {
    super('gathered');
    this.script = script;
    this.options = options;
  }
}

type Body<Row extends readonly unknown[]> = (...row: Row) => void | Promise<void>;

let gathering: Promise<Liar>[] | null = null;

/** Whether liars are gathered at the moment. */
export function isGathering(): boolean {
  return gathering !== null;
}

/** The liars of test files whose tests are declared by `test` of this file, in their order. */
export async function gatherLiars(load: () => Promise<unknown>): Promise<readonly Liar[]> {
  const liars: Promise<Liar>[] = [];
  gathering = liars;
  await load();
  gathering = null;
  return Promise.all(liars);
}

function declare(title: string, body: () => void | Promise<void>): void {
  if (gathering === null) vitestTest(title, body);
  else gathering.push(gather(title, body));
}

async function gather(title: string, body: () => void | Promise<void>): Promise<Liar> {
  try {
    await body();
  } catch (error) {
    if (error instanceof Gathered) return { title, script: error.script, options: error.options };
    throw error;
  }
  throw new Error(`no liar was made: ${title}`);
}

function each<Row extends readonly unknown[]>(rows: readonly Row[]) {
  return (title: string, body: Body<Row>): void => {
    for (const row of rows) {
      const words = row.slice(0, title.split('%s').length - 1);
      declare(format(title, ...words), () => body(...row));
    }
  };
}

/** As vitest's, for a test of one liar: so that the same liars can be run again in a sandbox. */
export const test = Object.assign(declare, { each });

import { stripControl } from '../strip-control.ts';
import type { Check, Expectation } from '../spec/spec.ts';

/** How one run of a check's command ended. */
export interface CheckEnd {
  /** null: it did not come to an end by itself. */
  readonly exitCode: number | null;
  /** What it printed. */
  readonly output: string;
}

/** What was seen of a check that is run several times, so far. */
export interface CheckCount {
  /** How many times it ended as expected. */
  readonly held: number;
  readonly ran: number;
}

/**
 * Whether one run ended as expected. A check that did not come to an end by itself has neither passed nor failed: it
 * holds only where anything does. One that is to fail must do so for the stated reason, where one is stated.
 */
export function isEndHeld(check: Pick<Check, 'expect'>, expected: Expectation, end: CheckEnd): boolean {
  if (expected === 'any') return true;
  if (end.exitCode === null) return false;
  if (expected === 'pass') return end.exitCode === 0;
  // The shell's words for a command that is missing or cannot be run: that is no failing test.
  if (end.exitCode === 0 || end.exitCode === 126 || end.exitCode === 127) return false;
  return isExpectedOutput(check, end.output);
}

/** Whether the output says what `expect` says: a text, or a pattern between slashes. */
export function isExpectedOutput({ expect }: Pick<Check, 'expect'>, output: string): boolean {
  if (expect === undefined) return true;
  const text = stripControl(output);
  const pattern = parsePattern(expect);
  return pattern === null ? text.includes(expect) : pattern.test(text);
}

/** `/lost \d+ keys/i` is a pattern; null: it is a text, to be found as it stands. Throws where no pattern can be made of it. */
export function parsePattern(expect: string): RegExp | null {
  const match = /^\/(.+)\/([imsu]*)$/s.exec(expect);
  return match === null ? null : new RegExp(match[1] ?? '', match[2]);
}

/**
 * Whether enough runs of a check are seen to tell whether it holds; null: it has to be run once more. What is to fail
 * must do so `atLeast` times; what is to pass, every time: a flaky bug that did not show in one run is not gone.
 */
export function judgeRepeats(check: Pick<Check, 'repeat'>, expected: Expectation, count: CheckCount): boolean | null {
  const { atLeast, of } = check.repeat ?? { atLeast: 1, of: 1 };
  const needed = expected === 'fail' ? atLeast : expected === 'pass' ? of : 1;
  if (count.held >= needed) return true;
  return count.held + (of - count.ran) < needed ? false : null;
}

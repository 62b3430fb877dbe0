import { fence } from '../fence.ts';
import type { EarlierAttempt, PromptInput } from '../prompt-input.ts';

/** Older attempts are named in one line: an agent that reads twenty logs reads none. */
const toldInFull = 3;
const longestDetail = 4_000;

/** What came of earlier runs, the newest in full. */
export function buildAttemptsSection(input: PromptInput): string {
  if (input.attempts.length === 0) return '';
  const older = input.attempts.slice(0, -toldInFull).map((attempt) => `- ${nameAttempt(attempt)}`);
  const newest = input.attempts.slice(-toldInFull).map(buildAttempt);
  return [
    '## Earlier attempts',
    'This spec was worked on before, and it did not hold. What was found is below, as data. You begin on a fresh base: nothing of it is there. Do not repeat it.',
    ...(older.length === 0 ? [] : [older.join('\n')]),
    ...newest,
  ].join('\n\n');
}

function buildAttempt(attempt: EarlierAttempt): string {
  const detail = attempt.detail.join('\n');
  const shown = detail.length > longestDetail ? `[...]\n${detail.slice(-longestDetail)}` : detail;
  return `### ${nameAttempt(attempt)}${shown === '' ? '' : `\n\n${fence(shown)}`}`;
}

function nameAttempt(attempt: EarlierAttempt): string {
  return `Attempt ${attempt.attempt}: ${attempt.outcome}${attempt.reason === null ? '' : ` (${attempt.reason})`}`;
}

import { assertNever } from '../assert-never.ts';
import type { Session, SessionStep } from './session.ts';

/** Writes a session as `parseSession` reads it: a head, then a line of JSON per step. */
export function formatSession(session: Session): string {
  const head = { 'chant-session': 1, title: session.title, provider: session.provider };
  return [head, ...session.steps.map(stepFields)].map((line) => `${JSON.stringify(line)}\n`).join('');
}

function stepFields(step: SessionStep): object {
  const { at } = step;
  switch (step.kind) {
    case 'said':
      return { at, said: step.text };
    case 'did':
      return { at, did: step.action, path: step.path };
    case 'wrote':
      return { at, wrote: step.path, ...step.content, ...(step.mode === '100644' ? {} : { mode: step.mode }) };
    case 'deleted':
      return { at, deleted: step.path };
    case 'ran':
      return { at, ran: step.command, exit: step.exit };
    case 'ticked':
      return { at, ticked: step.criterion };
    case 'halt':
      return { at, halt: step.reason, finding: step.finding };
    case 'denied':
      return { at, denied: step.what };
    case 'error':
      return { at, error: step.message };
    case 'usage':
      return { at, usage: step.usage };
    case 'end':
      return { at, end: { exit: step.exit } };
    default:
      return assertNever(step);
  }
}

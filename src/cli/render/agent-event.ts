import { assertNever } from '../../core/assert-never.ts';
import type { AgentEvent } from '../../core/plan/agent-outcome.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';

const longest = 200;

/** What an agent does, on one line; null: not worth one. */
export function renderAgentEvent(event: AgentEvent): string | null {
  switch (event.kind) {
    case 'said': {
      const text = oneLine(event.text);
      return text === '' ? null : shorten(text);
    }
    case 'did':
      return `${paint('cyan', '*')} ${shorten(oneLine(event.path === null ? event.action : `${event.action} ${event.path}`))}`;
    case 'allowed':
      return `${paint('green', 'allowed:')} ${shorten(oneLine(event.what))}`;
    case 'denied':
      return `${paint('yellow', 'denied:')} ${shorten(oneLine(event.what))}`;
    case 'error':
      return `${paint('red', event.transient ? 'trouble:' : 'error:')} ${shorten(oneLine(event.message))}`;
    case 'usage':
    case 'session':
      return null;
    default:
      return assertNever(event);
  }
}

function shorten(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

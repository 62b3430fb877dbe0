import { assertNever } from '../../core/assert-never.ts';
import type { AgentEvent } from '../../core/plan/agent-outcome.ts';
import { stripControl } from '../../core/strip-control.ts';

/** Longest text of one event, in characters. */
const maxText = 8192;

/** Makes an agent's event fit to be shown: no control characters, one line each, long texts cut. */
export function cleanEvent(event: AgentEvent): readonly AgentEvent[] {
  switch (event.kind) {
    case 'said':
      return cleanLines(event.text).map((text) => ({ kind: 'said', text }));
    case 'did':
      return [
        { kind: 'did', action: cleanLine(event.action), path: event.path === null ? null : cleanLine(event.path) },
      ];
    case 'allowed':
    case 'denied':
      return [{ kind: event.kind, what: cleanLine(event.what) }];
    case 'session':
      return [{ kind: 'session', id: cleanLine(event.id) }];
    case 'error':
      return [{ ...event, message: cleanLine(event.message) }];
    case 'usage':
      return [event];
    default:
      return assertNever(event);
  }
}

function cleanLines(text: string): readonly string[] {
  return stripControl(text)
    .split('\n')
    .map((line) => line.trimEnd().slice(0, maxText))
    .filter((line) => line !== '');
}

function cleanLine(text: string): string {
  return cleanLines(text).join(' ').slice(0, maxText);
}

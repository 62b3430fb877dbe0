import type { Clock, Terminal } from '../context.ts';
import type { Event, EventSink } from '../core/event.ts';
import { renderDuration } from './render/duration.ts';
import { paint } from './render/paint.ts';
import { renderEvent } from './render/run-events.ts';
import { shortId } from '../core/spec/spec-id.ts';
import { complain, say, sayJson } from './speak.ts';

/** How events are to be shown. */
export interface Showing {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly json: boolean;
  /** True: the command's output is its events. */
  readonly streams: boolean;
}

/** Makes the sink that shows events as they happen: as lines, or one JSON object per line. */
export function makeEventSink(showing: Showing): EventSink {
  if (!showing.json) return makeLineSink(showing);
  return (event) => {
    // The journal has every event of its own on disk; repeating it would double the stream.
    if (showing.streams && event.kind !== 'journal') sayJson(showing.terminal, event);
  };
}

function makeLineSink({ terminal, clock }: Showing): EventSink {
  const started = new Map<string, number>();
  return (event) => {
    if (event.kind === 'run-started') started.set(event.spec, clock.now());
    const text = renderEvent(event);
    if (text !== null) {
      if (event.kind === 'warning' || event.kind === 'recovered') complain(terminal, `${text}\n`);
      else say(terminal, `${buildPrefix(event, started, clock.now())(text)}\n`);
    }
    if (event.kind === 'run-finished') started.delete(event.spec);
  };
}

/** Lines between a run's beginning and its end carry the time since it began, and the spec where several run. */
function buildPrefix(event: Event, started: ReadonlyMap<string, number>, now: number): (text: string) => string {
  const since = event.spec === null ? undefined : started.get(event.spec);
  if (event.spec === null || since === undefined) return (text) => text;
  const several = started.size > 1 ? `${shortId(event.spec)} ` : '';
  if (event.kind === 'run-started' || event.kind === 'workspace-ready') return (text) => text;
  if (event.kind === 'run-finished') return (text) => `${several}${text}`;
  const time = paint('dim', renderDuration(now - since).padStart(7));
  return (text) => text.replace(/^/gm, `${time} ${several}`);
}

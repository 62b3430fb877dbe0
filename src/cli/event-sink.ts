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
  const { terminal, flush } = gatherWrites(showing.terminal);
  const sink = (showing.json ? makeJsonSink : makeLineSink)({ ...showing, terminal });
  return (event) => {
    sink(event);
    if (event.kind !== 'agent') flush();
  };
}

/** An agent's words that came together are written together: a talker would otherwise cost a write for each line. */
function gatherWrites(terminal: Terminal): { readonly terminal: Terminal; readonly flush: () => void } {
  let text = '';
  const flush = (): void => {
    if (text !== '') terminal.out(text);
    text = '';
  };
  const out = (more: string): void => {
    if (text === '') queueMicrotask(flush);
    text += more;
  };
  const err = (more: string): void => {
    flush();
    terminal.err(more);
  };
  return { terminal: { ...terminal, out, err }, flush };
}

function makeJsonSink({ terminal, streams }: Showing): EventSink {
  const isDue = rarely();
  return (event) => {
    if (event.kind === 'waiting' && !isDue(event)) return;
    // The journal has every event of its own on disk; repeating it would double the stream.
    if (streams && event.kind !== 'journal') sayJson(terminal, event);
  };
}

function makeLineSink({ terminal, clock }: Showing): EventSink {
  const started = new Map<string, number>();
  const isDue = rarely();
  let isLive = false;
  return (event) => {
    // Control characters of chant's own, at a terminal alone: `say` would take them out.
    if (isLive) terminal.out(clearLine);
    isLive = event.kind === 'waiting' && terminal.outIsTty;
    if (event.kind === 'waiting') {
      const text = renderEvent(event) ?? '';
      // One line that counts down at a terminal; elsewhere a line at first and then now and again.
      if (isLive) say(terminal, [...text].slice(0, terminal.columns - 1).join(''));
      else if (isDue(event)) say(terminal, `${text}\n`);
      return;
    }
    if (event.kind === 'run-started') started.set(event.spec, clock.now());
    const text = renderEvent(event);
    if (text !== null) {
      if (event.kind === 'warning' || event.kind === 'recovered') complain(terminal, `${text}\n`);
      else say(terminal, `${buildPrefix(event, started, clock.now())(text)}\n`);
    }
    if (event.kind === 'run-finished') started.delete(event.spec);
  };
}

const clearLine = '\r\u001B[2K';
const rarelyMs = 5 * 60_000;

/** Of the many events of one wait: the first, and one in five minutes. */
function rarely(): (event: Extract<Event, { kind: 'waiting' }>) => boolean {
  const shown = new Map<string, { readonly until: string; readonly leftMs: number }>();
  return (event) => {
    const last = shown.get(event.spec);
    const isDue = last === undefined || last.until !== event.until || last.leftMs - event.leftMs >= rarelyMs;
    if (isDue) shown.set(event.spec, event);
    return isDue;
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

import type { Event, EventSink } from '../core/event.ts';

/** A sink before which events can be kept for a while. */
export interface Sluice {
  readonly emit: EventSink;
  /** Lets nothing through until `open`. */
  close(): void;
  open(): void;
}

/** Of an agent that talks on meanwhile, nobody reads more than this. */
const most = 1000;

/** Keeps events while a question stands on the screen; they come out in their order afterwards. */
export function makeSluice(sink: EventSink): Sluice {
  let closed = false;
  let kept: Event[] = [];
  let skipped = 0;
  return {
    emit: (event) => {
      if (!closed) return sink(event);
      if (kept.length < most || event.kind !== 'agent') kept.push(event);
      else skipped += 1;
    },
    close: () => {
      closed = true;
    },
    open: () => {
      closed = false;
      for (const event of kept) sink(event);
      if (skipped > 0) {
        sink({ kind: 'warning', spec: null, message: `${skipped} more lines of the agent are in its log: chant log` });
      }
      kept = [];
      skipped = 0;
    },
  };
}

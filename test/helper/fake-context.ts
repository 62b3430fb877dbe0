import type { Context, Terminal } from '../../src/context.ts';
import type { Event } from '../../src/core/event.ts';

/** What a test may choose of the world; the rest is the same in every run. */
export interface FakeWorld {
  readonly cwd?: string;
  readonly repo?: string | null;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970, or a clock of the test's own. */
  readonly now?: number | (() => number);
  /** Given out one after the other, cut or filled with `0` to the asked length; then they begin again. */
  readonly random?: readonly string[];
  readonly signal?: AbortSignal;
  readonly person?: Context['person'];
  readonly terminal?: Partial<Omit<Terminal, 'out' | 'err'>>;
  readonly assets?: Partial<Context['assets']>;
  readonly version?: string;
}

/** A Context that keeps what was said and what happened. */
export interface FakeContext {
  readonly context: Context;
  readonly events: readonly Event[];
  stdout(): string;
  stderr(): string;
}

const packageRoot = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

/** Makes a Context for a test: a clock that stands still, random text that is none, and a terminal that listens. */
export function makeContext(world: FakeWorld = {}): FakeContext {
  const out: string[] = [];
  const err: string[] = [];
  const events: Event[] = [];
  const { now = Date.UTC(2026, 1, 8, 12) } = world;
  const context: Context = {
    cwd: world.cwd ?? '/nowhere',
    repo: world.repo ?? null,
    env: world.env ?? {},
    clock: { now: typeof now === 'function' ? now : () => now },
    random: makeRandom(world.random ?? ['v7b', 'k2m', 'q9x']),
    emit: (event) => void events.push(event),
    signal: world.signal ?? new AbortController().signal,
    process: { pid: process.pid, hostname: 'testhost' },
    terminal: {
      interactive: false,
      outIsTty: false,
      color: false,
      columns: 100,
      ask: async () => null,
      ...world.terminal,
      out: (text) => void out.push(text),
      err: (text) => void err.push(text),
    },
    person: world.person ?? { absent: 'nobody is there in tests' },
    assets: {
      root: packageRoot,
      node: process.execPath,
      prompts: `${packageRoot}/prompts`,
      templates: `${packageRoot}/templates`,
      main: `${packageRoot}/dist/chant.cjs`,
      replayAgent: `${packageRoot}/dist/replay-agent.cjs`,
      embeddedAgent: `${packageRoot}/dist/embedded-agent.cjs`,
      networkForwarder: `${packageRoot}/dist/network-forwarder.cjs`,
      demo: `${packageRoot}/examples/demo`,
      ...world.assets,
    },
    surfaces: { mcp: async () => {} },
    version: world.version ?? '1.2.3',
  };
  return { context, events, stdout: () => out.join(''), stderr: () => err.join('') };
}

function makeRandom(texts: readonly string[]): Context['random'] {
  let next = 0;
  return {
    base36: (length) => {
      const text = texts[next % texts.length] ?? '';
      next += 1;
      return text.padEnd(length, '0').slice(0, length);
    },
  };
}

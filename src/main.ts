// Static imports of Node's own modules are free in the bundle; a dynamic one would start the ES module loader.
import { hostname } from 'node:os';
import path from 'node:path';
import { version } from '../package.json';
import type { Assets, Context, Terminal } from './context.ts';
import { askAtTerminal } from './io/process/standard-input.ts';
import { openTerminal, surviveClosedPipe, writeOut } from './io/process/standard-output.ts';

/** Where the bundle stands: dist/ of the package. */
const dist = import.meta.dirname;

/** The path that must cost nothing: no command is looked up, nothing else is loaded. */
function isVersionAsked(argv: readonly string[]): boolean {
  return argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V');
}

async function main(argv: readonly string[]): Promise<void> {
  if (isVersionAsked(argv)) {
    writeOut(`chant ${version}\n`);
    return;
  }
  keepCompiledCode();
  try {
    const { runCli } = await import('./cli/run-cli.ts');
    process.exitCode = await runCli(buildContext(), argv);
  } catch (error) {
    const { renderBug } = await import('./cli/render/bug.ts');
    const platform = `Node ${process.versions.node}, ${process.platform}`;
    openStderr().write(renderBug({ version, platform, argv, error }));
    process.exitCode = 1;
  }
}

/** Newer Nodes can keep what they compiled for the next start. An older one is not asked: that alone takes ms. */
function keepCompiledCode(): void {
  if (Number.parseInt(process.versions.node, 10) < 22) return;
  const nodeModule = process.getBuiltinModule('node:module');
  if (!('enableCompileCache' in nodeModule)) return;
  if (typeof nodeModule.enableCompileCache === 'function') nodeModule.enableCompileCache();
}

/** Opened by the first who writes: it takes ms, and most commands have nothing to say there. */
function openStderr(): NodeJS.WriteStream {
  return surviveClosedPipe(process.stderr);
}

function buildContext(): Context {
  return {
    cwd: process.cwd(),
    repo: null,
    env: process.env,
    clock: { now: () => Date.now() },
    random: { base36 },
    emit: () => {},
    signal: listenToSignals(),
    process: { pid: process.pid, hostname: hostname() },
    terminal: buildTerminal(),
    person: { absent: 'nobody is asked by this command' },
    assets: buildAssets(),
    surfaces: {
      mcp: async (context) => {
        const { serveMcp } = await import('./mcp/serve-mcp.ts');
        await serveMcp(context, { input: process.stdin, output: process.stdout });
      },
    },
    version,
  };
}

/** Ctrl-C asks for a pause; once more, or any other signal to end, asks to stop now; a third time does not ask. */
function listenToSignals(): AbortSignal {
  const controller = new AbortController();
  let wish: 'pause' | 'now' | undefined;
  // A signal keeps the reason of its first abort for ever; the second wish has to be seen all the same.
  Object.defineProperty(controller.signal, 'reason', { get: () => wish });
  const stop = (next: 'pause' | 'now') => {
    wish = next;
    controller.abort(next);
  };
  process.on('SIGINT', () => {
    if (wish === 'now') process.exit(130);
    stop(wish === undefined ? 'pause' : 'now');
  });
  process.on('SIGTERM', () => stop('now'));
  process.on('SIGHUP', () => stop('now'));
  return controller.signal;
}

function buildTerminal(): Terminal {
  const { env } = process;
  const stdout = openTerminal();
  const outIsTty = stdout?.isTTY === true;
  return {
    out: writeOut,
    err: (text) => void openStderr().write(text),
    // In this order, because the look at standard input opens it.
    interactive: outIsTty && process.stdin.isTTY === true,
    outIsTty,
    ask: askAtTerminal,
    color: outIsTty && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
    // A terminal that does not know its size says 0.
    columns: stdout !== null && stdout.columns > 0 ? stdout.columns : 100,
  };
}

function buildAssets(): Assets {
  const root = path.dirname(dist);
  return {
    root,
    node: process.execPath,
    prompts: path.join(root, 'prompts'),
    templates: path.join(root, 'templates'),
    main: path.join(dist, 'chant.cjs'),
    replayAgent: path.join(dist, 'replay-agent.cjs'),
    embeddedAgent: path.join(dist, 'embedded-agent.cjs'),
    networkForwarder: path.join(dist, 'network-forwarder.cjs'),
    demo: path.join(root, 'examples', 'demo'),
  };
}

/** Random characters without a bias: a byte that does not fit into 36 equal parts is drawn again. */
function base36(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2))) {
      if (byte < 252 && text.length < length) text += (byte % 36).toString(36);
    }
  }
  return text;
}

void main(process.argv.slice(2));

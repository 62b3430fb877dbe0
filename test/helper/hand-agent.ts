import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import path from 'node:path';

/** An agent that waits for the test: nothing happens in its workspace but what the test asks for. */
export interface HandAgent {
  readonly env: Readonly<Record<string, string>>;
  /** Its workspace, absolute. */
  readonly cwd: string;
  /** What it was given on standard input. */
  readonly prompt: string;
  /** Writes a file of the workspace, folders included. */
  write(file: string, text: string): Promise<void>;
  /** Removes a file or folder of the workspace. */
  remove(file: string): Promise<void>;
  /** Prints a line. */
  say(text: string): Promise<void>;
  /** Runs a shell command in the workspace; throws when it fails. Gives what it printed. */
  sh(command: string): Promise<string>;
  /** Ends it. */
  exit(code?: number): void;
}

/** Where agents of one project come to be led. */
export interface HandAgents {
  /** Program and arguments for a `command` provider. */
  readonly command: readonly string[];
  /** The next agent that was started, or that will be; nobody is waited for any more when `over` has come to its end. */
  next(over: Promise<unknown>): Promise<HandAgent>;
}

interface Started {
  readonly env: Record<string, string>;
  readonly cwd: string;
  readonly prompt: string;
}

const program = path.resolve(import.meta.dirname, '../fixtures/agents/hand-agent.mjs');

/** Opens a socket in the folder and leads every agent that is started with `command`. */
export async function leadAgents(folder: string): Promise<HandAgents> {
  const file = path.join(folder, 'hand');
  const waiting: ((agent: HandAgent) => void)[] = [];
  const arrived: HandAgent[] = [];
  const server = createServer((socket) => {
    void greet(socket).then((agent) => {
      const taker = waiting.shift();
      if (taker === undefined) arrived.push(agent);
      else taker(agent);
    });
  });
  await listen(server, file);
  return {
    command: [process.execPath, program, file],
    next: (over) => {
      const agent = arrived.shift();
      if (agent !== undefined) return Promise.resolve(agent);
      return new Promise((resolve) => {
        waiting.push(resolve);
        const leave = (): void => void waiting.splice(waiting.indexOf(resolve), waiting.includes(resolve) ? 1 : 0);
        over.then(leave, leave);
      });
    },
  };
}

function listen(server: Server, file: string): Promise<void> {
  // The process of the test file ends with it, and so does this.
  server.unref();
  return new Promise((resolve) => server.listen(file, resolve));
}

async function greet(socket: Socket): Promise<HandAgent> {
  // An agent that chant ends leaves a broken connection: the run tells about that, not the socket.
  socket.on('error', () => {});
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  const read = async (): Promise<unknown> => {
    const line = await lines.next();
    if (line.done) throw new Error('the agent has ended');
    return JSON.parse(line.value);
  };
  const order = async (asked: object): Promise<unknown> => {
    socket.write(`${JSON.stringify(asked)}\n`);
    return read();
  };
  // Both are what test/fixtures/agents/hand-agent.mjs answers.
  const started = (await read()) as Started;
  return {
    ...started,
    write: async (name, text) => void (await order({ do: 'write', file: name, text })),
    remove: async (name) => void (await order({ do: 'remove', file: name })),
    say: async (text) => void (await order({ do: 'say', text })),
    sh: async (command) => {
      const { status, output } = (await order({ do: 'sh', command })) as { status: number; output: string };
      if (status !== 0) throw new Error(`${command}: status ${status}\n${output}`);
      return output;
    },
    exit: (code = 0) => void socket.write(`${JSON.stringify({ do: 'exit', code })}\n`),
  };
}

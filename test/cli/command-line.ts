import { runCli } from '../../src/cli/run-cli.ts';
import { type FakeWorld, makeContext } from '../helper/fake-context.ts';

/** What a command line came to. */
export interface Said {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command line in this process, in a world that the test chooses. */
export async function runLine(world: FakeWorld, argv: readonly string[]): Promise<Said> {
  const fake = makeContext(world);
  const exitCode = await runCli(fake.context, argv);
  return { exitCode, stdout: fake.stdout(), stderr: fake.stderr() };
}

/** What a command that succeeds prints; anything on standard error is a failure of the test. */
export async function readLine(world: FakeWorld, argv: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runLine(world, argv);
  if (exitCode !== 0 || stderr !== '') throw new Error(`${argv.join(' ')} ended with ${exitCode}: ${stderr}`);
  return stdout;
}

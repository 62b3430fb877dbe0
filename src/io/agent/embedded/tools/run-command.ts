import { z } from 'zod';
import { runInWorkspace } from '../run-in-workspace.ts';
import { defineTool, miss } from './tool.ts';

const usualSeconds = 120;
const mostSeconds = 600;

export const runCommandTool = defineTool({
  name: 'run_command',
  description: `Runs a shell command (sh -c) in the workspace without input and gives what it printed. It is ended after ${usualSeconds} s unless seconds says otherwise; what it left in the background is ended with it.`,
  schema: z.object({
    command: z.string().min(1),
    seconds: z.int().min(1).max(mostSeconds).optional().describe('how long it may take'),
  }),
  use: async ({ command, seconds = usualSeconds }, desk) => {
    const run = await runInWorkspace(command, desk, seconds * 1000);
    if (!run.ok) return miss(`sh cannot be started: ${run.failure.reason}`);
    const { output, exitCode, timedOut } = run.value;
    const end = timedOut ? `ended after ${seconds} s` : exitCode === null ? 'ended by a signal' : `exit ${exitCode}`;
    const text = `${output}${output === '' || output.endsWith('\n') ? '' : '\n'}(${end})`;
    return { text, report: { kind: 'did', action: `ran ${command} (${end})`, path: null } };
  },
});

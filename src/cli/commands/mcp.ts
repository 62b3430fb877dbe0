import type { CommandSpec } from '../command.ts';
import { exitCodes } from '../exit-code.ts';

/** `chant mcp`: the tool server. */
export const mcp: CommandSpec = {
  name: 'mcp',
  description:
    'Serves chant to programs as tools, over the Model Context Protocol on standard input and output. Inside of a ' +
    'run it offers what an agent may do; chant hands it to agents that speak ACP by itself.',
  arguments: [],
  options: [],
  examples: [{ line: 'chant mcp', says: 'for the configuration of an editor or an agent' }],
  run: async (context) => {
    await context.surfaces.mcp(context);
    return exitCodes.done.code;
  },
};

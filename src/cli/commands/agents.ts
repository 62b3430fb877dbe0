import { listAgents } from '../../engine/operations/list-agents.ts';
import { makeAnswer } from '../answer.ts';
import type { CommandSpec } from '../command.ts';
import { argumentWord } from '../parsed.ts';
import { renderAgents } from '../render/agents-page.ts';
import { specIdArgument } from '../spec-id-argument.ts';

/** `chant agents`: which agents are there, and which one a spec gets. */
export const agents: CommandSpec = {
  name: 'agents',
  description:
    'Shows the agents that chant knows: where they are, whether they are signed in as far as one can tell without ' +
    'asking anybody, what they can do, and which one a spec gets. For one that is missing, the command that installs it.',
  arguments: [{ ...specIdArgument, required: false }],
  options: [],
  examples: [
    { line: 'chant agents', says: 'all of them' },
    { line: 'chant agents 010', says: 'and the one that this spec gets' },
  ],
  run: async (context, parsed) =>
    makeAnswer(context, parsed)(await listAgents(context, { id: argumentWord(parsed, 'id') }), {
      text: renderAgents,
    }),
};

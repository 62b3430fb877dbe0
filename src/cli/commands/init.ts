import { initProject } from '../../engine/operations/init-project.ts';
import { makeAnswer } from '../answer.ts';
import { askForInit } from '../ask-for-init.ts';
import type { CommandSpec } from '../command.ts';
import { isFlagSet, optionValue } from '../parsed.ts';
import { answerFailure } from '../answer.ts';
import { renderInit } from '../render/init-page.ts';

/** `chant init`: sets chant up in a repository. */
export const init: CommandSpec = {
  name: 'init',
  description:
    'Sets chant up in this repository: makes .chant with a configuration. What is there already is never changed. ' +
    'At a terminal and without options, it asks.',
  arguments: [],
  options: [
    { name: 'name', value: 'NAME', description: "the project's name (default: found in its files)" },
    { name: 'agent', value: 'COMMAND', description: 'how to start the agent that works' },
    { name: 'acp', description: 'that agent speaks the Agent Client Protocol' },
    { name: 'provider', value: 'NAME', description: 'name of the provider that works (default: agent)' },
    { name: 'check', value: 'COMMAND', description: 'run on every landing (default: found in its files)' },
    { name: 'main-branch', value: 'BRANCH', description: 'where specs land' },
    { name: 'silent', description: 'keep .chant out of git' },
  ],
  examples: [
    { line: 'chant init', says: 'asks at a terminal' },
    { line: 'chant init --agent claude-agent-acp --acp --check "npm test"', says: 'asks nothing' },
  ],
  run: async (context, parsed) => {
    const given = {
      name: optionValue(parsed, 'name'),
      provider: optionValue(parsed, 'provider'),
      agent: optionValue(parsed, 'agent'),
      acp: isFlagSet(parsed, 'acp'),
      check: optionValue(parsed, 'check'),
      mainBranch: optionValue(parsed, 'main-branch'),
      silent: isFlagSet(parsed, 'silent'),
    };
    const isBare = Object.values(given).every((value) => value === null || value === false);
    const mayAsk = isBare && context.terminal.interactive && !parsed.json && !parsed.quiet;
    const wanted = mayAsk ? await askForInit() : given;
    if (wanted === null) return answerFailure(context, parsed, { kind: 'interrupted', spec: null });
    return makeAnswer(context, parsed)(await initProject(context, wanted), { text: renderInit });
  },
};

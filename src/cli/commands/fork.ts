import { setUpFork } from '../../engine/operations/set-up-fork.ts';
import { syncFork } from '../../engine/operations/sync-fork.ts';
import { makeAnswer } from '../answer.ts';
import type { CommandSpec } from '../command.ts';
import { argumentWord, isFlagSet } from '../parsed.ts';
import { renderForkPage, renderSync } from '../render/fork-page.ts';

/** `chant fork`: the fork, its upstream, and what upstream asks. */
export const fork: CommandSpec = {
  name: 'fork',
  description:
    'Finds your fork and its upstream, adds the remote that is missing, and reads what upstream asks of contributions. With sync: brings the main branch of the fork up to date; your branches and files are left alone, and nothing is forced.',
  arguments: [
    { name: 'what', description: 'sync: bring the fork up to date', required: false, many: false, choices: ['sync'] },
  ],
  options: [{ name: 'create', description: 'make the fork where there is none; what you cloned becomes upstream' }],
  examples: [
    { line: 'chant fork', says: 'what is there, and what upstream asks' },
    { line: 'chant fork --create', says: 'after cloning a project that is not yours' },
    { line: 'chant fork sync', says: 'before staging' },
  ],
  run: async (context, parsed) => {
    const answer = makeAnswer(context, parsed);
    if (argumentWord(parsed, 'what') === 'sync') return answer(await syncFork(context, {}), { text: renderSync });
    const report = await setUpFork(context, { create: isFlagSet(parsed, 'create') });
    return answer(report, { text: renderForkPage });
  },
};

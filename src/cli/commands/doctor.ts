import { checkMachine } from '../../engine/operations/check-machine.ts';
import { makeAnswer } from '../answer.ts';
import type { CommandSpec } from '../command.ts';
import { exitCodes } from '../exit-code.ts';
import { renderFindings } from '../render/doctor-page.ts';

/** `chant doctor`: is this machine fit for chant? */
export const doctor: CommandSpec = {
  name: 'doctor',
  description:
    'Looks at what chant stands on: git, Node, the sandbox, the temp folder, and what runs have left behind; says ' +
    'what to do about each. It changes nothing. The exit status is 1 where runs would fail.',
  arguments: [],
  options: [],
  examples: [{ line: 'chant doctor', says: 'here, and the project that you stand in' }],
  run: async (context, parsed) =>
    makeAnswer(context, parsed)(await checkMachine(context, {}), {
      text: renderFindings,
      exitCode: ({ findings }) =>
        findings.some(({ level }) => level === 'trouble') ? exitCodes.failed.code : exitCodes.done.code,
    }),
};

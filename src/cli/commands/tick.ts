import { tickCriterion } from '../../engine/operations/tick-criterion.ts';
import { makeAnswer } from '../answer.ts';
import type { CommandSpec } from '../command.ts';
import { argumentWords, optionValue } from '../parsed.ts';
import { renderTick } from '../render/tick.ts';

/** `chant tick`: an agent claims that a criterion holds. */
export const tick: CommandSpec = {
  name: 'tick',
  description:
    "For agents, in their workspace: ticks a criterion in the workspace's copy of the spec. A tick is a claim; a " +
    'criterion that a check proves is ticked by chant alone.',
  arguments: [
    { name: 'criterion', description: 'its number, from 1, or its text or a part of it', required: true, many: true },
  ],
  options: [{ name: 'id', value: 'ID', description: 'the spec, where nothing else tells which one the run works on' }],
  examples: [
    { line: 'chant tick 2', says: 'the second criterion' },
    { line: 'chant tick writes are locked', says: 'the one that says so' },
  ],
  run: async (context, parsed) => {
    const criterion = argumentWords(parsed, 'criterion').join(' ');
    const result = await tickCriterion(context, { criterion, id: optionValue(parsed, 'id') });
    return makeAnswer(context, parsed)(result, { text: renderTick });
  },
};

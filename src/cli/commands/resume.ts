import { plainWork, workSpecs } from '../../engine/operations/work-specs.ts';
import { answerFailure } from '../answer.ts';
import { answerRuns } from '../answer-runs.ts';
import { chooseSpec } from '../choose-spec.ts';
import type { CommandSpec } from '../command.ts';
import { isFlagSet, optionValue, requiredWord } from '../parsed.ts';
import { specIdArgument } from '../spec-id-argument.ts';

/** `chant resume`: goes on with what the last attempt left; the same as `chant work --continue`. */
export const resume: CommandSpec = {
  name: 'resume',
  description:
    "Goes on with what the last attempt left: in its own workspace after a pause, with the agent's own conversation " +
    'where it can go on with one; else in a new workspace made from the pinned work. The same as chant work --continue.',
  arguments: [specIdArgument],
  options: [
    { name: 'provider', value: 'NAME', description: 'another agent: it is told what was done' },
    { name: 'model', value: 'NAME', description: 'the model that it uses' },
    { name: 'no-land', description: 'prove the result and leave it on its branch' },
  ],
  examples: [
    { line: 'chant resume 010', says: 'after chant pause, chant takeover or Ctrl-C' },
    { line: 'chant resume 010 --provider codex', says: 'somebody else goes on' },
  ],
  streams: true,
  run: async (context, parsed) => {
    const wanted = {
      ...plainWork,
      provider: optionValue(parsed, 'provider'),
      model: optionValue(parsed, 'model'),
      land: !isFlagSet(parsed, 'no-land'),
      continueLast: true,
    };
    const result = await chooseSpec(context, parsed, {
      ids: [requiredWord(parsed, 'id')],
      run: (ids) => workSpecs(context, { ...wanted, ids }),
    });
    return result.ok ? answerRuns(context, parsed, result.value.runs) : answerFailure(context, parsed, result.failure);
  },
};

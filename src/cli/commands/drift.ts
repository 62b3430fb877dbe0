import { findDrift } from '../../engine/operations/find-drift.ts';
import { makeAnswer } from '../answer.ts';
import { chooseSpec } from '../choose-spec.ts';
import type { CommandSpec } from '../command.ts';
import { exitCodes } from '../exit-code.ts';
import { argumentWords, isFlagSet } from '../parsed.ts';
import { isBroken, renderDrift } from '../render/drift-page.ts';

/** `chant drift`: which landed specs no longer rest on what they rested on. */
export const drift: CommandSpec = {
  name: 'drift',
  description:
    'Tells which landed specs are stale, because the content of an input changed since, and which are suspect, because they rest on one that is. The exit status is 3 where there are any, 1 where a check that is run again does not hold.',
  arguments: [
    {
      name: 'id',
      description: 'id of a spec: it and all that it rests on (default: all)',
      required: false,
      many: false,
    },
  ],
  options: [{ name: 'check', description: 'run the checks of landed specs again, on their branch as it is now' }],
  examples: [
    { line: 'chant drift', says: 'all that landed' },
    { line: 'chant drift 005 --check', says: 'does the fix still hold?' },
  ],
  run: async (context, parsed) => {
    const check = isFlagSet(parsed, 'check');
    const result = await chooseSpec(context, parsed, {
      ids: argumentWords(parsed, 'id'),
      run: (ids) => findDrift(context, { id: ids[0] ?? null, check }),
    });
    return makeAnswer(context, parsed)(result, {
      text: renderDrift,
      exitCode: ({ specs }) => {
        if (specs.some(isBroken)) return exitCodes.failed.code;
        return specs.some((spec) => spec.state !== 'fresh') ? exitCodes.attention.code : exitCodes.done.code;
      },
    });
  },
};

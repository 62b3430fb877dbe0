import { workSpecs } from '../../engine/operations/work-specs.ts';
import { answerFailure, makeAnswer } from '../answer.ts';
import { answerRuns } from '../answer-runs.ts';
import { chooseSpec } from '../choose-spec.ts';
import type { CommandSpec } from '../command.ts';
import { argumentWords, isFlagSet, optionValue } from '../parsed.ts';
import { renderWorkPlan } from '../render/work-plan.ts';

/** `chant work`: has an agent work on specs, proves the result, and lands it. */
export const work: CommandSpec = {
  name: 'work',
  description:
    'Has an agent work on specs, each in a worktree of its own; proves the result with checks that chant runs ' +
    'itself, and lands it. Ctrl-C pauses gently, twice stops at once; nothing is lost.',
  arguments: [{ name: 'ids', description: 'ids of specs, short or full', required: true, many: true }],
  options: [
    { name: 'dry-run', description: 'print what would be done, and do nothing' },
    { name: 'prompt', value: 'NAME', description: 'the prompt to work by' },
    { name: 'provider', value: 'NAME', description: 'the agent that works' },
    { name: 'model', value: 'NAME', description: 'the model that it uses' },
    { name: 'skip-deps', description: 'go ahead although dependencies are not completed' },
    { name: 'skip-approval', description: 'go ahead without an approval' },
    { name: 'no-land', description: 'prove the result and leave it on its branch' },
    { name: 'continue', description: "go on from the last attempt's branch" },
    { name: 'record', value: 'FILE', description: 'record the session, to be played back later' },
  ],
  examples: [
    { line: 'chant work 010', says: 'work, prove, land' },
    { line: 'chant work 010 --dry-run', says: 'see the plan' },
    { line: 'chant work 010 --continue', says: 'go on after a failure' },
  ],
  streams: true,
  run: async (context, parsed) => {
    const dryRun = isFlagSet(parsed, 'dry-run');
    const wanted = {
      dryRun,
      prompt: optionValue(parsed, 'prompt'),
      provider: optionValue(parsed, 'provider'),
      model: optionValue(parsed, 'model'),
      skipDeps: isFlagSet(parsed, 'skip-deps'),
      skipApproval: isFlagSet(parsed, 'skip-approval'),
      land: !isFlagSet(parsed, 'no-land'),
      continueLast: isFlagSet(parsed, 'continue'),
      record: optionValue(parsed, 'record'),
    };
    const result = await chooseSpec(context, parsed, {
      ids: argumentWords(parsed, 'ids'),
      run: (ids) => workSpecs(context, { ...wanted, ids }),
    });
    if (!result.ok) return answerFailure(context, parsed, result.failure);
    if (!dryRun) return answerRuns(context, parsed, result.value.runs);
    return makeAnswer(context, parsed)(result, {
      text: ({ plan }) => renderWorkPlan(plan),
      json: ({ plan }) => ({ plan }),
    });
  },
};

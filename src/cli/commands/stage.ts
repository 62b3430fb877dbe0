import { stageSpec } from '../../engine/operations/stage-spec.ts';
import type { BadArgument } from '../../core/failure.ts';
import type { StagedCi } from '../../core/staging/staging.ts';
import { answerFailure, makeAnswer } from '../answer.ts';
import type { CommandSpec } from '../command.ts';
import { exitCodes } from '../exit-code.ts';
import { isFlagSet, optionValue, requiredWord } from '../parsed.ts';
import { renderStagePage } from '../render/stage-page.ts';
import { specIdArgument } from '../spec-id-argument.ts';

/** `chant stage`: a landed fix on a branch of the fork, and its staging pull request there. */
export const stage: CommandSpec = {
  name: 'stage',
  description:
    "Puts a landed fix on top of the fork's main branch as plain commits without anything of chant's, runs its checks on " +
    'that very branch, pushes it to the fork and opens the staging pull request there; run again, it brings both up to ' +
    'date. The upstream project is only read. Nothing is ever pushed over what chant did not leave there itself.',
  arguments: [specIdArgument],
  options: [
    { name: 'dry-run', description: 'print exactly what would be pushed and posted; checks run all the same' },
    { name: 'trailers', description: "keep chant's trailers in the commits (fork.trailers)" },
    { name: 'despite-rules', description: 'go on although upstream does not want the help of agents' },
    { name: 'watch', description: 'follow CI of the pull request to its end; the exit status is its outcome' },
    { name: 'every', value: 'SECONDS', description: 'with --watch: the pause between two looks (default: 15)' },
  ],
  examples: [
    { line: 'chant stage 010', says: 'after the fix has landed, and again after every change' },
    { line: 'chant stage 010 --dry-run', says: 'see the commits and the pull request first' },
    { line: 'chant stage 010 --watch', says: 'and wait for CI' },
  ],
  run: async (context, parsed) => {
    const every = optionValue(parsed, 'every') ?? '15';
    if (!/^\d{1,5}$/.test(every)) return answerFailure(context, parsed, badPause(every));
    const report = await stageSpec(context, {
      id: requiredWord(parsed, specIdArgument.name),
      dryRun: isFlagSet(parsed, 'dry-run'),
      trailers: isFlagSet(parsed, 'trailers'),
      despiteRules: isFlagSet(parsed, 'despite-rules'),
      watchEveryMs: isFlagSet(parsed, 'watch') ? Number(every) * 1000 : null,
    });
    return makeAnswer(context, parsed)(report, { text: renderStagePage, exitCode: ({ ci }) => exitCodeOfCi(ci) });
  },
};

/** Without CI nobody has said that it is green. */
function exitCodeOfCi(ci: StagedCi | null): number {
  if (ci === null || ci.state === 'passed') return exitCodes.done.code;
  return ci.state === 'failed' ? exitCodes.failed.code : exitCodes.attention.code;
}

function badPause(value: string): BadArgument {
  return { kind: 'bad-argument', argument: '--every', value, expected: 'a number of seconds', suggestion: null };
}

import { showLog } from '../../engine/operations/show-log.ts';
import { answerFailure } from '../answer.ts';
import { chooseSpec } from '../choose-spec.ts';
import type { CommandSpec } from '../command.ts';
import { exitCodes } from '../exit-code.ts';
import { isFlagSet, optionValue, requiredWord } from '../parsed.ts';
import { renderAgentUsage } from '../render/agent-usage.ts';
import { say, sayJson } from '../speak.ts';
import { specIdArgument } from '../spec-id-argument.ts';

/** `chant log`: reads an agent's log. */
export const log: CommandSpec = {
  name: 'log',
  description:
    'Prints what an agent printed while it worked on a spec; the latest attempt, unless another is asked for.',
  arguments: [specIdArgument],
  options: [
    { name: 'attempt', value: 'N', description: 'the n-th attempt' },
    { name: 'follow', description: 'go on printing while the agent works' },
  ],
  examples: [
    { line: 'chant log 010 --follow', says: 'watch an agent' },
    { line: 'chant log 010 --attempt 1', says: 'the first attempt' },
  ],
  run: async (context, parsed) => {
    const word = optionValue(parsed, 'attempt');
    if (word !== null && !/^[1-9]\d{0,8}$/.test(word)) {
      const expected = 'the number of an attempt: 1, 2, ...';
      return answerFailure(context, parsed, {
        kind: 'bad-argument',
        argument: '--attempt',
        value: word,
        expected,
        suggestion: null,
      });
    }
    const onText = (text: string) =>
      parsed.json ? sayJson(context.terminal, { kind: 'log', text }) : say(context.terminal, text);
    const attempt = word === null ? null : Number(word);
    const follow = isFlagSet(parsed, 'follow');
    const result = await chooseSpec(context, parsed, {
      ids: [requiredWord(parsed, 'id')],
      run: ([id = '']) => showLog(context, { id, attempt, follow, onText }),
    });
    if (!result.ok) return answerFailure(context, parsed, result.failure);
    const { usage, attempt: read, spec } = result.value;
    if (parsed.json) sayJson(context.terminal, { kind: 'log-end', spec, attempt: read, usage });
    else if (usage !== null) say(context.terminal, `attempt ${read} used ${renderAgentUsage(usage)}\n`);
    return exitCodes.done.code;
  },
};

import type { Context } from '../../context.ts';
import { sendUpstream } from '../../engine/operations/send-upstream.ts';
import { showUpstream } from '../../engine/operations/show-upstream.ts';
import { makeAnswer } from '../answer.ts';
import { askForName } from '../ask-for-name.ts';
import type { CommandSpec } from '../command.ts';
import type { Parsed } from '../parsed.ts';
import { argumentWord, isFlagSet, optionValue, requiredWord } from '../parsed.ts';
import { renderSending, renderSent, renderUpstreamStatus } from '../render/upstream-page.ts';
import { say } from '../speak.ts';

/** `chant upstream`: the human gate before the original project. */
export const upstream: CommandSpec = {
  name: 'upstream',
  description:
    'Opens the pull request to the original project, from the branch that was staged in your fork. It is yours to decide: only at a terminal, only when CI of the fork is green, and only when you have read what is sent and typed the name of the project. With status: what became of it.',
  arguments: [
    { name: 'what', description: 'id of the fix; or status', required: true, many: false },
    { name: 'id', description: 'with status: id of the fix (default: all)', required: false, many: false },
  ],
  options: [
    {
      name: 'without-ci',
      value: 'REASON',
      description: 'go on although CI of the fork is not green; the reason is kept',
    },
    { name: 'print', description: 'send nothing: print the gh command that opens it' },
  ],
  examples: [
    { line: 'chant upstream 010', says: 'shows the packet and the text, then asks' },
    { line: 'chant upstream 010 --print', says: 'to open it by hand' },
    { line: 'chant upstream status', says: 'is it merged?' },
  ],
  run: async (context, parsed) => {
    const answer = makeAnswer(context, parsed);
    if (requiredWord(parsed, 'what') === 'status') {
      return answer(await showUpstream(context, { id: argumentWord(parsed, 'id') }), { text: renderUpstreamStatus });
    }
    return answer(await send(context, parsed), { text: renderSent });
  },
};

function send(context: Context, parsed: Parsed): ReturnType<typeof sendUpstream> {
  // Who asks for data, or for silence, is no person at a terminal.
  const interactive = context.terminal.interactive && !parsed.json && !parsed.quiet;
  return sendUpstream(
    { ...context, terminal: { ...context.terminal, interactive } },
    {
      id: requiredWord(parsed, 'what'),
      withoutCi: optionValue(parsed, 'without-ci'),
      print: isFlagSet(parsed, 'print'),
      ask: async (shown) => {
        say(context.terminal, renderSending(shown));
        return askForName(shown.plan.upstream);
      },
    },
  );
}

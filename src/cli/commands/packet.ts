import { makePacket } from '../../engine/operations/make-packet.ts';
import { makeAnswer } from '../answer.ts';
import { chooseSpec } from '../choose-spec.ts';
import type { CommandSpec } from '../command.ts';
import { optionValue, requiredWord } from '../parsed.ts';
import { renderPacket } from '../render/packet-page.ts';
import { specIdArgument } from '../spec-id-argument.ts';

/** `chant packet`: what a reviewer of a fix has to know, on one page. */
export const packet: CommandSpec = {
  name: 'packet',
  description:
    "Writes what a reviewer of a landed fix has to know: what was asked, found and ruled out, what is claimed and what is proved, the change in reading order with what each part of it serves, what to look at twice, what upstream asks, and the cost. As a page that needs nothing else (packet.html) and as markdown (packet.md), among the spec's run records, which git does not see.",
  arguments: [specIdArgument],
  options: [
    { name: 'out', value: 'DIR', description: 'write them there instead, as <id>.packet.html and <id>.packet.md' },
  ],
  examples: [
    { line: 'chant packet 010', says: 'then open the page that it names' },
    { line: 'chant packet 010 --out review', says: 'into a folder of yours' },
    { line: 'chant packet 010 --json', says: 'all of it as data' },
  ],
  run: async (context, parsed) => {
    const out = optionValue(parsed, 'out');
    const result = await chooseSpec(context, parsed, {
      ids: [requiredWord(parsed, 'id')],
      run: ([id = '']) => makePacket(context, { id, out }),
    });
    return makeAnswer(context, parsed)(result, { text: renderPacket });
  },
};

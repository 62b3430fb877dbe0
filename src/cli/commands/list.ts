import type { Context } from '../../context.ts';
import type { ListSpecsInput } from '../../engine/list-limits.ts';
import type { ListSpecsOutput } from '../../engine/operations/list-specs.ts';
import { listAsText } from '../../engine/operations/list-as-text.ts';
import { makeAnswer } from '../answer.ts';
import type { CommandSpec } from '../command.ts';
import { argumentWords, isFlagSet, optionValues, type Parsed } from '../parsed.ts';
import { buildSpecList, renderSpecList } from '../render/spec-list.ts';

/** `chant list`: lists specs. */
export const list: CommandSpec = {
  name: 'list',
  description: 'Lists specs by id. Several limits must all hold; of one limit, any value may.',
  arguments: [{ name: 'query', description: 'text in id or title', required: false, many: true }],
  options: [
    { name: 'status', value: 'STATUS', many: true, description: 'only with this status' },
    { name: 'type', value: 'TYPE', many: true, description: 'only of this type' },
    { name: 'label', value: 'LABEL', many: true, description: 'only with this label' },
    { name: 'ready', description: 'only what can be worked on now' },
    { name: 'blocked', description: 'only what waits for others' },
    { name: 'archived', description: 'also what is in the archive' },
    { name: 'count', description: 'print only how many' },
  ],
  examples: [
    { line: 'chant list --ready', says: 'what can be worked on now' },
    { line: 'chant list --status failed --status needs_attention', says: 'what needs you' },
    { line: 'chant list --json', says: 'for programs' },
  ],
  run: async (context, parsed) => {
    const words = argumentWords(parsed, 'query');
    const input: ListSpecsInput = {
      status: optionValues(parsed, 'status'),
      type: optionValues(parsed, 'type'),
      labels: optionValues(parsed, 'label'),
      ready: isFlagSet(parsed, 'ready'),
      blocked: isFlagSet(parsed, 'blocked'),
      archived: isFlagSet(parsed, 'archived'),
      query: words.length === 0 ? null : words.join(' '),
      whole: parsed.json && !isFlagSet(parsed, 'count'),
    };
    if (parsed.json || isFlagSet(parsed, 'count')) return answerPrograms(context, parsed, input);
    const width = context.terminal.outIsTty ? context.terminal.columns : null;
    const render = (output: ListSpecsOutput): string => renderSpecList(output, width);
    const result = await listAsText(context, { ...input, render, view: String(width) });
    return makeAnswer(context, parsed)(result, { text: (text) => text });
  },
};

async function answerPrograms(context: Context, parsed: Parsed, input: ListSpecsInput): Promise<number> {
  // Loaded only now: a list for people may be found as it was made before.
  const { listSpecs } = await import('../../engine/operations/list-specs.ts');
  const answer = makeAnswer(context, parsed);
  const result = await listSpecs(context, input);
  if (!isFlagSet(parsed, 'count')) return answer(result, { text: () => '', json: buildSpecList });
  return answer(result, {
    text: ({ rows }) => `${rows.length}\n`,
    json: ({ rows, total }) => ({ count: rows.length, total }),
  });
}

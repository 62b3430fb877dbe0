import { listSpecs } from '../../engine/operations/list-specs.ts';
import { makeAnswer } from '../answer.ts';
import type { CommandSpec } from '../command.ts';
import { argumentWords, isFlagSet, optionValues } from '../parsed.ts';
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
    const result = await listSpecs(context, {
      status: optionValues(parsed, 'status'),
      type: optionValues(parsed, 'type'),
      labels: optionValues(parsed, 'label'),
      ready: isFlagSet(parsed, 'ready'),
      blocked: isFlagSet(parsed, 'blocked'),
      archived: isFlagSet(parsed, 'archived'),
      query: words.length === 0 ? null : words.join(' '),
      whole: parsed.json && !isFlagSet(parsed, 'count'),
    });
    const answer = makeAnswer(context, parsed);
    if (isFlagSet(parsed, 'count')) {
      return answer(result, {
        text: ({ rows }) => `${rows.length}\n`,
        json: ({ rows, total }) => ({ count: rows.length, total }),
      });
    }
    const { outIsTty, columns } = context.terminal;
    return answer(result, {
      text: (value) => renderSpecList(value, outIsTty ? columns : null),
      json: buildSpecList,
    });
  },
};

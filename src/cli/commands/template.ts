import { listTemplates, showTemplate } from '../../engine/operations/list-templates.ts';
import { answerFailure, makeAnswer } from '../answer.ts';
import type { CommandSpec } from '../command.ts';
import { argumentWord, requiredWord } from '../parsed.ts';
import { renderTemplates } from '../render/template-list.ts';
import { renderForTerminal } from '../render/paint.ts';

/** `chant template`: the templates that investigations make their specs from. */
export const template: CommandSpec = {
  name: 'template',
  description:
    'Lists or shows the templates of the specs of an investigation. One in .chant/templates/ wins over the one that ships under its name.',
  arguments: [
    { name: 'action', description: 'list or show', required: true, many: false, choices: ['list', 'show'] },
    { name: 'name', description: 'name of a template, for show', required: false, many: false },
  ],
  options: [],
  examples: [
    { line: 'chant template list', says: 'all of them, and the variables that they may use' },
    { line: 'chant template show fix > .chant/templates/fix.md', says: 'begin one of your own' },
  ],
  run: async (context, parsed) => {
    const answer = makeAnswer(context, parsed);
    if (requiredWord(parsed, 'action') === 'list') {
      return answer(await listTemplates(context, {}), { text: renderTemplates });
    }
    const name = argumentWord(parsed, 'name');
    if (name === null) {
      const expected = 'the name of a template; chant template list shows them';
      return answerFailure(context, parsed, {
        kind: 'bad-argument',
        argument: '[name]',
        value: '',
        expected,
        suggestion: null,
      });
    }
    return answer(await showTemplate(context, { name }), { text: ({ text }) => renderForTerminal(text, false) });
  },
};

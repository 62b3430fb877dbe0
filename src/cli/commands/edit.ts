import type { CommandSpec } from '../command.ts';
import { specIdArgument } from '../spec-id-argument.ts';
import { requiredWord } from '../parsed.ts';
import { runEdit } from '../run-edit.ts';

/** `chant edit`: opens a spec in the user's editor. */
export const edit: CommandSpec = {
  name: 'edit',
  description: 'Opens a spec in your editor ($VISUAL, else $EDITOR) and lints it afterwards.',
  arguments: [specIdArgument],
  options: [],
  examples: [{ line: 'chant edit 010', says: 'ids may be written short' }],
  run: (context, parsed) => runEdit(context, parsed, requiredWord(parsed, 'id')),
};

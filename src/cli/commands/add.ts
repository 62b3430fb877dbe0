import { addSpec } from '../../engine/operations/add-spec.ts';
import { answerFailure, makeAnswer } from '../answer.ts';
import type { CommandSpec } from '../command.ts';
import { argumentWords, isFlagSet, optionValue, optionValues } from '../parsed.ts';

/** `chant add`: creates a spec. */
export const add: CommandSpec = {
  name: 'add',
  description: 'Creates a spec: a markdown file that says what to do and how one knows that it is done.',
  arguments: [{ name: 'title', description: 'what to do, in one line', required: true, many: true }],
  options: [
    { name: 'type', value: 'TYPE', description: 'code, task, research, documentation or driver (default: code)' },
    { name: 'label', value: 'LABEL', many: true, description: 'a label' },
    { name: 'depends-on', value: 'ID', many: true, description: 'a spec that must be completed first' },
    { name: 'informed-by', value: 'PATH', many: true, description: 'research that the agent must read' },
    { name: 'target', value: 'PATH', many: true, description: 'a file that the spec may change; none: no limit' },
    { name: 'check', value: 'COMMAND', many: true, description: 'a command that proves the result' },
    { name: 'prompt', value: 'NAME', description: 'the prompt to work by' },
    { name: 'body', value: 'TEXT', description: 'text under the title' },
    { name: 'needs-approval', description: 'nobody may work on it before it is approved' },
    { name: 'edit', description: 'open it in your editor afterwards' },
  ],
  examples: [
    { line: 'chant add "Fix issue #1234: add locking to concurrent writes"', says: 'a spec with a title' },
    { line: 'chant add "Find the root cause of #1234" --type research', says: 'a research spec' },
    { line: 'chant add "Fix the parser" --target src/parse.ts --check "npm test"', says: 'with scope and proof' },
  ],
  run: async (context, parsed) => {
    const result = await addSpec(context, {
      title: argumentWords(parsed, 'title').join(' '),
      type: optionValue(parsed, 'type'),
      labels: optionValues(parsed, 'label'),
      dependsOn: optionValues(parsed, 'depends-on'),
      informedBy: optionValues(parsed, 'informed-by'),
      targets: optionValues(parsed, 'target'),
      checks: optionValues(parsed, 'check'),
      prompt: optionValue(parsed, 'prompt'),
      needsApproval: isFlagSet(parsed, 'needs-approval'),
      body: optionValue(parsed, 'body'),
    });
    if (!result.ok) return answerFailure(context, parsed, result.failure);
    const exitCode = makeAnswer(context, parsed)(result, {
      text: ({ id }) => `Created spec: ${id}\n`,
      json: ({ id, path }) => ({ id, path }),
    });
    if (!isFlagSet(parsed, 'edit')) return exitCode;
    const { runEdit } = await import('../run-edit.ts');
    return runEdit(context, parsed, result.value.id);
  },
};

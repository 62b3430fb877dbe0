import { traceOrigin } from '../../engine/operations/trace-origin.ts';
import { makeAnswer } from '../answer.ts';
import { chooseSpec } from '../choose-spec.ts';
import type { CommandSpec } from '../command.ts';
import { isFlagSet, requiredWord } from '../parsed.ts';
import { renderTraceMermaid } from '../render/trace-mermaid.ts';
import { renderTraceTree } from '../render/trace-tree.ts';

/** `chant trace`: where something comes from, and what came of it. */
export const trace: CommandSpec = {
  name: 'trace',
  description:
    'Follows a line to its commit, the spec, its criteria and evidence, the research that informed it and the issue; from an issue, a document or a spec also the other way, to commits and lines.',
  arguments: [
    {
      name: 'what',
      description:
        'id of a spec, path, path:line, path:from-to, commit, or issue (#1234; 1234 where it was investigated)',
      required: true,
      many: false,
    },
  ],
  options: [{ name: 'mermaid', description: 'print a Mermaid flowchart' }],
  examples: [
    { line: 'chant trace src/lock.js:12', says: 'why this line is there' },
    { line: "chant trace '#1234'", says: 'all that came of the issue' },
    { line: 'chant trace 005 --mermaid', says: 'a diagram for a page' },
  ],
  run: async (context, parsed) => {
    const result = await chooseSpec(context, parsed, {
      ids: [requiredWord(parsed, 'what')],
      run: ([what = '']) => traceOrigin(context, { what }),
    });
    return makeAnswer(context, parsed)(result, {
      text: isFlagSet(parsed, 'mermaid') ? renderTraceMermaid : renderTraceTree,
    });
  },
};

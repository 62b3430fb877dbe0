import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { extractCriteria } from '../../../../core/spec/extract-criteria.ts';
import { tickCriteria } from '../../../../core/spec/tick-criteria.ts';
import { saveFile } from './save-file.ts';
import { defineTool, miss } from './tool.ts';

export const tickCriterionTool = defineTool({
  name: 'tick_criterion',
  description: 'Ticks an acceptance criterion of the spec, when you have seen it hold. Name its line or its text.',
  schema: z.object({
    line: z.int().optional().describe('line of the criterion in the spec file'),
    text: z.string().optional().describe('text of the criterion'),
  }),
  use: ({ line, text }, desk) => {
    const spec = desk.find(desk.specFile);
    if (!spec.ok || !spec.value.stat?.isFile()) return miss('the spec file is not there');
    const before = readFileSync(spec.value.absolute, 'utf8');
    const criteria = extractCriteria(before);
    const wanted = text?.replace(/^[-*+\s]*\[.\]\s*/, '').trim();
    const found = criteria.find((one) => one.line === line || (wanted !== undefined && one.text === wanted));
    if (found === undefined) {
      const known = criteria.map((one) => `line ${one.line}: ${one.text}`);
      return miss(`there is no such criterion; these are there:\n${known.join('\n')}`);
    }
    saveFile(spec.value.absolute, tickCriteria(before, [found.line], true));
    return { text: `Ticked: ${found.text}.`, report: { kind: 'did', action: `ticked ${found.text}`, path: null } };
  },
});

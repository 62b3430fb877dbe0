import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { z } from 'zod';
import { err, ok, type Result } from '../../../../core/result.ts';
import { compilePattern } from '../../../../core/scope/compile-pattern.ts';
import { defineTool, miss } from './tool.ts';
import { walkFiles } from './walk-files.ts';

const most = 200;
const maxBytes = 1024 * 1024;
const maxLine = 300;
/** A regular expression can take for ever: this long for a file. */
const patienceMs = 1000;

export const searchTextTool = defineTool({
  name: 'search_text',
  description: `Finds the lines of the workspace's text files that match a JavaScript regular expression. At most ${most} lines, as path:line: text.`,
  schema: z.object({
    pattern: z.string().describe('regular expression, without slashes'),
    glob: z.string().optional().describe('only in files whose path, relative to the workspace, matches this'),
    ignore_case: z.boolean().optional(),
  }),
  use: ({ pattern, glob, ignore_case: ignoreCase }, desk) => {
    const find = compile(pattern, ignoreCase === true ? 'i' : '');
    if (!find.ok) return miss(find.failure);
    const wanted = glob === undefined ? () => true : compilePattern(glob);
    const found: string[] = [];
    for (const file of walkFiles(desk.root)) {
      if (!wanted(file)) continue;
      const lines = find.value(readText(join(desk.root, file)));
      if (lines === null) return miss(`the expression takes too long on ${file}; make it simpler`);
      found.push(...lines.map(({ line, text }) => `${file}:${line}: ${text}`));
      if (found.length > most) return { text: [...found.slice(0, most), '(and more)'].join('\n'), report: null };
    }
    return { text: found.length === 0 ? '(no line matches)' : found.join('\n'), report: null };
  },
});

type Finder = (text: string) => readonly { readonly line: number; readonly text: string }[] | null;

/** Makes a search that gives up (null) when the expression runs away. */
function compile(pattern: string, flags: string): Result<Finder, string> {
  let expression: RegExp;
  try {
    expression = new RegExp(pattern, flags);
  } catch (error) {
    return err(error instanceof Error ? error.message : 'that is no regular expression');
  }
  return ok((text) => {
    const lines = text.split('\n');
    const numbers: number[] = [];
    // The only way to stop an expression is to stop the context that it runs in.
    const context = createContext({ lines, expression, numbers });
    try {
      runInContext('lines.forEach((text, at) => { if (expression.test(text)) numbers.push(at); })', context, {
        timeout: patienceMs,
      });
    } catch {
      return null;
    }
    return numbers.map((at) => ({ line: at + 1, text: (lines[at] ?? '').trim().slice(0, maxLine) }));
  });
}

/** Empty for what is no text, too large, or not to be read. */
function readText(file: string): string {
  try {
    if (statSync(file).size > maxBytes) return '';
    const bytes = readFileSync(file);
    return bytes.includes(0) ? '' : bytes.toString('utf8');
  } catch {
    return '';
  }
}

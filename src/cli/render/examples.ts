import type { Example } from '../command.ts';

/** The examples at the end of a command's help page. */
export function renderExamples(examples: readonly Example[]): string {
  const width = Math.max(...examples.map((example) => example.line.length));
  const lines = examples.map((example) => `  ${example.line.padEnd(width)}  ${example.says}`);
  return `\nExamples:\n${lines.join('\n')}`;
}

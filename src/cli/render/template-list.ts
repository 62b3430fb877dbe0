import type { ListTemplatesOutput } from '../../engine/operations/list-templates.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';

/** The templates with what each is for, and the names that may stand in one. */
export function renderTemplates({ templates, variables }: ListTemplatesOutput): string {
  const width = Math.max(...templates.map(({ name }) => name.length), ...variables.map(({ name }) => name.length)) + 2;
  const lines = [
    paint('bold', 'Templates'),
    ...templates.map(({ name, from, purpose }) => {
      const own = from === 'project' ? ' (of this project)' : '';
      return `  ${oneLine(name).padEnd(width)}${oneLine(purpose)}${own}`;
    }),
    '',
    paint('bold', 'Variables, as {{ name }}'),
    ...variables.map(({ name, meaning, where }) => {
      return `  ${name.padEnd(width)}${meaning}${where === 'body' ? '; below the frontmatter only' : ''}`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}

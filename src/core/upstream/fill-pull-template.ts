/** A part of the text of a pull request. */
export interface PullPart {
  readonly kind: 'issue' | 'summary' | 'changes' | 'testing' | 'assistance';
  readonly title: string;
  readonly text: string;
}

/** Headings of templates under which people expect a part; the first that fits is taken. */
const places: Readonly<Record<PullPart['kind'], RegExp>> = {
  issue: /issue|fixes|closes|ticket|related/i,
  testing: /\btest|verif/i,
  assistance: /\bAI\b|\bLLM|assist|disclos|generated/i,
  changes: /\bchange|implementation|details/i,
  summary: /summary|description|overview|purpose|motivation|context|\bwhat\b|\bwhy\b/i,
};

/**
 * Puts the parts under the headings of a project's own template; whatever else stands there, boxes to be ticked
 * included, stays as it is, for a person. A part without a place comes at the end. Without a template the parts stand
 * one after the other.
 */
export function fillPullTemplate(template: string | null, parts: readonly PullPart[]): string {
  if (template === null || template.trim() === '') return `${parts.map(formatPart).join('\n\n')}\n`;
  const left = new Set(parts);
  const lines = template
    .replace(/\r\n?/g, '\n')
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      const title = /^ {0,3}#{1,6}\s+(.*)$/.exec(line)?.[1];
      const part = title === undefined ? undefined : [...left].find(({ kind }) => places[kind].test(title));
      if (part === undefined) return [line];
      left.delete(part);
      return [line, '', part.text];
    });
  return `${[lines.join('\n'), ...[...left].map(formatPart)].join('\n\n')}\n`;
}

function formatPart({ kind, title, text }: PullPart): string {
  return kind === 'issue' ? text : `## ${title}\n\n${text}`;
}

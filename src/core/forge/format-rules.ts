import { fence, quoteInline } from '../prompt/fence.ts';
import { neutralizeText } from '../issue/neutralize-text.ts';
import { formatInline } from '../spec/format-yaml.ts';
import type { ContributionRules, Quote } from './contribution-rules.ts';

/** Where the rules of the upstream project are written down. */
export const rulesPath = '.chant/research/upstream-rules.md';

const agentWords: Record<ContributionRules['agents'], string> = {
  forbids: 'Contributions made with agents are not wanted, as the lines below read. Ask there before you go on.',
  asks: 'The help of agents must be named, as the lines below read.',
  silent: 'Nothing is said about agents.',
};

/** The document about an upstream project's rules: what chant makes of them, and the lines that it goes by. */
export function formatRules(
  rules: ContributionRules,
  source: { readonly name: string; readonly commit: string },
): string {
  const sections = [
    `---\nsource: ${formatInline(source.name)}\ncommit: ${formatInline(source.commit)}\nagents: ${rules.agents}\nsign_off: ${rules.signOff}\nconventional_commits: ${rules.conventionalCommits}\n---`,
    `# What ${quoteInline(source.name)} asks of contributions`,
    'Read by chant from the files of the project; its people wrote them. What stands between fences is quoted.',
    `## Agents\n\n${agentWords[rules.agents]}${rules.trailer === null ? '' : ` It names ${quoteInline(rules.trailer)}.`}${quotes(rules.agentQuotes)}`,
    `## Sign-off\n\n${rules.signOff ? 'Every commit needs the sign-off of its author, who is a person.' : 'None is asked for.'}${quotes(rules.signOffQuotes)}`,
    `## Commits\n\n${rules.conventionalCommits ? 'Subjects follow Conventional Commits.' : 'No convention is named.'}${quotes(rules.commitQuotes)}`,
    `## Template for pull requests\n\n${rules.template === null ? 'There is none.' : `${quoteInline(rules.template.path)}\n\n${fence(neutralizeText(rules.template.text.slice(0, 20_000)))}`}`,
    `## Files\n\n${rules.files.length === 0 ? 'None was found.' : rules.files.map((path) => `- ${quoteInline(path)}`).join('\n')}`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function quotes(list: readonly Quote[]): string {
  const items = list.map(
    ({ path, line, text }) => `${quoteInline(`${path}:${line}`)}\n\n${fence(neutralizeText(text))}`,
  );
  return items.length === 0 ? '' : `\n\n${items.join('\n\n')}`;
}

import type { ContributionRules } from '../forge/contribution-rules.ts';
import { neutralizeText } from '../issue/neutralize-text.ts';
import { escapeMarkdown, escapeProse } from '../packet/escape-markdown.ts';
import type { Packet } from '../packet/packet.ts';
import { showHidden } from '../packet/show-hidden.ts';
import type { Proof } from '../plan/proof.ts';
import { quoteInline } from '../prompt/fence.ts';
import { formatAssistance } from '../staging/build-message.ts';
import { dropInternal, isInternal } from './drop-internal.ts';
import { fillPullTemplate, type PullPart } from './fill-pull-template.ts';

/** What the pull request to the original project is made from. */
export interface UpstreamTextInput {
  readonly packet: Pick<Packet, 'found' | 'files' | 'leftOut'>;
  /** Title of the staging pull request: `Fix #1234: writes get lost`. */
  readonly title: string;
  /** Number of the issue there; null: the fix is of none. */
  readonly issue: number | null;
  /** What was seen on the staged branch. */
  readonly proofs: readonly Proof[];
  readonly rules: Pick<ContributionRules, 'agents' | 'trailer' | 'conventionalCommits' | 'template'>;
  /** Names of the programs that helped. */
  readonly agents: readonly string[];
}

/**
 * Title and text of the pull request to the original project, for people who know nothing of how it was made: what was
 * wrong, what changes, how it was tested, and what their rules ask for.
 */
export function buildUpstreamText(input: UpstreamTextInput): { readonly title: string; readonly body: string } {
  const { issue, rules } = input;
  const parts: readonly (PullPart | null)[] = [
    issue === null ? null : { kind: 'issue', title: 'Issue', text: `Fixes #${issue}` },
    part('summary', 'Summary', buildSummary(input)),
    part('changes', 'Changes', buildChanges(input)),
    part('testing', 'Testing', buildTesting(input)),
    rules.agents === 'silent' ? null : part('assistance', 'Assistance', nameAgents(input)),
  ];
  const template = rules.template === null ? null : neutralizeText(rules.template.text.slice(0, 20_000));
  const body = fillPullTemplate(
    template,
    parts.filter((one) => one !== null),
  );
  return { title: buildTitle(input), body };
}

function part(kind: PullPart['kind'], title: string, text: string): PullPart | null {
  return text === '' ? null : { kind, title, text };
}

function buildTitle({ title, issue, rules }: UpstreamTextInput): string {
  const line = showHidden(title).replace(/\s+/g, ' ').trim();
  if (!rules.conventionalCommits || /^[a-z]+(?:\([^)]*\))?!?: /.test(line)) return line;
  const bare = line.replace(/^fix(?: issue)? #\d+:? ?/i, '');
  return `fix: ${bare}${issue === null ? '' : ` (#${issue})`}`;
}

/** What is wrong and why, in the words of those who looked for it. */
function buildSummary({ packet }: UpstreamTextInput): string {
  const texts = packet.found.filter(({ title }) => /summary|cause/i.test(title)).map(({ text }) => dropInternal(text));
  return escapeProse([...new Set(texts)].join('\n\n').slice(0, 6000));
}

function buildChanges({ packet }: UpstreamTextInput): string {
  const words = { added: ' (new)', deleted: ' (removed)', renamed: ' (renamed)', modified: '', 'type-changed': '' };
  const files = packet.files.map(({ path, status }) => `- ${quoteInline(showHidden(path))}${words[status]}`);
  return [...files, ...(packet.leftOut.length === 0 ? [] : [`- and ${packet.leftOut.length} more`])].join('\n');
}

function buildTesting({ proofs }: UpstreamTextInput): string {
  const names = [...new Set(proofs.map(({ check }) => check))];
  const rows = names.flatMap((name) => {
    const own = proofs.filter(({ check }) => check === name);
    const run = own.find((proof) => proof.run !== null)?.run ?? null;
    if (run === null || isInternal(run)) return [];
    const side = (wanted: Proof['side']): string => {
      const proof = own.find((one) => one.side === wanted);
      return proof === undefined ? 'not run' : proof.passed ? 'passes' : 'fails';
    };
    return [`| ${quoteInline(showHidden(run)).replaceAll('|', '\\|')} | ${side('before')} | ${side('after')} |`];
  });
  return rows.length === 0 ? '' : ['| command | without the change | with it |', '|---|---|---|', ...rows].join('\n');
}

function nameAgents({ agents, rules }: UpstreamTextInput): string {
  const named = agents.length === 0 ? ['a coding assistant'] : agents;
  return named.map((agent) => escapeMarkdown(formatAssistance(rules.trailer, agent))).join('\n');
}

import { boundText } from '../issue/neutralize-text.ts';
import { fence, quoteInline } from '../prompt/fence.ts';
import { escapeInline, escapeMarkdown, escapeProse } from './escape-markdown.ts';
import { wordCut } from './word-cut.ts';
import type { Excerpt, Packet, PacketFile, PacketHunk, PacketWork } from './packet.ts';
import {
  countStandings,
  orderText,
  riskWords,
  roleWords,
  standingText,
  sumCosts,
  wordDollars,
  wordProof,
  wordRule,
  wordSpan,
  wordTokens,
} from './packet-words.ts';
import { longestLine } from './parse-hunks.ts';
import { showHidden } from './show-hidden.ts';

/** The packet as markdown, to be read in an editor or put into a pull request. */
export function formatMarkdown(packet: Packet): string {
  const { spec, branch, base, tip, issue } = packet;
  const counts = countStandings(packet);
  const on = branch === null ? '' : `on ${codeOf(branch)}, `;
  const sections = [
    `# ${escapeMarkdown(spec.title)}`,
    `For review: ${codeOf(spec.id)}, ${on}${codeOf(base.slice(0, 12))} to ${codeOf(tip.slice(0, 12))}. Criteria: ${counts.proved} proved, ${counts.claimed} claimed, ${counts.open} open.`,
    `## What was asked\n\n${issue === null ? 'No issue is known; the spec is all that was asked.' : formatIssue(issue)}\n\n### What the spec says\n\n${formatProse(spec.body)}`,
    ...formatExcerpts('What was found', packet.found),
    ...formatExcerpts('What was ruled out', packet.ruledOut),
    `## Claimed and proved\n\n${standingText}\n\n${packet.works.map(formatWork).join('\n\n')}`,
    ...formatRisks(packet),
    `## The change\n\n${orderText}\n\n${packet.files.map(formatFile).join('\n\n')}${formatLeft(packet)}`,
    `## What upstream asks\n\n${formatRulesList(packet)}`,
    `## Cost\n\n${formatCosts(packet)}`,
  ];
  return `${sections.join('\n\n')}\n`;
}

/** A short text of others that is nothing but text. */
function codeOf(text: string): string {
  return quoteInline(showHidden(text));
}

function formatIssue(issue: NonNullable<Packet['issue']>): string {
  const { text, cut } = boundText(issue.description, 6000);
  const from = issue.url === null ? codeOf(issue.path) : codeOf(issue.url);
  const description = text.trim() === '' ? 'No description.' : fence(showHidden(text));
  const more = cut ? `\n\n${wordCut(issue.description.length, text.length)}` : '';
  return `**${escapeMarkdown(issue.title)}** (${from}), in the words of whoever wrote it:\n\n${description}${more}`;
}

function formatProse(text: string): string {
  const { text: shown, cut } = boundText(text, 20_000);
  const prose = escapeProse(shown);
  return cut ? `${prose}\n\n${wordCut(text.length, shown.length)}` : prose;
}

function formatExcerpts(title: string, excerpts: readonly Excerpt[]): readonly string[] {
  if (excerpts.length === 0) return [];
  return [`## ${title}\n\n${excerpts.map(formatExcerpt).join('\n\n')}`];
}

function formatExcerpt({ title, document, line, text }: Excerpt): string {
  return `### ${escapeMarkdown(title)}\n\n${formatProse(text)}\n\n(${codeOf(`${document}:${line}`)})`;
}

function formatWork({ id, title, criteria, checks }: PacketWork): string {
  const items = criteria.map(({ mark, text, standing }) => `- ${mark} **${standing}**: ${escapeInline(text)}`);
  const seen = checks.flatMap(({ mark, name, run, proofs }) => [
    `- ${mark} ${codeOf(name)}${run === null ? '' : `: ${codeOf(run)}`}`,
    ...proofs.map((proof) => `  - ${wordProof(proof)} (on ${codeOf(proof.tree.slice(0, 12))})`),
  ]);
  return [
    `### ${escapeMarkdown(title)} (${codeOf(id)})`,
    items.length === 0 ? 'It has no criteria.' : items.join('\n'),
    seen.length === 0 ? 'Nothing was checked.' : seen.join('\n'),
  ].join('\n\n');
}

function formatRisks({ risks, careful }: Packet): readonly string[] {
  if (risks.length + careful.length === 0) return [];
  const items = risks.map(({ risk, what }) => {
    const more = what.length > 20 ? [`  - and ${what.length - 20} more`] : [];
    return [`- ${riskWords[risk]}`, ...what.slice(0, 20).map((one) => `  - ${escapeInline(one)}`), ...more].join('\n');
  });
  return [
    `## Look twice\n\n${[items.join('\n'), ...careful.map(formatExcerpt)].filter((one) => one !== '').join('\n\n')}`,
  ];
}

function formatFile(file: PacketFile): string {
  const head = `### ${codeOf(file.path)}: ${roleWords[file.role]}, +${file.added} −${file.removed}`;
  const mentions = file.mentions.map(
    ({ document, line, section }) => `- named below ${codeOf(section)} (${codeOf(`${document}:${line}`)})`,
  );
  const parts = [
    head,
    mentions.join('\n'),
    file.binary ? 'No text: its content is not shown.' : '',
    ...file.hunks.map(formatHunk),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function formatHunk(hunk: PacketHunk): string {
  const signs = { same: ' ', added: '+', removed: '-' } as const;
  const lines = hunk.lines.map(
    ({ kind, text }) => `${signs[kind]}${showHidden(text.replace(/\r$/, '').slice(0, longestLine))}`,
  );
  const serves = [...hunk.criteria, ...hunk.checks].join(', ');
  const named = hunk.mentions.map(({ document, line }) => codeOf(`${document}:${line}`)).join(', ');
  const why =
    hunk.specs.length === 0
      ? 'Made for no spec that chant knows of.'
      : `Serves ${serves}${named === '' ? '.' : `; named by ${named}.`}`;
  const cut = hunk.cut === 0 ? '' : `\n\nCut: ${hunk.cut} more lines of this hunk are not here.`;
  return `${why}\n\n${fence(lines.join('\n')).replace(/^(`+)/, '$1diff')}${cut}`;
}

function formatLeft({ leftOut }: Packet): string {
  if (leftOut.length === 0) return '';
  return `\n\n${leftOut.length} more files are not shown: ${leftOut
    .slice(0, 50)
    .map((path) => codeOf(path))
    .join(', ')}`;
}

function formatRulesList({ rules }: Packet): string {
  if (rules === null) return 'Nobody has read what upstream asks of contributions. `chant fork` does.';
  return rules.map((item) => (item.state === 'silent' ? `- ${wordRule(item)}` : `- [ ] ${wordRule(item)}`)).join('\n');
}

function formatCosts({ costs }: Packet): string {
  const all = sumCosts(costs);
  const rows = costs.map(({ title, attempts, ms, usage }) => {
    const tokens = usage === null ? null : usage.inputTokens + usage.outputTokens;
    return `| ${escapeMarkdown(title)} | ${attempts} | ${wordSpan(ms)} | ${wordTokens(tokens)} | ${wordDollars(usage?.costUsd ?? null)} |`;
  });
  const sum = `| All | ${all.attempts} | ${wordSpan(all.ms)} | ${wordTokens(all.tokens)} | ${wordDollars(all.dollars)} |`;
  return ['| Spec | Runs | Agents worked | Tokens | Cost |', '|---|---|---|---|---|', ...rows, sum].join('\n');
}

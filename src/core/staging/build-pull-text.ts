import { fence, quoteInline } from '../prompt/fence.ts';
import type { ContributionRules } from '../forge/contribution-rules.ts';
import { neutralizeText } from '../issue/neutralize-text.ts';
import { judgeCriterion, type Proof, type Standing } from '../plan/proof.ts';
import type { Spec } from '../spec/spec.ts';
import { splitFrontmatter } from '../spec/split-frontmatter.ts';
import { calmLine, calmText } from './calm-text.ts';
import { formatAssistance } from './build-message.ts';
import type { RuledOut } from './find-ruled-out.ts';

/** What the text of a staging pull request is made from. */
export interface PullTextInput {
  readonly spec: Pick<Spec, 'title' | 'criteria'>;
  /** The whole file of the spec. */
  readonly specText: string;
  /** `acme/store#1234`; null: the fix is of no issue. */
  readonly issue: { readonly number: number; readonly repository: string } | null;
  /** Oldest first. */
  readonly commits: readonly {
    readonly subject: string;
    readonly files: readonly { readonly path: string; readonly status: string }[];
  }[];
  readonly proofs: readonly Proof[];
  readonly ruledOut: readonly RuledOut[];
  readonly rules: Pick<ContributionRules, 'agents' | 'trailer'>;
  readonly agents: readonly string[];
}

/** Forges take 65536 characters; the evidence gives way first. */
const longest = 60_000;
const mostFiles = 100;
/** GitHub takes 256. */
const longestTitle = 240;

/** Title and body of the staging pull request: Summary, Changes, Testing, and folded what was seen. */
export function buildPullText(input: PullTextInput): { readonly title: string; readonly body: string } {
  const sections = [
    `## Summary\n\n${buildSummary(input)}`,
    `## Changes\n\n${input.commits.map(formatCommit).join('\n')}`,
    `## Testing\n\n${buildTesting(input.proofs)}`,
    ...(input.rules.agents === 'silent' || input.agents.length === 0 ? [] : [`## Assistance\n\n${nameAgents(input)}`]),
  ];
  const brief = sections.join('\n\n').slice(0, longest);
  const evidence = fold('Evidence', [
    ...input.proofs.map(formatProof),
    ...buildCriteria(input),
    ...buildRuledOut(input),
  ]);
  const whole = `${brief}\n\n${evidence}\n`;
  const body = whole.length <= longest ? whole : `${brief}\n\nThe evidence is too long to stand here.\n`;
  return { title: buildPullTitle(input), body };
}

/** `Fix #1234: writes get lost` */
function buildPullTitle({ spec, issue }: Pick<PullTextInput, 'spec' | 'issue'>): string {
  if (issue === null) return calmLine(spec.title).slice(0, longestTitle);
  const bare = spec.title.replace(/^fix(?:es)?(?: issue)? #\d+ ?[:–—-] ?/i, '').replace(/^issue #\d+ ?[:–—-] ?/i, '');
  return `Fix #${issue.number}: ${calmLine(bare)}`.slice(0, longestTitle);
}

function buildSummary({ specText, issue, spec }: PullTextInput): string {
  const { body } = splitFrontmatter(specText);
  // From the title to the next heading: what the spec says it is about.
  const [, intro = ''] = /^\s*# [^\n]*\n([\s\S]*?)(?=^#{1,6} |(?![\s\S]))/m.exec(body) ?? [];
  const about = intro.trim() === '' ? spec.title : intro.trim();
  const of = issue === null ? '' : `\n\nFor issue ${issue.number} of \`${issue.repository}\`.`;
  return `${calmText(about).slice(0, 10_000)}${of}`;
}

function formatCommit({ subject, files }: PullTextInput['commits'][number]): string {
  const shown = files.slice(0, mostFiles).map(({ path, status }) => `  - ${inline(path)} (${status})`);
  const more = files.length > mostFiles ? [`  - and ${files.length - mostFiles} more`] : [];
  return [`- ${calmText(subject)}`, ...shown, ...more].join('\n');
}

function buildTesting(proofs: readonly Proof[]): string {
  const names = [...new Set(proofs.map(({ check }) => check))];
  if (names.length === 0) return 'No check stands behind this: the spec and the project name none.';
  const rows = names.map((name) => {
    const own = proofs.filter(({ check }) => check === name);
    const side = (wanted: Proof['side']): string => {
      const proof = own.find((one) => one.side === wanted);
      if (proof === undefined) return 'not asked';
      return proof.passed ? 'passed' : `failed (${proof.exit})`;
    };
    const run = own.find((one) => one.run !== null)?.run ?? name;
    return `| ${cell(run)} | ${side('before')} | ${side('after')} |`;
  });
  return [
    'Run by chant on these very commits:',
    '',
    '| command | without the fix | with it |',
    '|---|---|---|',
    ...rows,
  ].join('\n');
}

function formatProof({ check, side, run, exit, tree, tail }: Proof): string {
  const where = side === 'before' ? 'without the fix' : 'with the fix';
  const said = tail === null || tail.trim() === '' ? 'It printed nothing.' : fence(neutralizeText(tail).slice(-4000));
  return `**${inline(check)} ${where}**: ${inline(run ?? check)} ended with ${inline(exit)} on \`${tree.slice(0, 12)}\`\n\n${said}`;
}

const standings: Record<Standing, string> = { proved: 'proved', claimed: 'claimed', open: 'open' };

function buildCriteria({ spec, proofs }: PullTextInput): readonly string[] {
  if (spec.criteria.length === 0) return [];
  const lines = spec.criteria.map((one) => `- ${calmText(one.text)} (${standings[judgeCriterion(one, proofs)]})`);
  return [`**Criteria**\n\n${lines.join('\n')}`];
}

function buildRuledOut({ ruledOut }: PullTextInput): readonly string[] {
  if (ruledOut.length === 0) return [];
  const lines = ruledOut.map(({ what, why }) => `- ${calmText(what)}: ${calmText(why)}`);
  return [`**What was looked at and ruled out**\n\n${lines.join('\n')}`];
}

function nameAgents({ agents, rules }: PullTextInput): string {
  return agents.map((agent) => calmText(formatAssistance(rules.trailer, agent))).join('\n');
}

function fold(title: string, parts: readonly string[]): string {
  return parts.length === 0 ? '' : `<details>\n<summary>${title}</summary>\n\n${parts.join('\n\n')}\n\n</details>`;
}

function inline(text: string): string {
  return quoteInline(neutralizeText(text));
}

/** In a table a bar ends a cell, in code too. */
function cell(text: string): string {
  return inline(text).replaceAll('|', '\\|');
}

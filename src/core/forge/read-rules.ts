import { type ContributionRules, isTemplate, type Quote, type UpstreamFile } from './contribution-rules.ts';

const mostQuotes = 20;
const longestLine = 400;

const agents =
  /\b(?:AI|LLMs?|large language models?|machine[- ]generated|generative|copilot|chatgpt|claude|coding agents?|vibe[- ]cod\w*)\b/i;
const forbidding =
  /\b(?:do(?:es)? not accept|don't accept|will not (?:be )?accept(?:ed)?|not (?:be )?(?:accepted|allowed|permitted|welcome)|must not|may not|forbid(?:s|den)?|prohibit(?:s|ed)?|ban(?:s|ned)?|reject(?:s|ed)?|no AI\b|will be closed|refrain)/i;
const asking =
  /\b(?:disclos\w*|declare|state (?:that|whether|how)|mention|label|mark(?:ed)?|acknowledg\w*|tell us|note (?:that|in)|indicate|assisted-by|generated-by|co-authored-by)\b/i;
const trailer = /\b((?:[A-Z][a-z]+-)?(?:Assisted|Generated|Co-authored|Co-developed)-[Bb]y)\b/;
const signing =
  /\bsigned-off-by\b|\bsign[- ]?off\b|\bDCO\b|developer certificate of origin|git commit (?:-s|--signoff)/i;
const conventional = /conventional commits?|conventionalcommits\.org|\bfeat(?:\([^)]*\))?:\s|\bfix\([^)]*\):\s/i;
const commitlint = /^(?:commitlint|\.commitlintrc|\.czrc|\.github\/semantic)/i;

/**
 * Reads an upstream project's rules out of its files. Words decide, so it may be mistaken: every line that it goes by
 * is quoted, and a person reads them. Where one line forbids and another asks, it forbids.
 */
export function readRules(files: readonly UpstreamFile[]): ContributionRules {
  const agentQuotes = quote(files, (text) => agents.test(text));
  const signOffQuotes = quote(files, (text) => signing.test(text));
  const commitQuotes = quote(files, (text) => conventional.test(text));
  const template = files.find(({ path }) => isTemplate(path)) ?? null;
  const near = agentQuotes.map((one) => ({ one, around: paragraphOf(files, one) }));
  const forbids = near.some(({ around }) => forbidding.test(around));
  const asks = near.some(({ around }) => asking.test(around));
  const named = near.map(({ around }) => trailer.exec(around)?.[1]).find((name) => name !== undefined);
  return {
    files: files.map(({ path }) => path),
    agents: forbids ? 'forbids' : asks ? 'asks' : 'silent',
    trailer: named ?? null,
    agentQuotes,
    signOff: signOffQuotes.length > 0 || files.some(({ path }) => /^dco(?:\.txt)?$|\/dco\.yml$/i.test(path)),
    signOffQuotes,
    conventionalCommits: commitQuotes.length > 0 || files.some(({ path }) => commitlint.test(path)),
    commitQuotes,
    template: template === null ? null : { path: template.path, text: template.text },
  };
}

function quote(files: readonly UpstreamFile[], is: (text: string) => boolean): readonly Quote[] {
  const found = files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .map((line, index) => ({ path, line: index + 1, text: line.trim().slice(0, longestLine) }))
      .filter((one) => one.text !== '' && is(one.text)),
  );
  return found.slice(0, mostQuotes);
}

/** The lines around a quote, up to the next empty one: a sentence often runs over several. */
function paragraphOf(files: readonly UpstreamFile[], { path, line }: Quote): string {
  const lines = files.find((file) => file.path === path)?.text.split('\n') ?? [];
  let from = line - 1;
  let to = line - 1;
  while (from > 0 && lines[from - 1]?.trim() !== '' && line - from < 6) from -= 1;
  while (to + 1 < lines.length && lines[to + 1]?.trim() !== '' && to - line < 6) to += 1;
  return lines
    .slice(from, to + 1)
    .join(' ')
    .slice(0, 4000);
}

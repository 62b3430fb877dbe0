import type { Proof, Standing } from '../plan/proof.ts';
import { formatCount, formatDollars } from '../plan/format-limit.ts';
import type { Packet, PacketCost, PacketFile } from './packet.ts';
import type { Risk } from './risk.ts';
import type { RuleItem } from './list-rules.ts';

/** How sure one can be of a criterion, said once for all of a packet. */
export const standingWords: Readonly<Record<Standing, string>> = {
  proved: 'proved',
  claimed: 'claimed',
  open: 'open',
};

/** What the words mean; a reader has not read any manual. */
export const standingText =
  'Proved: a command that chant ran itself ended as it had to. Claimed: the agent says so, and nobody has checked it.';

/** Why the files stand in this order. */
export const orderText =
  'The test that shows the bug comes first: it says what has to hold, and the rest is judged by it. Then the fix, in the order in which the research lists its places; then further tests, documents, and what changed by itself.';

export const roleWords: Readonly<Record<PacketFile['role'], string>> = {
  proof: 'shows the bug',
  fix: 'the fix',
  test: 'further test',
  document: 'document',
  other: 'by-product',
};

export const statusWords: Readonly<Record<PacketFile['status'], string>> = {
  added: 'new',
  modified: '',
  deleted: 'deleted',
  renamed: 'renamed',
  'type-changed': 'another kind of file',
};

/** What is to be said about a risk, one sentence. */
export const riskWords: Readonly<Record<Risk['risk'], string>> = {
  'rules-forbid': 'Upstream does not want contributions that agents made, as its rules read. Ask there first.',
  'criteria-open': 'These criteria are neither proved nor claimed.',
  'check-broken': 'These checks did not end as they had to.',
  'hidden-characters': 'The change holds characters that nobody sees, or that make text look like other text.',
  'decides-elsewhere': 'These files decide what runs on other machines, or in the next agent.',
  'by-hand': 'These commits of the branch were made for no spec: no check was asked about them.',
  'not-shown': 'Of these files not everything is shown here.',
  'no-red-green': 'No check was seen failing before the fix and passing with it.',
  'evidence-elsewhere': 'The branch has moved since the checks ran; they saw another tree.',
  'inputs-changed': 'What the fix rests on has changed since it was made.',
  'gates-passed-over': 'Somebody passed over these when the work was started.',
  'criteria-claimed': 'These criteria are claimed by the agent, and no check proves them: look for yourself.',
  unmentioned: 'No document of the research names these files.',
  'no-scope': 'These specs had no limit on the files that they may change.',
};

/** How grave it is: what stops, what asks for a look. */
export function judgeGravity({ risk }: Risk): 'bad' | 'warn' | 'plain' {
  const bad = ['rules-forbid', 'criteria-open', 'check-broken', 'hidden-characters', 'decides-elsewhere'];
  if (bad.includes(risk)) return 'bad';
  return risk === 'no-scope' || risk === 'not-shown' ? 'plain' : 'warn';
}

/** What upstream asks, as an item of a checklist. */
export function wordRule({ rule, state }: RuleItem): string {
  const words: Readonly<Record<RuleItem['rule'], Readonly<Record<RuleItem['state'], string>>>> = {
    agents: {
      forbids: 'Contributions made with agents are not wanted: ask there before anything is sent',
      asks: 'The help of agents is named, in the form that upstream asks for',
      silent: 'Nothing is said about agents',
    },
    'sign-off': {
      forbids: '',
      asks: 'Every commit is signed off by a person',
      silent: 'No sign-off is asked for',
    },
    commits: {
      forbids: '',
      asks: 'Subjects of commits follow Conventional Commits',
      silent: 'No convention for commits is named',
    },
    template: {
      forbids: '',
      asks: 'The template for pull requests is filled in',
      silent: 'There is no template for pull requests',
    },
  };
  return words[rule][state];
}

/** On what a check ran. */
export const sideWords: Readonly<Record<Proof['side'], string>> = {
  before: 'before the work',
  after: 'with the work',
  merged: 'as it landed',
};

/** `before the work: exit 1, as it must`. */
export function wordProof({ side, exit, held }: Proof): string {
  return `${sideWords[side]}: exit ${exit}, ${held ? 'as it must' : 'which it must not'}`;
}

/** The criteria of a packet by standing. */
export function countStandings({ works }: Packet): Readonly<Record<Standing, number>> {
  const counts = { proved: 0, claimed: 0, open: 0 };
  for (const { standing } of works.flatMap((work) => work.criteria)) counts[standing] += 1;
  return counts;
}

/** All costs together. Money and tokens are null where no agent told. */
export function sumCosts(costs: readonly PacketCost[]): {
  readonly ms: number;
  readonly attempts: number;
  readonly dollars: number | null;
  readonly tokens: number | null;
} {
  const used = costs.flatMap(({ usage }) => (usage === null ? [] : [usage]));
  const paid = used.flatMap(({ costUsd }) => (costUsd === null ? [] : [costUsd]));
  return {
    ms: costs.reduce((sum, { ms }) => sum + ms, 0),
    attempts: costs.reduce((sum, { attempts }) => sum + attempts, 0),
    dollars: paid.length === 0 ? null : paid.reduce((sum, one) => sum + one, 0),
    tokens: used.length === 0 ? null : used.reduce((sum, one) => sum + one.inputTokens + one.outputTokens, 0),
  };
}

/** `$0.42`, or that nobody told. */
export function wordDollars(dollars: number | null): string {
  return dollars === null ? 'not told' : formatDollars(dollars);
}

/** `12,345`, or that nobody told. */
export function wordTokens(tokens: number | null): string {
  return tokens === null ? 'not told' : formatCount(tokens);
}

/** `2m 30s`: a span for a page; ms. */
export function wordSpan(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (ms < 10_000) return `${(Math.round(ms / 100) / 10).toFixed(1)}s`;
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}m ${seconds % 60}s` : `${Math.floor(minutes / 60)}h ${minutes % 60}m`;
}

/** `1 file`, `3 files`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

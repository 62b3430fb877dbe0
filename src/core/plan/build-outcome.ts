import type { Failure } from '../failure.ts';
import { ok, type Result } from '../result.ts';
import { editFrontmatter, type FrontmatterEdit } from '../spec/edit-frontmatter.ts';
import { extractCriteria } from '../spec/extract-criteria.ts';
import type { Criterion } from '../spec/spec.ts';
import { tickCriteria } from '../spec/tick-criteria.ts';
import type { Evidence } from './evidence.ts';

export interface OutcomeInput {
  /** The spec's text as it stands in the user's working tree. */
  readonly text: string;
  /** The agent's copy, and the text that it was made from: what was added at its end is kept as notes. */
  readonly copy: string | null;
  readonly carried: string;
  /** Criteria of the agent's copy: its ticks count for criteria without a check. */
  readonly claimed: readonly Criterion[];
  readonly evidence: readonly Evidence[];
  readonly branch: string;
  readonly commits: readonly string[];
  /** ISO UTC. */
  readonly completedAt: string;
  readonly model: string | null;
  readonly inputs: Readonly<Record<string, string>>;
}

/** The spec's text with its outcome: what the landing commit holds. Every other byte stays as it was. */
export function buildOutcome(input: OutcomeInput): Result<string, Failure> {
  const ticked = tickCriteria(input.text, linesToTick(input), true) + addedNotes(input.carried, input.copy);
  const edits: FrontmatterEdit[] = [
    { key: 'status', value: 'completed' },
    { key: 'branch', value: input.branch },
    { key: 'commits', value: input.commits },
    { key: 'completed_at', value: input.completedAt },
  ];
  if (input.model !== null) edits.push({ key: 'model', value: input.model });
  if (input.evidence.length > 0) edits.push({ key: 'evidence', value: input.evidence.map(formatEvidence) });
  if (Object.keys(input.inputs).length > 0) edits.push({ key: 'inputs', value: input.inputs });
  const edited = editFrontmatter(ticked, edits);
  return edited.ok ? ok(edited.value) : edited;
}

/** What the agent wrote below the end of the spec. Changes further up are not its to make. */
function addedNotes(carried: string, copy: string | null): string {
  if (copy === null) return '';
  const was = withoutTicks(carried).trimEnd();
  const is = withoutTicks(copy);
  if (!is.startsWith(was)) return '';
  const notes = copy.slice(was.length).trim();
  if (notes === '' || !/^\s*\n/.test(is.slice(was.length))) return '';
  const end = carried.includes('\r\n') ? '\r\n' : '\n';
  return `${end}${notes}${end}`;
}

/** Ticks are one character either way, so lengths stay the same. */
function withoutTicks(text: string): string {
  return text.replace(/^(\s*(?:[-*+]|\d+[.)])\s+)\[[xX]\]/gm, '$1[ ]');
}

function linesToTick(input: OutcomeInput): number[] {
  const claimed = input.claimed.filter((one) => one.ticked && one.check === null).map((one) => one.text);
  const proved = new Set(input.evidence.filter((one) => one.held).map((one) => one.check));
  return extractCriteria(input.text)
    .filter((one) => !one.ticked && (one.check === null ? take(claimed, one.text) : proved.has(one.check)))
    .map((one) => one.line);
}

/** Takes one equal text out of the list: two criteria with the same words need two ticks. */
function take(texts: string[], text: string): boolean {
  const index = texts.indexOf(text);
  if (index >= 0) texts.splice(index, 1);
  return index >= 0;
}

/** `npm test: failed on 3f9a809, passed on 8ab01cd` as one short map per check and side. */
function formatEvidence(one: Evidence): Record<string, string | number> {
  return {
    check: one.check,
    side: one.side,
    result: one.exitCode === 0 ? 'passed' : 'failed',
    exit: one.exitCode ?? one.ended ?? 'unknown',
    tree: one.commit.slice(0, 12),
    at: one.startedAt,
    ms: one.ms,
  };
}

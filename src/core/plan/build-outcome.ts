import type { Failure } from '../failure.ts';
import { ok, type Result } from '../result.ts';
import { editFrontmatter, type FrontmatterEdit } from '../spec/edit-frontmatter.ts';
import type { Criterion } from '../spec/spec.ts';
import { tickCriteria } from '../spec/tick-criteria.ts';
import { listHeld, readNotes } from './agent-notes.ts';
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
  const proved = new Set(input.evidence.filter((one) => one.held).map((one) => one.check));
  const held = listHeld(input.text, input.claimed, (check) => proved.has(check));
  const ticked = tickCriteria(input.text, held, true) + readNotes(input);
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

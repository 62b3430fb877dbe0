import type { Problem } from '../problem.ts';

/** Types of spec. `docs` is read as `documentation`, `group` as `driver`. */
export const specTypes = ['code', 'task', 'research', 'documentation', 'driver'] as const;
export type SpecType = (typeof specTypes)[number];

/** Every status of product.md. `ready` and `blocked` are computed and never written. */
export const specStatuses = [
  'pending',
  'in_progress',
  'paused',
  'completed',
  'failed',
  'needs_attention',
  'blocked',
  'ready',
  'cancelled',
] as const;
export type SpecStatus = (typeof specStatuses)[number];

export const expectations = ['pass', 'fail', 'any'] as const;
/** What a check's exit status is expected to be: `pass` is 0, `fail` is any other. */
export type Expectation = (typeof expectations)[number];

/** A command that chant itself runs to prove something. */
export interface Check {
  readonly name: string;
  /** Shell command line, run with `sh -c` at the root of a checkout. */
  readonly run: string;
  readonly before: Expectation;
  readonly after: Expectation;
  /** null: the project's limit. */
  readonly timeoutMs: number | null;
  /** What its output says where it is to fail: a text, or a pattern between slashes; absent: whatever. */
  readonly expect?: string;
  /** For what happens now and then: it fails at least so many times `of` so many; absent: once of one. */
  readonly repeat?: { readonly atLeast: number; readonly of: number };
}

/** One checkbox line under `## Acceptance Criteria`. */
export interface Criterion {
  readonly text: string;
  readonly ticked: boolean;
  /** 1-based line in the spec file. */
  readonly line: number;
  /** Name in a trailing `` `check:NAME` ``: proved by that check, whatever the agent ticks. */
  readonly check: string | null;
}

export interface Approval {
  readonly required: boolean;
  readonly status: 'pending' | 'approved' | 'rejected';
  readonly by: string | null;
  readonly at: string | null;
  readonly reason: string | null;
  /** The scope from research that was approved, where one was shown. */
  readonly scope?: readonly string[];
}

/** A person's word on what no command can prove: that the steps of a document show the bug. */
export interface Confirmation {
  readonly required: boolean;
  readonly by: string | null;
  readonly at: string | null;
  readonly reason: string | null;
  /** Fingerprint of what was confirmed: another result needs another word. */
  readonly of: string | null;
}

/** A spec as its file says it, every value already checked. What could not be used is in `problems`. */
export interface Spec {
  /** File name without `.md`. */
  readonly id: string;
  /** Path relative to the checkout's root, with `/`: `.chant/specs/<id>.md`. */
  readonly path: string;
  readonly archived: boolean;
  /** First `#` heading, or the first line of text, or the id. */
  readonly title: string;
  readonly type: SpecType;
  /** As written; `pending` where absent. */
  readonly status: SpecStatus;
  /** Why it has that status, in one line: who cancelled it, and what for. */
  readonly statusReason: string | null;
  readonly dependsOn: readonly string[];
  readonly labels: readonly string[];
  readonly targetFiles: readonly string[];
  readonly allowFiles: readonly string[];
  readonly informedBy: readonly string[];
  readonly origin: readonly string[];
  readonly tracks: readonly string[];
  readonly context: readonly string[];
  readonly checks: readonly Check[];
  readonly protect: readonly string[];
  readonly prompt: string | null;
  readonly provider: string | null;
  readonly model: string | null;
  readonly targetBranch: string | null;
  readonly approval: Approval;
  readonly confirm: Confirmation;
  readonly outputSchema: string | null;
  /** Name of the outline that its document must have. */
  readonly outline: string | null;
  readonly members: readonly string[];
  readonly branch: string | null;
  readonly commits: readonly string[];
  readonly completedAt: string | null;
  readonly criteria: readonly Criterion[];
  /** Keys that chant does not know, with their value as YAML read it; kept and shown, never lost. */
  readonly unknownKeys: Readonly<Record<string, unknown>>;
  /** 1-based line of each top-level key that the frontmatter has; for problems that are found later. */
  readonly keyLines?: Readonly<Record<string, number>>;
  /** Errors and warnings of this file alone (rules over many specs live in core/lint). */
  readonly problems: readonly Problem[];
}

/** What lists, look-ups and readiness need of a spec: cheap to read and to keep, when there are thousands. */
export type SpecSummary = Pick<
  Spec,
  | 'id'
  | 'path'
  | 'archived'
  | 'title'
  | 'type'
  | 'status'
  | 'statusReason'
  | 'dependsOn'
  | 'labels'
  | 'approval'
  | 'problems'
>;

/** A spec with its file's text, for those who show, edit or prompt with it. */
export interface SpecDocument {
  readonly spec: Spec;
  /** The whole file, byte for byte as UTF-8 decoded. */
  readonly text: string;
}

import type { Proof, Standing } from '../plan/proof.ts';
import type { SpecStatus, SpecType } from '../spec/spec.ts';

/** Where something comes from and what came of it: every edge points towards the origin. */
export interface Trace {
  /** Keys of what was asked about: one, but for a file that several commits made. */
  readonly starts: readonly string[];
  readonly nodes: readonly TraceNode[];
  readonly edges: readonly TraceEdge[];
  /** What could not be told, a sentence each. */
  readonly notes: readonly string[];
}

/** How `from` comes from `to`. The input keys are those of the frontmatter. */
export interface TraceEdge {
  readonly from: string;
  readonly to: string;
  readonly kind:
    | 'last changed by'
    | 'made for'
    | 'informed_by'
    | 'origin'
    | 'tracks'
    | 'context'
    | 'written by'
    | 'depends on'
    | 'part of'
    | 'labelled';
}

export type TraceNode = FileNode | CommitNode | SpecNode | DocumentNode | IssueNode | UrlNode;

/** Lines of one file that one commit, or the commits of one spec, changed last. */
export interface FileNode {
  readonly kind: 'file';
  readonly key: string;
  readonly path: string;
  /** Path that it had when they were changed; null: the same. */
  readonly was: string | null;
  readonly ranges: readonly LineRange[];
  /** `uncommitted`: as they stand they are in no commit yet. `gone`: the file is not there any more. */
  readonly state: 'committed' | 'uncommitted' | 'gone';
  /** The line itself, where one was asked about. */
  readonly text: string | null;
}

/** First and last line, 1-based, both included. */
export type LineRange = readonly [first: number, last: number];

export interface CommitNode {
  readonly kind: 'commit';
  readonly key: string;
  readonly hash: string;
  readonly subject: string;
  readonly author: string;
  /** ISO. */
  readonly at: string;
  /** Spec that it was made for; null: none that chant knows of. */
  readonly spec: string | null;
  /** It brought a spec's work home. */
  readonly landing: boolean;
}

export interface SpecNode {
  readonly kind: 'spec';
  readonly key: string;
  readonly id: string;
  readonly title: string;
  readonly type: SpecType;
  readonly status: SpecStatus;
  readonly path: string;
  readonly archived: boolean;
  readonly criteria: readonly {
    readonly text: string;
    readonly standing: Standing;
    readonly check: string | null;
  }[];
  readonly evidence: readonly Proof[];
}

export interface DocumentNode {
  readonly kind: 'document';
  readonly key: string;
  readonly path: string;
  readonly exists: boolean;
  /** Where it lies if not in the user's tree: full ref or commit; null: there, or nowhere. */
  readonly at: string | null;
}

/** An issue: its snapshot in the project, or only its number on a label. */
export interface IssueNode {
  readonly kind: 'issue';
  readonly key: string;
  readonly name: string;
  /** Path of the snapshot; null: there is none. */
  readonly path: string | null;
  readonly exists: boolean;
  /** As that of a document. */
  readonly at: string | null;
  readonly title: string | null;
}

export interface UrlNode {
  readonly kind: 'url';
  readonly key: string;
  readonly url: string;
}

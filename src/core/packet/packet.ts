import type { AgentUsage } from '../plan/agent-outcome.ts';
import type { Proof, Standing } from '../plan/proof.ts';
import type { FileKind } from './file-kind.ts';
import type { DiffFile, Hunk } from './parse-hunks.ts';
import type { Risk } from './risk.ts';
import type { RuleItem } from './list-rules.ts';

/**
 * All that somebody has to read who decides on a fix. Every text in it was written by somebody else (an issue, an
 * agent, a document, a diff): whoever shows it has to make it harmless.
 */
export interface Packet {
  readonly spec: { readonly id: string; readonly title: string; readonly body: string };
  /** Branch that the fix is on, without `refs/heads/`; null: chant does not know it. */
  readonly branch: string | null;
  /** Commits between which the change lies. */
  readonly base: string;
  readonly tip: string;
  readonly issue: PacketIssue | null;
  /** What was found, in the documents' own words. */
  readonly found: readonly Excerpt[];
  readonly ruledOut: readonly Excerpt[];
  /** What the research leaves to be careful about. */
  readonly careful: readonly Excerpt[];
  /** The specs whose work is in the change, in the order in which they landed. */
  readonly works: readonly PacketWork[];
  /** In reading order. */
  readonly files: readonly PacketFile[];
  /** Files of the change that are not shown: there are too many. */
  readonly leftOut: readonly string[];
  readonly costs: readonly PacketCost[];
  readonly risks: readonly Risk[];
  /** null: nobody has read upstream's rules; see `chant fork`. */
  readonly rules: readonly RuleItem[] | null;
  /** Documents that it rests on, relative to the checkout. */
  readonly documents: readonly string[];
}

export interface PacketIssue {
  readonly path: string;
  /** Address of its page; null: it was a file. */
  readonly url: string | null;
  readonly title: string;
  readonly state: string | null;
  readonly author: string | null;
  readonly labels: readonly string[];
  readonly description: string;
  readonly comments: number;
}

/** A part of a document. */
export interface Excerpt {
  readonly title: string;
  /** Path of the document, and the line that the part begins at. */
  readonly document: string;
  readonly line: number;
  /** Markdown below its heading. */
  readonly text: string;
}

/** A spec whose work is in the change. */
export interface PacketWork {
  readonly id: string;
  readonly title: string;
  readonly type: string;
  readonly criteria: readonly PacketCriterion[];
  readonly checks: readonly PacketCheck[];
}

export interface PacketCriterion {
  /** `C1`: unlike any other of the packet. */
  readonly mark: string;
  readonly text: string;
  readonly standing: Standing;
  readonly check: string | null;
}

/** A check and all that chant saw of it. */
export interface PacketCheck {
  /** `E1` */
  readonly mark: string;
  readonly name: string;
  readonly run: string | null;
  readonly proofs: readonly Proof[];
}

export interface PacketFile extends DiffFile {
  readonly kind: FileKind;
  /** Why it stands where it stands: the role that it plays in the change. */
  readonly role: 'proof' | 'fix' | 'test' | 'document' | 'other';
  readonly hunks: readonly PacketHunk[];
  /** Where the research names the file. */
  readonly mentions: readonly Mention[];
}

export interface PacketHunk extends Hunk {
  /** Ids of the specs that its lines were written for; empty: none that chant knows of. */
  readonly specs: readonly string[];
  /** Criteria that it serves: marks. */
  readonly criteria: readonly string[];
  /** Checks that bear on it: marks. */
  readonly checks: readonly string[];
  /** Where the research names these very lines. */
  readonly mentions: readonly Mention[];
}

/** A line of a document that names a file, or lines of it. */
export interface Mention {
  readonly document: string;
  readonly line: number;
  /** Heading that it stands below. */
  readonly section: string;
  readonly text: string;
}

/** What a spec cost, all attempts together. */
export interface PacketCost {
  readonly id: string;
  readonly title: string;
  readonly attempts: number;
  /** Time that its agents worked, ms. */
  readonly ms: number;
  readonly provider: string | null;
  readonly usage: AgentUsage | null;
}

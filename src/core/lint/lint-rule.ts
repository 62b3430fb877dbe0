import type { DependencyGraph } from '../graph/build-graph.ts';
import type { Problem } from '../problem.ts';
import type { IdIndex } from '../spec/resolve-id.ts';
import type { Spec } from '../spec/spec.ts';

/** What the rules are told of the world. */
export interface LintInput {
  /** All of them, archived ones too: dependencies may name them. */
  readonly specs: readonly Spec[];
  /** Local day, `YYYY-MM-DD`. */
  readonly today: string;
  readonly files: {
    /** Whether a file or folder is there; the path is relative to the root of the checkout. */
    exists(path: string): boolean;
    /** Paths that somebody may have meant instead; used for suggestions. */
    readonly candidates?: readonly string[];
  };
  /** Names of the prompts that can be used. */
  readonly prompts: readonly string[];
  /** Names of the providers that can be used. */
  readonly providers: readonly string[];
  /** Names of the checks of the configuration, which every spec has. */
  readonly checks?: readonly string[];
}

/** The input, and what all rules need of it, computed once. */
export interface LintContext extends LintInput {
  /** Specs that are still to be worked on: not archived, not completed, not cancelled. */
  readonly open: readonly Spec[];
  readonly graph: DependencyGraph;
  readonly index: IdIndex;
  readonly today: string;
}

/** One rule: its name is the name of its file, and the `rule` of its problems. */
export interface LintRule {
  readonly name: string;
  lint(context: LintContext): Problem[];
}

/** Where and what, for `buildProblem`. */
export interface Finding {
  readonly rule: string;
  readonly severity: Problem['severity'];
  /** Frontmatter key that the problem stands at; null: the file as a whole. */
  readonly key: string | null;
  readonly message: string;
  readonly suggestion?: string | null;
  /** Where the line is known better than by the key. */
  readonly line?: number;
}

/** Places a finding in its spec's file. */
export function buildProblem(spec: Spec, finding: Finding): Problem {
  const keyLine = finding.key === null ? undefined : spec.keyLines?.[finding.key];
  return {
    severity: finding.severity,
    rule: finding.rule,
    message: finding.message,
    file: spec.path,
    line: finding.line ?? keyLine ?? 1,
    suggestion: finding.suggestion ?? null,
  };
}

import type { LoggedCommit } from '../../core/trace/attribute-commits.ts';
import type { Relations } from '../../core/trace/relations.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { JudgedSpecs } from '../judge-specs.ts';
import type { Site } from '../work/check-ready.ts';

/** A project's specs, archived ones too, who rests on what, and the commits that were made for them. */
export interface Trail {
  readonly site: Site;
  readonly judged: JudgedSpecs;
  readonly specs: ReadonlyMap<string, Spec>;
  readonly relations: Relations;
  /** Commits of runs, on any branch, newest first. */
  readonly commits: readonly LoggedCommit[];
  /** The spec that a commit was made for, by full hash; null: none that chant knows of. */
  specOf(hash: string): string | null;
}

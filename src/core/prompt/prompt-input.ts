import type { Check, Spec } from '../spec/spec.ts';

/** All that a prompt is made of. Everything was read by others: this folder looks at nothing. */
export interface PromptInput {
  readonly template: PromptTemplate;
  readonly spec: Spec;
  /** The spec file as it stands in the workspace, frontmatter included. */
  readonly specText: string;
  /** Absolute path of the checkout in which the agent works. */
  readonly workspace: string;
  readonly branch: string;
  readonly inputs: readonly InputDocument[];
  /** What chant will run to judge the result: the spec's own checks and the project's. */
  readonly checks: readonly Check[];
  /** Paths and globs that may change; empty: no limit. */
  readonly scope: readonly string[];
  /** Globs that must not change. */
  readonly protect: readonly string[];
  /** The outline that the spec's document must have; null: none is asked for. */
  readonly outline: { readonly document: string; readonly text: string } | null;
  /** What came of earlier runs of this spec, oldest first. */
  readonly attempts: readonly EarlierAttempt[];
  /** How many bytes of inputs, all together, stand in the prompt itself; what is beyond is named by path. */
  readonly budgetBytes: number;
  readonly project: { readonly name: string | null };
}

/** A prompt file: markdown with frontmatter (`name`, `purpose`, `extends`) that is not sent. */
export interface PromptTemplate {
  readonly name: string;
  /** As a person would look for it: `.chant/prompts/standard.md`. */
  readonly file: string;
  readonly text: string;
  /** The prompt that this one goes on with; null: it begins by itself. */
  readonly base: PromptTemplate | null;
}

/** Something that the spec is informed by. */
export interface InputDocument {
  readonly key: 'informed_by' | 'origin' | 'tracks' | 'context';
  /** Path in the workspace, or a URL. */
  readonly path: string;
  /** null: binary or too large, so the agent gets the path alone. */
  readonly text: string | null;
  /** Written by people outside of the project: an issue thread, a page. */
  readonly outside: boolean;
}

export interface EarlierAttempt {
  readonly attempt: number;
  readonly outcome: string;
  readonly reason: string | null;
  readonly detail: readonly string[];
}

/** Inputs up to this many bytes in all are put into the prompt. */
export const defaultBudgetBytes = 200_000;

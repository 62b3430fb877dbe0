import { splitFrontmatter } from '../spec/split-frontmatter.ts';
import type { PromptInput } from './prompt-input.ts';

/** A name that a prompt may write between `{{` and `}}`, and what is put there. */
export interface PromptVariable {
  readonly name: string;
  readonly meaning: string;
  value(input: PromptInput): string;
}

/**
 * Every variable that holds a fact; the sections (`inputs`, `proof`, ...) stand in sections.ts. All of them are text,
 * empty where there is nothing to say. The existing tool's names are all here, so that its prompts work as they are.
 */
export const promptVariables: readonly PromptVariable[] = [
  { name: 'project.name', meaning: "the project's name", value: (input) => input.project.name ?? 'this project' },
  { name: 'spec.id', meaning: "the spec's id", value: (input) => input.spec.id },
  { name: 'spec.title', meaning: 'its first heading', value: (input) => input.spec.title },
  { name: 'spec.description', meaning: 'its whole body', value: (input) => describe(input.specText) },
  { name: 'spec.path', meaning: 'its file, relative to the workspace', value: (input) => input.spec.path },
  { name: 'spec.type', meaning: 'its type', value: (input) => input.spec.type },
  { name: 'spec.model', meaning: 'the model that it asks for', value: (input) => input.spec.model ?? '' },
  { name: 'spec.labels', meaning: 'its labels', value: (input) => input.spec.labels.join(', ') },
  { name: 'spec.target_files', meaning: 'its target files', value: (input) => input.spec.targetFiles.join('\n') },
  { name: 'spec.acceptance_criteria', meaning: 'its criteria, a line each', value: (input) => listCriteria(input) },
  { name: 'worktree.path', meaning: 'the workspace, absolute', value: (input) => input.workspace },
  { name: 'worktree.branch', meaning: 'the branch that is checked out there', value: (input) => input.branch },
  { name: 'branch_name', meaning: 'the same', value: (input) => input.branch },
  { name: 'target_branch', meaning: 'where the spec says it lands', value: (input) => input.spec.targetBranch ?? '' },
  { name: 'conflicting_files', meaning: 'empty: a conflict goes to a person', value: () => '' },
  { name: 'conflict_diff', meaning: 'empty: a conflict goes to a person', value: () => '' },
];

function describe(specText: string): string {
  return splitFrontmatter(specText).body.replaceAll('\r\n', '\n').trim();
}

function listCriteria(input: PromptInput): string {
  return input.spec.criteria.map((criterion) => `- [${criterion.ticked ? 'x' : ' '}] ${criterion.text}`).join('\n');
}

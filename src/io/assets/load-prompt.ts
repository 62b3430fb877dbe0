import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { nearest } from '../../core/nearest.ts';
import type { PromptTemplate } from '../../core/prompt/prompt-input.ts';
import { err, ok, type Result } from '../../core/result.ts';

/** Where prompts are looked for, absolute; the project's win over the ones that ship. */
export interface PromptFolders {
  /** `.chant/prompts` of the project; it need not exist. */
  readonly projectDir: string;
  readonly shippedDir: string;
}

export interface PromptName {
  readonly name: string;
  readonly from: 'project' | 'shipped';
}

/** A prompt's name is a file's name and never a way to another folder. */
const nameForm = /^[\p{L}\p{N}_][\p{L}\p{N}_. -]*$/u;

/**
 * Reads the prompt of that name. `file` in the result is how a person finds it: `.chant/prompts/<name>.md`, or
 * `prompts/<name>.md (ships with chant)`. Failures: unknown-name with the nearest known one, file-trouble.
 */
export function loadPrompt(request: PromptFolders & { readonly name: string }): Result<PromptTemplate, Failure> {
  const { name } = request;
  const prompts = listPrompts(request);
  const found = prompts.find((prompt) => prompt.name === name);
  if (found === undefined || !nameForm.test(name) || name.includes('..')) return unknownPrompt(name, prompts);
  const folder = found.from === 'project' ? request.projectDir : request.shippedDir;
  const file = path.join(folder, `${name}.md`);
  const shown = found.from === 'project' ? `.chant/prompts/${name}.md` : `prompts/${name}.md (ships with chant)`;
  try {
    return ok({ name, file: shown, text: readFileSync(file, 'utf8') });
  } catch (cause) {
    return err({ kind: 'file-trouble', action: 'read', path: shown, reason: codeOf(cause) });
  }
}

/** Every prompt that can be named, sorted; one that the project has under a shipped name is listed once, as its own. */
export function listPrompts(folders: PromptFolders): PromptName[] {
  const names = new Map<string, PromptName>();
  for (const name of namesIn(folders.shippedDir)) names.set(name, { name, from: 'shipped' });
  for (const name of namesIn(folders.projectDir)) names.set(name, { name, from: 'project' });
  return [...names.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.md'))
      .map((file) => file.slice(0, -'.md'.length))
      .filter((name) => nameForm.test(name));
  } catch (cause) {
    // A project without prompts of its own, or a folder that cannot be listed: the shipped ones remain.
    codeOf(cause);
    return [];
  }
}

function unknownPrompt(name: string, prompts: readonly PromptName[]): Result<never, Failure> {
  const known = prompts.map((prompt) => prompt.name);
  return err({ kind: 'unknown-name', what: 'prompt', name, known, suggestion: nearest(name, known) });
}

function codeOf(cause: unknown): string {
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  throw cause;
}

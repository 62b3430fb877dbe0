import type { Failure } from '../../core/failure.ts';
import type { PromptTemplate } from '../../core/prompt/prompt-input.ts';
import { textOf } from '../../core/raw-value.ts';
import { ok, type Result } from '../../core/result.ts';
import { loadFrontmatter } from '../../core/spec/load-frontmatter.ts';
import { splitFrontmatter } from '../../core/spec/split-frontmatter.ts';
import { type ListedName, listNamed, type NamedFolders, readNamed } from './named-files.ts';

type PromptRequest = NamedFolders & { readonly name: string };

/**
 * Reads the prompt of that name; `projectDir` is `.chant/prompts`. A prompt of the project may say `extends: NAME` in
 * its frontmatter: it then goes on where that one ends. Its own name, also by a detour, means the one that ships.
 * Failures: unknown-name with the nearest known one, file-trouble.
 */
export function loadPrompt(request: PromptRequest): Result<PromptTemplate, Failure> {
  return loadOver(request, []);
}

/** `above`: names of the prompts that go on with this one. */
function loadOver(request: PromptRequest, above: readonly string[]): Result<PromptTemplate, Failure> {
  const isOwn = above.includes(request.name);
  const read = readNamed({ ...request, projectDir: isOwn ? '' : request.projectDir, what: 'prompt' });
  if (!read.ok) return read;
  const { name, file, text } = read.value;
  const extended = isOwn ? null : textOf(loadFrontmatter(splitFrontmatter(text).yaml).values['extends']);
  if (extended === null) return ok({ name, file, text, base: null });
  const base = loadOver({ ...request, name: extended }, [...above, name]);
  return base.ok ? ok({ name, file, text, base: base.value }) : base;
}

/** Every prompt that can be named, sorted. */
export function listPrompts(folders: NamedFolders): ListedName[] {
  return listNamed(folders);
}

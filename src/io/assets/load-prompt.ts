import type { Failure } from '../../core/failure.ts';
import type { PromptTemplate } from '../../core/prompt/prompt-input.ts';
import { ok, type Result } from '../../core/result.ts';
import { type ListedName, listNamed, type NamedFolders, readNamed } from './named-files.ts';

/**
 * Reads the prompt of that name; `projectDir` is `.chant/prompts`. Failures: unknown-name with the nearest known one,
 * file-trouble.
 */
export function loadPrompt(request: NamedFolders & { readonly name: string }): Result<PromptTemplate, Failure> {
  const read = readNamed({ ...request, what: 'prompt' });
  if (!read.ok) return read;
  const { name, file, text } = read.value;
  return ok({ name, file, text });
}

/** Every prompt that can be named, sorted. */
export function listPrompts(folders: NamedFolders): ListedName[] {
  return listNamed(folders);
}

import type { Context } from '../context.ts';
import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import { readNamed } from '../io/assets/named-files.ts';
import type { Project } from './open-project.ts';

/** The text of an outline, of the project or as it ships. Failures: unknown-name, file-trouble. */
export function loadOutline(
  { context, project }: { readonly context: Context; readonly project: Project },
  name: string,
): Result<string, Failure> {
  const folders = {
    projectDir: `${project.store.dir}/templates/outlines`,
    shippedDir: `${context.assets.templates}/outlines`,
  };
  const found = readNamed({ ...folders, what: 'outline', name });
  return found.ok ? ok(found.value.text) : found;
}

import { type TemplateVariable, templateVariables } from '../../core/investigate/template-variables.ts';
import { ok, type Result } from '../../core/result.ts';
import { loadFrontmatter } from '../../core/spec/load-frontmatter.ts';
import { splitFrontmatter } from '../../core/spec/split-frontmatter.ts';
import { listNamed, type NamedFile, readNamed } from '../../io/assets/named-files.ts';
import type { Failure } from '../../core/failure.ts';
import type { Context } from '../../context.ts';
import { openProject } from '../open-project.ts';
import type { Operation } from '../operation.ts';

/** A template as a list shows it. */
export interface ListedTemplate extends Pick<NamedFile, 'name' | 'from' | 'file'> {
  /** What it is for; empty where it does not say. */
  readonly purpose: string;
}

export interface ListTemplatesOutput {
  readonly templates: readonly ListedTemplate[];
  readonly variables: readonly Pick<TemplateVariable, 'name' | 'meaning' | 'where'>[];
}

/** Every template that investigations can use, and the names that may stand in one. Failures: those of opening the project, file-trouble. */
export const listTemplates: Operation<Record<string, never>, ListTemplatesOutput> = async (context) => {
  const folders = await findFolders(context);
  if (!folders.ok) return folders;
  const templates: ListedTemplate[] = [];
  for (const { name } of listNamed(folders.value)) {
    const read = readNamed({ ...folders.value, what: 'template', name });
    if (!read.ok) return read;
    const { from, file, text } = read.value;
    const { purpose } = loadFrontmatter(splitFrontmatter(text).yaml).values;
    templates.push({ name, from, file, purpose: typeof purpose === 'string' ? purpose : '' });
  }
  return ok({ templates, variables: templateVariables.map(({ name, meaning, where }) => ({ name, meaning, where })) });
};

/** One template's file. Failures: unknown-name, and those of listTemplates. */
export const showTemplate: Operation<{ readonly name: string }, NamedFile> = async (context, { name }) => {
  const folders = await findFolders(context);
  return folders.ok ? readNamed({ ...folders.value, what: 'template', name }) : folders;
};

async function findFolders(context: Context): Promise<Result<{ projectDir: string; shippedDir: string }, Failure>> {
  const project = await openProject(context);
  if (!project.ok) return project;
  return ok({ projectDir: `${project.value.store.dir}/templates`, shippedDir: context.assets.templates });
}

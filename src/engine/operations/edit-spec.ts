import type { Context } from '../../context.ts';
import type { Failure } from '../../core/failure.ts';
import type { Problem } from '../../core/problem.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { splitWords } from '../../core/split-words.ts';
import { openRepo } from '../../io/git/open-repo.ts';
import { readEditor } from '../../io/git/read-editor.ts';
import { runInteractive } from '../../io/process/run-interactive.ts';
import { loadSpecs } from '../../io/store/load-specs.ts';
import { loadSummaries } from '../../io/store/load-summaries.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { locateFile } from '../../io/store/spec-file.ts';
import { findSpec } from '../find-spec.ts';
import { lintProject } from '../lint-project.ts';
import { openProject } from '../open-project.ts';
import type { Operation } from '../operation.ts';

export interface EditSpecInput {
  /** Short or full id. */
  readonly id: string;
}

export interface EditSpecOutput {
  /** As the file says it after the editor has ended. */
  readonly spec: Spec;
  /** Relative to the root of the checkout, with `/`. */
  readonly path: string;
  readonly changed: boolean;
  /** What lint says about the file now. */
  readonly problems: readonly Problem[];
}

/**
 * Opens a spec in the user's editor, waits for it, and lints the file.
 * Failures: spec-not-found, spec-ambiguous, bad-argument (no terminal, an editor line that cannot be split),
 * file-trouble (the editor does not start or ends badly), and those of opening the project.
 */
export const editSpec: Operation<EditSpecInput, EditSpecOutput> = async (context, input) => {
  const project = await openProject(context);
  if (!project.ok) return project;
  const { store, today } = project.value;
  const found = findSpec(await loadSummaries(store), input.id, today);
  if (!found.ok) return found;
  const before = readSpecDocument(store, found.value);
  const editor = await findEditor(context, store.root);
  if (!editor.ok) return editor;
  const argv = [...editor.value, locateFile(store, found.value.path)];
  const ended = await runInteractive({ argv, cwd: store.root, env: definedOnly(context.env) });
  if (!ended.ok) return ended;
  if (ended.value !== 0) return err(editorFailed(argv, ended.value));
  const after = readSpecDocument(store, found.value);
  if (!after.ok) return after;
  const { spec, text } = after.value;
  const changed = !before.ok || before.value.text !== text;
  const problems = lintProject(context, project.value, loadSpecs(store, { archived: true }));
  return ok({ spec, path: spec.path, changed, problems: problems.filter((problem) => problem.file === spec.path) });
};

/** `$VISUAL`, `$EDITOR`, git's `core.editor`, else `vi` where there is a terminal for it. */
async function findEditor(context: Context, root: string): Promise<Result<readonly string[], Failure>> {
  const { VISUAL, EDITOR } = context.env;
  const set = [VISUAL, EDITOR].find((line) => line !== undefined && line.trim() !== '');
  const line = set ?? (await readGitEditor(context, root)) ?? (context.terminal.interactive ? 'vi' : null);
  const words = line === null ? null : splitWords(line);
  if (words !== null && words.length > 0) return ok(words);
  const expected =
    line === null ? 'an editor to open the spec with' : 'a program and its arguments, with quotes that close';
  return err({ kind: 'bad-argument', argument: '$EDITOR', value: line ?? '', expected, suggestion: null });
}

async function readGitEditor(context: Context, root: string): Promise<string | null> {
  const repo = await openRepo(root, context.env);
  return repo.ok ? readEditor(repo.value) : null;
}

function editorFailed(argv: readonly string[], status: number): Failure {
  return { kind: 'file-trouble', action: 'run', path: argv[0] ?? '', reason: `the editor ended with status ${status}` };
}

function definedOnly(env: Context['env']): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

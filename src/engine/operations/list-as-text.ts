import type { Context } from '../../context.ts';
import type { RunState } from '../../core/lifecycle/run-state.ts';
import { ok } from '../../core/result.ts';
import { canBeKept, readKeptText, writeKeptText } from '../../io/store/kept-text.ts';
import { readStats } from '../../io/store/read-spec-text.ts';
import { listRunIds } from '../../io/store/run-folder.ts';
import type { Project } from '../open-project.ts';
import { isLimited, type ListSpecsInput } from '../list-limits.ts';
import { openSettledProject } from '../open-settled-project.ts';
import type { Operation } from '../operation.ts';
import type { ListSpecsOutput } from './list-specs.ts';

export interface ListAsTextInput extends ListSpecsInput {
  /** Makes the text; of the same output it has to make the same text, unless `view` is another. */
  readonly render: (output: ListSpecsOutput) => string;
  /** All that the text depends on beside the output: the width of the terminal. */
  readonly view: string;
}

/**
 * Lists specs as `listSpecs` does, worded. The text of a whole list is kept, and given back as long as nothing has
 * changed that it was made of: then no spec is read, judged or worded.
 * Failures: those of `listSpecs`.
 */
export const listAsText: Operation<ListAsTextInput, string> = async (context, input) => {
  if (isLimited(input) || input.archived) return listAnew(context, input);
  const project = await openSettledProject(context);
  if (!project.ok) return project;
  const runs = await loadRuns(context, project.value);
  const basis = describeBasis(context, project.value, { runs, view: input.view });
  const kept = readKeptText(project.value.store, basis);
  if (kept !== null) return ok(kept);
  const { listStamped } = await import('./list-specs.ts');
  const nowMs = context.clock.now();
  const { output, folders, stamps } = await listStamped(project.value, input, { runs, nowMs });
  const text = input.render(output);
  if (output.total > worthKeeping && canBeKept({ folders, stamps }, nowMs)) {
    writeKeptText(project.value.store, { basis, folders, stamps }, text);
  }
  return ok(text);
};

/** A list of fewer specs is made as fast as it is found. */
const worthKeeping = 50;

const listAnew: Operation<ListAsTextInput, string> = async (context, input) => {
  const { listSpecs } = await import('./list-specs.ts');
  const listed = await listSpecs(context, input);
  return listed.ok ? ok(input.render(listed.value)) : listed;
};

async function loadRuns(context: Context, { store }: Project): Promise<ReadonlyMap<string, RunState>> {
  if (listRunIds(store).length === 0) return new Map();
  // Loaded only now: where nothing has run, a list does without.
  const { loadRunStates } = await import('../../io/store/run-record.ts');
  return loadRunStates(store, context.process.hostname);
}

/**
 * All but the files of the specs that a list depends on. The program is told by its file as well as by its version:
 * one that was built anew may word things otherwise.
 */
function describeBasis(
  { version, assets }: Context,
  { config, today }: Project,
  { runs, view }: { readonly runs: ReadonlyMap<string, RunState>; readonly view: string },
): string {
  const stats = readStats(assets.main);
  const program = [version, assets.main, stats?.mtimeMs, stats?.size, stats?.ino];
  return JSON.stringify([program, view, today, config.approval.required, [...runs]]);
}

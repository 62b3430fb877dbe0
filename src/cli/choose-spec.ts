import type { Context } from '../context.ts';
import type { SpecAmbiguous } from '../core/failure.ts';
import { err, type Result } from '../core/result.ts';
import type { Parsed } from './parsed.ts';
import { oneLine } from './render/one-line.ts';
import { renderForTerminal } from './render/paint.ts';

/** Asks which spec is meant; null: the user does not want any. */
export type Chooser = (ambiguous: SpecAmbiguous) => Promise<string | null>;

/** What is asked for, by which ids, and how to ask which one is meant. */
export interface ByIds<Value> {
  readonly ids: readonly string[];
  readonly run: (ids: readonly string[]) => Promise<Result<Value>>;
  readonly choose?: Chooser;
}

/**
 * Runs something that takes ids. Where an id can be several specs and a person sits at the terminal, asks which
 * one and runs it again; else the failure stays as it is. Nothing has happened when an id is ambiguous.
 */
export async function chooseSpec<Value>(
  context: Context,
  parsed: Parsed,
  { ids, run, choose = chooseAtTerminal }: ByIds<Value>,
): Promise<Result<Value>> {
  const mayAsk = context.terminal.interactive && !parsed.json && !parsed.quiet;
  let wanted = ids;
  for (;;) {
    const result = await run(wanted);
    if (result.ok || result.failure.kind !== 'spec-ambiguous' || !mayAsk) return result;
    const { query } = result.failure;
    // An ambiguous id that the user did not write here stands in a file, and must be corrected there.
    if (!wanted.includes(query)) return result;
    const chosen = await choose(result.failure);
    if (chosen === null) return err({ kind: 'interrupted', spec: null });
    wanted = wanted.map((id) => (id === query ? chosen : id));
  }
}

async function chooseAtTerminal({ query, candidates }: SpecAmbiguous): Promise<string | null> {
  const { isCancel, select } = await import('@clack/prompts');
  const clean = (text: string) => renderForTerminal(oneLine(text), false);
  const answer = await select({
    message: `Which spec is ${clean(query)}?`,
    options: candidates.map(({ id, title }) => ({ value: id, label: clean(id), hint: clean(title) })),
  });
  return isCancel(answer) ? null : answer;
}

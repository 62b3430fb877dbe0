import type { AgentUsage } from '../../core/plan/agent-outcome.ts';
import { sumAttempts, sumUsageSince } from '../../core/plan/sum-usage.ts';
import { addUsage } from '../../core/plan/usage.ts';
import type { Store } from './find-store.ts';
import { readJournal } from './journal.ts';
import { readRunFileTime } from './run-file.ts';
import { listAttempts, listRunIds, locateRun } from './run-folder.ts';
import { loadRunRecord } from './run-record.ts';

/** An attempt of a spec. */
export interface AttemptName {
  readonly spec: string;
  readonly attempt: number;
}

/**
 * What all runs used since a moment (milliseconds since 1970), but for the one that is left out. Read from the
 * journals, so that concurrent runs and killed ones count, each once; those that were not written since are passed over.
 */
export function loadUsageSince(store: Store, since: number, but: AttemptName | null = null): AgentUsage | null {
  let sum: AgentUsage | null = null;
  for (const id of listRunIds(store)) {
    for (const attempt of listAttempts(store, id)) {
      if (but !== null && but.spec === id && but.attempt === attempt) continue;
      const folder = locateRun(store, id, attempt);
      if ((readRunFileTime(folder, 'journal.jsonl') ?? 0) < since) continue;
      sum = addUsage(sum, sumUsageSince(readJournal(folder), since));
    }
  }
  return sum;
}

/** What all attempts of a spec before this one used since its last reset. */
export function loadSpecUsage(store: Store, id: string, before = Number.POSITIVE_INFINITY): AgentUsage | null {
  const attempts = listAttempts(store, id).filter((attempt) => attempt < before);
  return sumAttempts(attempts.map((attempt) => loadRunRecord(store, id, attempt)).filter((record) => record !== null));
}

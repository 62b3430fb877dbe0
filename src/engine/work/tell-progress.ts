import { buildGoOn } from '../../core/prompt/build-go-on.ts';
import { extractCriteria } from '../../core/spec/extract-criteria.ts';
import { listAttempts } from '../../io/store/run-folder.ts';
import { loadRunRecord } from '../../io/store/run-record.ts';
import { readInside } from '../../io/workspace/read-inside.ts';
import type { Ready } from './check-ready.ts';
import type { AgentSession } from './lead-agent.ts';
import type { Ground, Run } from './run.ts';
import type { Start } from './start.ts';

/** What an agent that goes on from an earlier attempt is told of it. */
export interface Progress {
  /** Follows the whole prompt, for one that remembers nothing. */
  readonly goOn: string;
  /** Its own conversation, and what it is told in it; null: it cannot go on with it. */
  readonly session: AgentSession | null;
}

const maxSpecBytes = 4 * 1024 * 1024;

/** Words what was done so far; null where the attempt begins anew. */
export function tellProgress(
  run: Run,
  ready: Ready,
  at: { readonly start: Start; readonly ground: Ground },
): Progress | null {
  const { from, held } = at.start;
  if (from === null) return null;
  const copy = readInside(at.ground.workspace, run.spec.path, maxSpecBytes)?.toString('utf8') ?? '';
  const ticked = extractCriteria(copy)
    .filter((one) => one.ticked)
    .map((one) => one.text);
  const byPerson = held?.changes ?? [];
  const why = wordStop(from);
  const goOn = buildGoOn({
    ...{ why, ticked, byPerson },
    changes: from.collected.changes,
    lastMessage: from.agent?.lastMessage ?? '',
  });
  const id = held === null ? null : findSession(run, ready, at.ground.workspace);
  if (id === null) return { goOn, session: null };
  // The conversation holds the rest.
  return { goOn, session: { id, goOn: buildGoOn({ why, byPerson, changes: null, ticked: [], lastMessage: '' }) } };
}

function wordStop({ takenOver, finished }: NonNullable<Start['from']>): string {
  if (takenOver !== null) return 'a person took over for a while';
  return finished?.outcome === 'paused' ? 'paused by a person' : (finished?.reason ?? 'stopped');
}

/** A session is its agent's own, and lives where it was: the same provider, workspace and HOME. */
function findSession(run: Run, { provider, providerName }: Ready, workspace: string): string | null {
  const { store } = run.project;
  if (!provider.capabilities.resume) return null;
  for (const attempt of listAttempts(store, run.spec.id).toReversed()) {
    const record = attempt < run.attempt ? loadRunRecord(store, run.spec.id, attempt) : null;
    if (record?.preparing && record.preparing.workspace !== workspace) return null;
    if (record === null || record.session === null) continue;
    return record.claimed?.provider === providerName ? record.session : null;
  }
  return null;
}

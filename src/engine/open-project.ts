import type { Context } from '../context.ts';
import type { Config } from '../core/config/config.ts';
import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import { findStore, type Store } from '../io/store/find-store.ts';
import { loadConfig } from '../io/store/load-config.ts';
import { findInside, type Inside } from './find-inside.ts';

/** What every operation begins with. */
export interface Project {
  readonly store: Store;
  readonly config: Config;
  /** The local day, `YYYY-MM-DD`. */
  readonly today: string;
}

/**
 * Finds the project that the user stands in and reads its configuration; inside of a run it is the workspace.
 * Failures: not-a-repository, no-chant-folder, config-bad.
 */
export async function openProject(context: Context): Promise<Result<Project, Failure>> {
  const inside = findInside(context);
  const found = findStore(context.repo ?? inside?.workspace ?? context.cwd);
  if (!found.ok) return found;
  const store = inside === null ? found.value : keepOut(found.value, inside);
  const config = await loadConfig(store, context.env);
  if (!config.ok) return config;
  return ok({ store, config: config.value, today: formatLocalDay(context.clock.now()) });
}

/** A folder that nobody can write to. */
const nowhere = '/dev/null';

/** Who is inside of a run reads the user's files and writes none of them: what it caches goes with its session. */
function keepOut(store: Store, inside: Inside): Store {
  return { ...store, cacheDir: inside.session === null ? nowhere : `${inside.session}/cache` };
}

/** The day that the user's calendar shows, as `YYYY-MM-DD`; `ms` since 1970. */
export function formatLocalDay(ms: number): string {
  const date = new Date(ms);
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}

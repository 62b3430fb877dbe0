import type { Context } from '../context.ts';
import type { Config } from '../core/config/config.ts';
import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import { findStore, type Store } from '../io/store/find-store.ts';
import { loadConfig } from '../io/store/load-config.ts';

/** What every operation begins with. */
export interface Project {
  readonly store: Store;
  readonly config: Config;
  /** The local day, `YYYY-MM-DD`. */
  readonly today: string;
}

/** Finds the project that the user stands in and reads its configuration. Failures: not-a-repository, no-chant-folder, config-bad. */
export function openProject(context: Context): Result<Project, Failure> {
  const store = findStore(context.repo ?? context.cwd);
  if (!store.ok) return store;
  const config = loadConfig(store.value, context.env);
  if (!config.ok) return config;
  return ok({ store: store.value, config: config.value, today: formatLocalDay(context.clock.now()) });
}

/** The day that the user's calendar shows, as `YYYY-MM-DD`; `ms` since 1970. */
export function formatLocalDay(ms: number): string {
  const date = new Date(ms);
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}

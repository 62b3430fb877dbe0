import type { Config } from '../../core/config/config.ts';
import type { Problem } from '../../core/problem.ts';
import { ok } from '../../core/result.ts';
import { findStore } from '../../io/store/find-store.ts';
import { readConfigFiles } from '../../io/store/load-config.ts';
import type { Operation } from '../operation.ts';

export interface ValidateConfigOutput {
  /** By file, lowest precedence first, then line; empty: all is well. */
  readonly problems: readonly Problem[];
  /** What is in force; keys with an error count as not written. */
  readonly config: Config;
  /** Files that were read, as the user knows them, lowest precedence first. */
  readonly files: readonly string[];
}

/** Reads every configuration file and says what is wrong in them. Failures: not-a-repository, no-chant-folder. */
export const validateConfig: Operation<Record<never, never>, ValidateConfigOutput> = async (context) => {
  const store = findStore(context.repo ?? context.cwd);
  return store.ok ? ok(await readConfigFiles(store.value, context.env)) : store;
};

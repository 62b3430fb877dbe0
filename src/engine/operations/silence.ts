import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { openRepo } from '../../io/git/open-repo.ts';
import { excludeChant, isChantExcluded, locateExcludeList } from '../../io/project/exclude-list.ts';
import { findStore, type Store } from '../../io/store/find-store.ts';
import { type Environment, readConfigFiles } from '../../io/store/load-config.ts';
import { writeConfigKey } from '../../io/store/write-config-key.ts';
import { refuseTracked } from '../refuse-tracked.ts';
import type { Operation } from '../operation.ts';

export interface SilenceInput {
  readonly action: 'on' | 'off' | 'status';
}

export interface SilenceOutput {
  /** Whether `.chant/` is kept out of git now. */
  readonly silent: boolean;
  readonly changed: boolean;
  /** Absolute path of the exclude list that holds, or would hold, the entry. */
  readonly excludeFile: string;
}

/** Switches silent mode, or tells it. Failures: files-tracked, spec-bad (the configuration cannot be edited), file-trouble, and those of finding the project. */
export const silence: Operation<SilenceInput, SilenceOutput> = async (context, input) => {
  const store = findStore(context.repo ?? context.cwd);
  if (!store.ok) return store;
  const repo = await openRepo(store.value.root, context.env);
  if (!repo.ok) return repo;
  const { commonDir } = repo.value;
  const excludeFile = locateExcludeList(commonDir);
  const now = isChantExcluded(commonDir);
  if (!now.ok) return now;
  if (input.action === 'status') return ok({ silent: now.value, changed: false, excludeFile });
  const silent = input.action === 'on';
  const untracked = silent ? await refuseTracked(repo.value) : ok(undefined);
  if (!untracked.ok) return untracked;
  const configured = await configure(store.value, context.env, silent);
  if (!configured.ok) return configured;
  const excluded = excludeChant(commonDir, silent);
  if (!excluded.ok) return excluded;
  return ok({ silent, changed: excluded.value || configured.value, excludeFile });
};

/** Going loud takes the key away; `silent: false` is written only where something else would still say `true`. */
async function configure(store: Store, env: Environment, silent: boolean): Promise<Result<boolean, Failure>> {
  if (silent) return writeConfigKey(store, { key: 'silent', value: true });
  const removed = writeConfigKey(store, { key: 'silent', value: null });
  if (!removed.ok || !(await readConfigFiles(store, env)).config.silent) return removed;
  return writeConfigKey(store, { key: 'silent', value: false });
}

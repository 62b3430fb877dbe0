import { livePath } from '../../core/spec/live-path.ts';
import type { RunRecord } from '../../core/plan/run-record.ts';
import { parseSpec } from '../../core/spec/parse-spec.ts';
import type { Lease } from '../../io/store/lease.ts';
import { loadSpecs } from '../../io/store/load-specs.ts';
import { readRunFile } from '../../io/store/run-file.ts';
import { locateRun } from '../../io/store/run-folder.ts';
import type { Site } from '../work/check-ready.ts';
import type { Run, RunOptions } from '../work/run.ts';

/** Options of a run that is taken up again by somebody who gave none. */
export const plainOptions: RunOptions = {
  prompt: null,
  provider: null,
  model: null,
  skipDeps: false,
  skipApproval: false,
  land: true,
  continueLast: false,
  record: null,
};

/** Makes a run again from its record: with the spec as it was carried in, not as it may say now. */
export function rebuildRun(
  site: Site,
  asked: { readonly record: RunRecord; readonly lease: Lease; readonly options: RunOptions },
): Run {
  const { record, lease, options } = asked;
  const { store } = site.project;
  const dir = locateRun(store, record.spec, record.attempt);
  // The file may be gone or renamed by now; what its run left must be put in order all the same.
  const spec = loadSpecs(store, { archived: true }).find((one) => one.id === record.spec);
  const text = readRunFile(dir, 'spec.md')?.toString('utf8') ?? '';
  const { id, path, archived } = spec ?? { id: record.spec, path: livePath(record.spec), archived: false };
  return {
    ...site,
    spec: parseSpec({ id, path, archived, text }),
    text,
    scope: record.claimed?.scope ?? null,
    attempt: record.attempt,
    dir,
    token: record.claimed?.token ?? lease.holder.token,
    lease,
    options,
    startedAt: site.context.clock.now(),
  };
}

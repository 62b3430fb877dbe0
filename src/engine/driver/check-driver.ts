import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { listMembers } from '../../core/spec/list-members.ts';
import type { SpecDocument } from '../../core/spec/spec.ts';
import { loadSummaries } from '../../io/store/load-summaries.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { checkGates, type Ready, type Site } from '../work/check-ready.ts';
import type { RunOptions } from '../work/run.ts';

export interface ReadyDriver {
  readonly document: SpecDocument;
  readonly skipped: Ready['skipped'];
}

/** Whether a driver may be worked on: as any spec, and it has members. Failures: those gates', wrong-state, bad-argument. */
export async function checkDriver(site: Site, id: string, options: RunOptions): Promise<Result<ReadyDriver, Failure>> {
  const specs = await loadSummaries(site.project.store);
  const found = specs.find((one) => one.id === id && !one.archived) ?? specs.find((one) => one.id === id);
  if (found === undefined) return err({ kind: 'spec-not-found', query: id, near: [] });
  const document = readSpecDocument(site.project.store, found);
  if (!document.ok) return document;
  const { spec } = document.value;
  const skipped = checkGates(site, { spec, specs, options });
  if (!skipped.ok) return skipped;
  if (listMembers(specs, id).length === 0) {
    const wanted = `members: specs named ${id}.1, ${id}.2, ...`;
    return err({ kind: 'wrong-state', spec: id, status: 'a driver without members', wanted, next: `chant edit ${id}` });
  }
  if (options.record !== null) {
    const expected = 'a spec that an agent works on: name a member of the driver';
    return err({ kind: 'bad-argument', argument: '--record', value: options.record, expected, suggestion: null });
  }
  return ok({ document: document.value, skipped: skipped.value });
}

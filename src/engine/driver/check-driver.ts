import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { listMembers } from '../../core/spec/list-members.ts';
import type { SpecDocument } from '../../core/spec/spec.ts';
import { checkGates, type Ready, type Site } from '../work/check-ready.ts';
import { readAskedSpec } from '../work/read-asked-spec.ts';
import type { RunOptions } from '../work/run.ts';

export interface ReadyDriver {
  readonly document: SpecDocument;
  readonly skipped: Ready['skipped'];
}

/** Whether a driver may be worked on: as any spec, and it has members. Failures: those gates', wrong-state, bad-argument. */
export async function checkDriver(site: Site, id: string, options: RunOptions): Promise<Result<ReadyDriver, Failure>> {
  const asked = await readAskedSpec(site.project.store, id);
  if (!asked.ok) return asked;
  const { specs, document } = asked.value;
  const skipped = checkGates(site, { spec: document.spec, specs, options });
  if (!skipped.ok) return skipped;
  if (listMembers(specs, id).length === 0) {
    const wanted = `members: specs named ${id}.1, ${id}.2, ...`;
    return err({ kind: 'wrong-state', spec: id, status: 'a driver without members', wanted, next: `chant edit ${id}` });
  }
  if (options.record !== null) {
    const expected = 'a spec that an agent works on: name a member of the driver';
    return err({ kind: 'bad-argument', argument: '--record', value: options.record, expected, suggestion: null });
  }
  return ok({ document, skipped: skipped.value });
}

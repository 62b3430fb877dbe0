import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import { type IdEntry, resolveSpecId } from '../core/spec/resolve-id.ts';

/**
 * The spec that somebody means by `query`. `specs` holds the archive, too; where an id is in both, the live one is
 * meant. Failures: spec-not-found, spec-ambiguous.
 */
export function findSpec<T extends IdEntry>(specs: readonly T[], query: string, today: string): Result<T, Failure> {
  const id = resolveSpecId(query, specs, today);
  if (!id.ok) return id;
  const named = specs.filter((spec) => spec.id === id.value);
  const spec = named.find((one) => !one.archived) ?? named[0];
  if (spec === undefined) throw new Error(`resolution gave an id that no spec has: ${id.value}`);
  return ok(spec);
}

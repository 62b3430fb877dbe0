import type { Proof } from '../plan/proof.ts';
import type { Relations } from './relations.ts';

/** What became of one input since a spec landed. */
export interface InputDrift {
  readonly path: string;
  /** `unknown`: no fingerprint was taken, as of an address, or of what the existing tool completed. */
  readonly state: 'same' | 'changed' | 'missing' | 'moved' | 'unreadable' | 'added' | 'unknown';
  /** Where it is now, or why it cannot be read. */
  readonly detail: string | null;
}

/** A landed spec with what became of its inputs. */
export interface ComparedSpec {
  readonly id: string;
  readonly title: string;
  readonly inputs: readonly InputDrift[];
}

export interface SpecDrift extends ComparedSpec {
  /** `stale`: an input changed. `suspect`: it rests on a spec that is stale. */
  readonly state: 'fresh' | 'stale' | 'suspect';
  /** Stale or suspect specs that it rests on. */
  readonly because: readonly string[];
  /** With `--check`: what its checks say today; null: they were not asked. */
  readonly checks: readonly Proof[] | null;
}

/** Judges landed specs: an input that changed makes its spec stale, and all that rests on that spec suspect. */
export function judgeDrift(specs: readonly ComparedSpec[], relations: Relations): readonly SpecDrift[] {
  const compared = new Map(specs.map((spec) => [spec.id, spec]));
  const stale = new Set(specs.filter((spec) => spec.inputs.some(isDrifted)).map((spec) => spec.id));
  const doubtful = new Set(stale);
  const open = [...stale];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const next of listRestingOn(id, relations)) {
      if (doubtful.has(next)) continue;
      doubtful.add(next);
      open.push(next);
    }
  }
  return [...compared.values()].map((spec) => ({
    ...spec,
    state: stale.has(spec.id) ? 'stale' : doubtful.has(spec.id) ? 'suspect' : 'fresh',
    because: listBases(spec.id, relations).filter((id) => doubtful.has(id)),
    checks: null,
  }));
}

function isDrifted({ state }: InputDrift): boolean {
  return state !== 'same' && state !== 'unknown';
}

/** Specs that a spec rests on: its dependencies, and whoever wrote its inputs. */
export function listBases(id: string, relations: Relations): readonly string[] {
  const spec = relations.specs.get(id);
  if (spec === undefined) return [];
  const writers = spec.inputs.flatMap(({ kind, key, name }) => {
    if (key === 'context') return [];
    if (kind === 'spec') return [name];
    return kind === 'document' ? relations.writersOf(name, id) : [];
  });
  return [...new Set([...spec.dependsOn, ...(spec.members ?? []), ...writers])].filter((one) => one !== id);
}

function listRestingOn(id: string, relations: Relations): readonly string[] {
  return [...relations.specs.keys()].filter((one) => listBases(one, relations).includes(id));
}

import { realpathSync } from 'node:fs';
import { err, ok, type Result } from '../../../core/result.ts';
import { buildScope } from '../../../core/scope/build-scope.ts';
import { isInScope } from '../../../core/scope/is-in-scope.ts';
import { matchesAny } from '../../../core/scope/matches-any.ts';
import type { Brief } from './brief.ts';
import { findPlace, type Place } from './place.ts';

/** Where the tools work, and what they may do there. */
export interface Desk {
  /** Real path of the workspace. */
  readonly root: string;
  readonly specFile: string;
  readonly outbox: string;
  /** For commands: there is no key in it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the agent is to stop. */
  readonly signal: AbortSignal;
  /** Says that something goes on, where nothing else can be told for long. */
  alive(): void;
  /** Where a path leads; the failure is a reason for the model. */
  find(path: string): Result<Place, string>;
  /** The same for a path that is to be written: also refuses what is not in the spec's scope. */
  findWritable(path: string): Result<Place, string>;
}

/** Sets the desk up. Throws where the workspace is not there. */
export function setDesk(
  brief: Pick<Brief, 'workspace' | 'specFile' | 'outbox' | 'scope' | 'protect'>,
  world: Pick<Desk, 'env' | 'signal' | 'alive'>,
): Desk {
  const root = realpathSync(brief.workspace);
  const scope = buildScope(brief.scope);
  const find: Desk['find'] = (path) => findPlace([root, brief.workspace], path);
  return {
    ...world,
    root,
    specFile: brief.specFile,
    outbox: brief.outbox,
    find,
    findWritable: (path) => {
      const place = find(path);
      if (!place.ok) return place;
      const own = place.value.path;
      const kind = place.value.stat;
      if (own === '') return err('that is the workspace itself');
      if (kind !== null && !kind.isFile()) return err(`${own} is no plain file`);
      if (own === scope.specPath) return err('the spec is not yours to change; tick_criterion ticks a criterion of it');
      if (matchesAny(brief.protect, own)) return err(`${own} is protected: it proves the work and stays as it is`);
      if (isInScope(scope, own)) return place;
      return err(`${own} is out of scope; only these may change: ${scope.patterns.join(', ')}`);
    },
  };
}

/** For tests and tools alike: a place that can be read. */
export function findFile(desk: Desk, path: string): Result<Place, string> {
  const place = desk.find(path);
  if (!place.ok) return place;
  const { stat, path: own } = place.value;
  if (stat === null) return err(`there is no ${own}`);
  if (stat.isSymbolicLink()) return findLinked(desk, place.value);
  if (!stat.isFile()) return err(`${own} is no plain file`);
  return ok(place.value);
}

function findLinked(desk: Desk, link: Place): Result<Place, string> {
  try {
    const target = desk.find(realpathSync(link.absolute));
    if (!target.ok) return err(`${link.path} is a link out of the workspace`);
    return target.value.stat?.isFile() ? target : err(`${link.path} is a link to no plain file`);
  } catch {
    return err(`${link.path} is a link to nothing`);
  }
}

import type { Check, Spec } from '../spec/spec.ts';
import { matchesAny } from '../scope/matches-any.ts';
import { namesPath, type PlacedFile } from './order-files.ts';
import type { PacketCheck, PacketCriterion, PacketHunk, PacketWork } from './packet.ts';

/** A spec of the change with what its text says of checks and protected files. */
export interface ServedWork {
  readonly work: PacketWork;
  readonly spec: Pick<Spec, 'checks' | 'protect'>;
}

/**
 * What lines of a file serve, told by rules that a reader can follow: the test that a check runs serves the criteria
 * that this check proves; so does the fix, because the check holds only with it. A further test serves what speaks of
 * tests, a document what speaks of documents, and any file the criteria that name it. Where nothing fits, all of the
 * spec's criteria are meant. `works`: those that the lines were written for.
 */
export function findServed(file: PlacedFile, works: readonly ServedWork[]): Pick<PacketHunk, 'criteria' | 'checks'> {
  const served = works.map((one) => serve(file, one));
  return {
    criteria: served.flatMap(({ criteria }) => criteria.map(({ mark }) => mark)),
    checks: served.flatMap(({ checks }) => checks.map(({ mark }) => mark)),
  };
}

interface Served {
  readonly criteria: readonly PacketCriterion[];
  readonly checks: readonly PacketCheck[];
}

function serve(file: PlacedFile, { work, spec }: ServedWork): Served {
  const checks = work.checks.filter(({ name }) =>
    bearsOn(
      file,
      spec.checks.find((check) => check.name === name),
      spec,
    ),
  );
  const names = checks.map(({ name }) => name);
  const proving = work.criteria.filter(({ check }) => check !== null && names.includes(check));
  const speaking = work.criteria.filter(({ text }) => speaksOf(text, file));
  const criteria = work.criteria.filter((one) => proving.includes(one) || speaking.includes(one));
  return { checks, criteria: criteria.length > 0 ? criteria : work.criteria };
}

/** Whether a check tells something about a file. */
function bearsOn(file: PlacedFile, check: Check | undefined, spec: Pick<Spec, 'protect'>): boolean {
  if (check === undefined || file.role === 'document') return false;
  if (namesPath(check.run, file.path)) return true;
  // The proof of a red check is what the check runs; a check that names another file runs that one.
  if (file.role === 'proof') return check.before === 'fail' && matchesAny(spec.protect, file.path);
  return file.role === 'fix' || !/[\w-]+\/[\w./-]+\.\w+/.test(check.run);
}

function speaksOf(text: string, { path, role }: PlacedFile): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (namesPath(text, path) || namesPath(text, name)) return true;
  if (role === 'test') return /\btests?\b/i.test(text) && !/`check:/.test(text);
  return role === 'document' && /\bdoc(?:s|ument\w*)?\b|\bchangelog\b|\breadme\b/i.test(text);
}

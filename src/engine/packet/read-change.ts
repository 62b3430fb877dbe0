import type { Failure } from '../../core/failure.ts';
import { findMentions, type PlacedMention } from '../../core/packet/find-mentions.ts';
import { findServed, type ServedWork } from '../../core/packet/find-served.ts';
import { namesPath, type PlacedFile } from '../../core/packet/order-files.ts';
import type { PacketFile, PacketHunk } from '../../core/packet/packet.ts';
import { boundHunks, type Hunk, parseHunks } from '../../core/packet/parse-hunks.ts';
import type { ReadDocument } from '../../core/packet/take-excerpt.ts';
import { ok, type Result } from '../../core/result.ts';
import { blame } from '../../io/git/blame.ts';
import { listChanges, listRenames } from '../../io/git/diff-tree.ts';
import { readPatch } from '../../io/git/read-patch.ts';
import type { Trail } from '../trail/trail.ts';
import type { Change } from './find-works.ts';

/** Lines of one file, and of all files, that a packet holds: more is not read by anybody in one sitting. */
const mostOfFile = 1500;
const mostLines = 8000;
const mostMentions = 4;

export interface ChangeFacts {
  readonly change: Change;
  /** In reading order. */
  readonly files: readonly PlacedFile[];
  readonly works: readonly ServedWork[];
  readonly documents: readonly ReadDocument[];
}

/** The files of a change with their hunks, and what each hunk serves. Files beyond the bound are named. */
export async function readChange(
  trail: Trail,
  facts: ChangeFacts,
): Promise<Result<{ readonly files: readonly PacketFile[]; readonly leftOut: readonly string[] }, Failure>> {
  const { base, tip } = facts.change;
  const { repo } = trail.site;
  const changes = await listChanges(repo, base, tip);
  if (!changes.ok) return changes;
  const renames = await listRenames(repo, base, tip);
  if (!renames.ok) return renames;
  const statuses = new Map(changes.value.map(({ path, status }) => [path, status]));
  const was = new Map([...renames.value].map(([from, to]) => [to, from]));
  const gone = new Set(renames.value.keys());
  const files: PacketFile[] = [];
  let left = mostLines;
  const shown = facts.files.filter(({ path }) => !(gone.has(path) && statuses.get(path) === 'deleted'));
  for (const file of shown) {
    if (left <= 0) break;
    const status = was.has(file.path) ? 'renamed' : (statuses.get(file.path) ?? 'modified');
    const read = await readFile(trail, facts, {
      file,
      status,
      was: was.get(file.path) ?? null,
      most: Math.min(left, mostOfFile),
    });
    if (!read.ok) return read;
    files.push(read.value);
    left -= read.value.hunks.reduce((sum, hunk) => sum + hunk.lines.length, 0);
  }
  return ok({ files, leftOut: shown.slice(files.length).map(({ path }) => path) });
}

interface FileRequest {
  readonly file: PlacedFile;
  readonly status: PacketFile['status'];
  readonly was: string | null;
  readonly most: number;
}

async function readFile(trail: Trail, facts: ChangeFacts, request: FileRequest): Promise<Result<PacketFile, Failure>> {
  const { file, status, was, most } = request;
  const { base, tip } = facts.change;
  const patch = await readPatch(trail.site.repo, { from: base, to: tip, path: file.path, was });
  if (!patch.ok) return patch;
  const makers = status === 'deleted' ? ok(null) : await findMakers(trail, tip, file.path);
  if (!makers.ok) return makers;
  const hunks = parseHunks(patch.value.text);
  const count = (kind: string): number =>
    hunks.reduce((sum, hunk) => sum + hunk.lines.filter((line) => line.kind === kind).length, 0);
  const mentions = findMentions(facts.documents, file.path);
  const explained = boundHunks(hunks, most).map((hunk) =>
    explain(hunk, facts, { file, makers: makers.value, mentions }),
  );
  const placed = new Set(explained.flatMap((hunk) => hunk.mentions));
  return ok({
    ...{ path: file.path, was, status, binary: patch.value.binary, kind: file.kind, role: file.role },
    ...{ added: count('added'), removed: count('removed') },
    hunks: explained,
    mentions: mentions.filter((mention) => !placed.has(mention)).slice(0, mostMentions),
  });
}

/** Line of a file -> spec that it was written for; null where chant knows of none. */
async function findMakers(
  trail: Trail,
  tip: string,
  path: string,
): Promise<Result<ReadonlyMap<number, string | null>, Failure>> {
  const lines = await blame(trail.site.repo, { path, commit: tip, range: null });
  if (!lines.ok) return lines;
  return ok(
    new Map((lines.value ?? []).map(({ line, commit }) => [line, commit === null ? null : trail.specOf(commit)])),
  );
}

function explain(
  hunk: Hunk,
  { works, change }: ChangeFacts,
  of: {
    readonly file: PlacedFile;
    readonly makers: ReadonlyMap<number, string | null> | null;
    readonly mentions: readonly PlacedMention[];
  },
): PacketHunk {
  const { file, makers, mentions } = of;
  const made = hunk.lines.flatMap(({ kind, after }) => {
    const maker = kind === 'added' && after !== null ? makers?.get(after) : undefined;
    return maker === undefined ? [] : [maker];
  });
  const touched = change.works
    .filter(({ paths }) => paths.includes(file.path))
    .map(({ landed }) => landed.document.spec.id);
  // Lines that are gone have no maker any more: whoever changed the file took them away.
  const specs = made.length > 0 ? [...new Set(made)].filter((one) => one !== null) : touched;
  // Whoever runs a test as a check has to do with it, whoever wrote it.
  const runs = ({ spec }: ServedWork): boolean => spec.checks.some((check) => namesPath(check.run, file.path));
  const own = works.filter((one) => specs.includes(one.work.id) || (specs.length > 0 && runs(one)));
  const [first, last] = hunk.before;
  const named = mentions.filter(({ lines }) => lines?.some(([from, to]) => from <= last && to >= first) ?? false);
  return { ...hunk, specs, ...findServed(file, own), mentions: named.slice(0, mostMentions) };
}

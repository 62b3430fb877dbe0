import type { Tips, Touched } from '../../core/plan/collected.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import {
  bringHome,
  type Ferry,
  indexPacks,
  listIndependent,
  listReadable,
  makeFerry,
} from '../../io/git/bring-home.ts';
import { copyFolder } from '../../io/workspace/copy-folder.ts';
import { copyObjects } from '../../io/workspace/copy-objects.ts';
import { type CloneRefs, readClone } from '../../io/workspace/read-clone.ts';
import { removeFolder } from '../../io/workspace/remove-folder.ts';
import type { Ground, Run } from './run.ts';

/** The agent's history, as far as it is in the user's repository now. */
export interface History {
  readonly tips: Tips;
  /** Commits beside it that would be lost with the workspace: label -> commit. */
  readonly beside: ReadonlyMap<string, string>;
  readonly touched: readonly Touched[];
}

/** Older moves of HEAD in a clone are not looked at. */
const maxLogged = 1000;

/**
 * Brings the commits that an agent made in its clone into the user's repository. The clone's git directory is read as
 * files only; what is in it passes through a repository of chant's own, where it gets its true names and must be
 * whole. What cannot be taken in is kept as files in the run's folder.
 */
export async function fetchHome(run: Run, ground: Ground): Promise<Result<History, Failure>> {
  const seen = readClone(ground.workspace);
  if (seen === null) {
    const detail = 'is gone or was replaced; what lies in the workspace counts';
    return ok({ ...nothing, touched: [{ ...ofClone, detail }] });
  }
  const own = { head: seen.head, branch: seen.refs.get(ground.branch) ?? null };
  const folder = `${run.dir}/ferry`;
  const ferry = makeFerry(run.repo, folder, ground.start);
  if (!ferry.ok) return ferry;
  const packs = copyObjects(ground.workspace, `${folder}/objects`);
  const carried = packs === null ? ok(noLoad) : await carry(ferry.value, { packs, seen, start: ground.start });
  removeFolder(folder);
  if (!carried.ok) return carried;
  const { fresh, trouble, ends } = carried.value;
  if (trouble !== null) return ok({ ...nothing, touched: [keepAsFiles(run, ground, trouble)] });
  const known = await listReadable(
    run.repo,
    [own.head, own.branch].filter((one) => one !== null && one !== ground.start && !fresh.includes(one)).map(String),
  );
  if (!known.ok) return known;
  const there = [ground.start, ...fresh, ...known.value];
  const tips = { head: pick(own.head, there), branch: pick(own.branch, there) };
  const beside = nameBeside(ends, own, seen);
  const touched = [...beside].map(([label]): Touched => {
    const detail = 'was made by the agent in its clone, and is kept under refs/chant/kept/';
    return { what: 'ref', name: label, byAgent: false, restored: false, detail };
  });
  return ok({ tips, beside, touched });
}

const nothing: History = { tips: { head: null, branch: null }, beside: new Map(), touched: [] };
const ofClone = { what: 'worktree-link', name: "the clone's .git", byAgent: false, restored: false } as const;

function pick(commit: string | null, there: readonly string[]): string | null {
  return commit !== null && there.includes(commit) ? commit : null;
}

interface Load {
  /** Commits that are in the user's repository since now. */
  readonly fresh: readonly string[];
  /** Those of them that no other one leads to. */
  readonly ends: readonly string[];
  /** Why they could not be taken in; null: they were. */
  readonly trouble: string | null;
}

const noLoad: Load = { fresh: [], ends: [], trouble: null };

async function carry(
  ferry: Ferry,
  asked: { readonly packs: readonly string[]; readonly seen: CloneRefs; readonly start: string },
): Promise<Result<Load, Failure>> {
  const { packs, seen, start } = asked;
  const indexed = await indexPacks(ferry, packs);
  if (!indexed.ok) return indexed;
  const named = new Set([...seen.refs.values(), ...seen.logged.slice(0, maxLogged)]);
  if (seen.head !== null) named.add(seen.head);
  named.delete(start);
  const known = await listReadable(ferry.repo, [...named]);
  if (!known.ok) return known;
  for (const object of known.value) named.delete(object);
  const fresh = await listReadable(ferry.repo, [...named], { at: ferry.at });
  if (!fresh.ok) return fresh;
  if (seen.head !== null && named.has(seen.head) && !fresh.value.includes(seen.head))
    return ok({ ...noLoad, trouble: `HEAD names ${seen.head.slice(0, 12)}, which is not there` });
  if (fresh.value.length === 0) return ok(noLoad);
  const ends = await listIndependent(ferry, fresh.value);
  if (!ends.ok) return ends;
  const trouble = await bringHome(ferry, { tips: ends.value, start });
  return trouble.ok ? ok({ fresh: fresh.value, ends: ends.value, trouble: trouble.value }) : trouble;
}

/** What is neither the branch nor HEAD, nor leads to them, under the name that the agent gave it. */
function nameBeside(
  ends: readonly string[],
  own: { readonly head: string | null; readonly branch: string | null },
  seen: CloneRefs,
): ReadonlyMap<string, string> {
  const others = ends.filter((commit) => commit !== own.head && commit !== own.branch);
  return new Map(
    others.map((commit): [string, string] => {
      const ref = [...seen.refs].find(([, object]) => object === commit)?.[0];
      return [ref?.replace(/^refs\//, '').replaceAll('/', '-') ?? `lost-${commit.slice(0, 12)}`, commit];
    }),
  );
}

/** Nothing is lost of a repository that git cannot read; only its commits are not in the user's. */
function keepAsFiles(run: Run, ground: Ground, trouble: string): Touched {
  const folder = `${run.dir}/clone.git`;
  copyFolder(`${ground.workspace}/.git`, folder);
  return { ...ofClone, detail: `cannot be read as a whole (${trouble}); it is kept in ${folder}` };
}

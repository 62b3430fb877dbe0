import fs from 'node:fs';
import path from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { errorReason } from '../process/error-reason.ts';
import { formatAlternate } from './make-clone.ts';
import type { Place, Repo } from './repo.ts';
import { type GitOptions, type GitOutput, runGit } from './run-git.ts';

/** A repository of chant's own between an agent's clone and the user's: nothing but objects and an alternate. */
export interface Ferry {
  readonly repo: Repo;
  readonly at: Place;
}

/** Makes the ferry in a fresh folder, whatever an earlier try left there. `start` shows how objects are named. */
export function makeFerry(repo: Repo, folder: string, start: string): Result<Ferry, Failure> {
  try {
    fs.rmSync(folder, { recursive: true, force: true });
    for (const part of ['objects/info', 'objects/pack', 'refs'])
      fs.mkdirSync(path.join(folder, part), { recursive: true, mode: 0o700 });
    fs.writeFileSync(path.join(folder, 'HEAD'), 'ref: refs/heads/none\n');
    fs.writeFileSync(path.join(folder, 'config'), start.length === 64 ? sha256Config : plainConfig);
    const objects = path.join(repo.commonDir, 'objects');
    fs.writeFileSync(path.join(folder, 'objects/info/alternates'), formatAlternate(objects));
    const shallow = path.join(repo.commonDir, 'shallow');
    if (fs.existsSync(shallow)) fs.copyFileSync(shallow, path.join(folder, 'shallow'));
  } catch (cause) {
    return err({ kind: 'file-trouble', action: 'create', path: folder, reason: errorReason(cause) });
  }
  return ok({ repo, at: { workTree: folder, gitDir: folder } });
}

const plainConfig = '[core]\n\trepositoryformatversion = 0\n';
const sha256Config = '[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectformat = sha256\n';

/** Those of the objects that are commits, or tags of commits, and can be read there. */
export async function listReadable(
  repo: Repo,
  objects: readonly string[],
  options: GitOptions = {},
): Promise<Result<readonly string[], Failure>> {
  if (objects.length === 0) return ok([]);
  const answer = await runGit(repo, ['cat-file', '--batch-check=%(objecttype) %(objectname)'], {
    ...options,
    input: objects.map((object) => `${object}\n`).join(''),
    // One that is broken ends the list.
    expect: [128],
  });
  if (!answer.ok) return answer;
  const lines = answer.value.stdout.split('\n').filter((line) => /^(commit|tag) /.test(line));
  return ok(lines.map((line) => line.slice(line.indexOf(' ') + 1)));
}

/** Below so many objects git leaves them loose, as after a fetch. */
const looseLimit = 100;

/**
 * Brings home what `tips` name and the user's repository does not have, from the ferry's copies of an agent's objects.
 * As git does with what is pushed to a server: every object gets the name that its content has, is looked through
 * for what git refuses (`--fsck-objects`), and all that the tips lead to must be there, before anything of it reaches
 * the user's repository. Gives git's words where something is broken, null when all is home.
 */
export async function bringHome(
  ferry: Ferry,
  asked: { readonly tips: readonly string[]; readonly start: string },
): Promise<Result<string | null, Failure>> {
  const { repo, at } = ferry;
  const objects = path.join(at.gitDir, 'objects');
  const home = path.join(at.gitDir, 'home');
  const input = [...asked.tips, `^${asked.start}`].map((line) => `${line}\n`).join('');
  const how = ['--revs', '--local', '--non-empty', '--quiet', '--delta-base-offset'];
  const made = await runGit(repo, ['pack-objects', ...how, home], {
    at,
    input,
    config: ['pack.packSizeLimit=0'],
    expect: [128],
  });
  if (!made.ok || made.value.exitCode !== 0) return made.ok ? ok(describe(made.value)) : made;
  dropContents(objects);
  const name = made.value.stdout.trim();
  if (/^[0-9a-f]+$/.test(name)) {
    const pack = path.join(objects, 'pack', `pack-${name}.pack`);
    fs.renameSync(`${home}-${name}.pack`, pack);
    // The index that was written with it holds the names that the agent gave.
    const checked = await runGit(repo, ['index-pack', '--fsck-objects', pack], { at, expect: [1, 128] });
    if (!checked.ok || checked.value.exitCode !== 0) return checked.ok ? ok(describe(checked.value)) : checked;
    const whole = await checkWhole(ferry, asked);
    return !whole.ok || whole.value !== null ? whole : takeIn(repo, pack);
  }
  return checkWhole(ferry, asked);
}

/** Gives packs that an agent made an index of chant's own. One that is broken is left out. */
export async function indexPacks(ferry: Ferry, packs: readonly string[]): Promise<Result<void, Failure>> {
  for (const pack of packs) {
    const indexed = await runGit(ferry.repo, ['index-pack', pack], { at: ferry.at, expect: [1, 128] });
    if (!indexed.ok) return indexed;
    if (indexed.value.exitCode !== 0) fs.rmSync(pack, { force: true });
  }
  return ok(undefined);
}

/** Those of the commits that no other one of them leads to. */
export async function listIndependent(
  ferry: Ferry,
  commits: readonly string[],
): Promise<Result<readonly string[], Failure>> {
  if (commits.length < 2) return ok(commits);
  const answer = await runGit(ferry.repo, ['merge-base', '--independent', ...commits], {
    at: ferry.at,
    expect: [1, 128],
  });
  if (!answer.ok) return answer;
  if (answer.value.exitCode !== 0) return ok(commits);
  return ok(answer.value.stdout.split('\n').filter((line) => line !== ''));
}

async function checkWhole(
  { repo, at }: Ferry,
  asked: { readonly tips: readonly string[]; readonly start: string },
): Promise<Result<string | null, Failure>> {
  // What a partial clone has not fetched yet is no hole.
  const how = ['rev-list', '--objects', '--quiet', '--exclude-promisor-objects'];
  const walked = await runGit(repo, [...how, ...asked.tips, `^${asked.start}`, '--'], { at, expect: [1, 128] });
  if (!walked.ok) return walked;
  return ok(walked.value.exitCode === 0 ? null : describe(walked.value));
}

async function takeIn(repo: Repo, pack: string): Promise<Result<null, Failure>> {
  const few = countObjects(pack) < looseLimit;
  const how = few ? ['unpack-objects', '-q'] : ['index-pack', '--stdin'];
  const taken = await runGit(repo, how, { inputFile: pack });
  return taken.ok ? ok(null) : taken;
}

/** The number of objects stands in bytes 8 to 11 of a pack (gitformat-pack(5)). */
function countObjects(pack: string): number {
  const header = Buffer.alloc(12);
  const handle = fs.openSync(pack, 'r');
  fs.readSync(handle, header);
  fs.closeSync(handle);
  return header.readUInt32BE(8);
}

/** What the agent called its objects is forgotten: from here on only the pack counts. */
function dropContents(objects: string): void {
  for (const name of fs.readdirSync(objects)) {
    if (name !== 'info') fs.rmSync(path.join(objects, name), { recursive: true });
  }
  fs.mkdirSync(path.join(objects, 'pack'));
}

function describe({ stderr, exitCode }: GitOutput): string {
  return stderr.split('\n')[0] || `git ended with status ${exitCode}`;
}

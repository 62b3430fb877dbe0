import type { Failure } from '../../core/failure.ts';
import type { PullRequest } from '../../core/forge/pull-request.ts';
import { ok, type Result } from '../../core/result.ts';
import type { StagedPull } from '../../core/staging/staging.ts';
import type { ForkSite } from '../forge/fork-site.ts';

export interface PullWanted {
  readonly title: string;
  readonly body: string;
  readonly branch: string;
  readonly draft: boolean;
  /** The one that was opened before; null: none is known. */
  readonly known: StagedPull | null;
}

/** What became of the pull request. `left-alone`: a person has rewritten its text. `none`: there is no forge to open it on. */
export interface PullDone {
  readonly state: 'opened' | 'updated' | 'unchanged' | 'left-alone' | 'none';
  /** null: the fork is a folder, which has none. */
  readonly pull: StagedPull | null;
}

/**
 * Opens the staging pull request inside of the fork, or brings the one that is open up to date. One that was opened by
 * a command that did not live to remember it is found again. Failure: forge-trouble.
 */
export async function openPull(fork: ForkSite, wanted: PullWanted): Promise<Result<PullDone, Failure>> {
  if (fork.forge.kind === 'folder') return ok({ state: 'none', pull: null });
  const open = await findOpen(fork, wanted);
  if (!open.ok) return open;
  if (open.value !== null) return bringUpToDate(fork, open.value, wanted);
  const opened = await openNew(fork, wanted, wanted.draft);
  if (opened.ok) return ok({ state: 'opened', pull: buildPull(opened.value, wanted) });
  if (opened.failure.kind !== 'forge-trouble') return opened;
  if (opened.failure.reason === 'exists') {
    const now = await findOpen(fork, { ...wanted, known: null });
    if (!now.ok) return now;
    return now.value === null ? opened : bringUpToDate(fork, now.value, wanted);
  }
  // Private repositories of some plans have no drafts.
  if (wanted.draft && opened.failure.reason === 'rejected' && /draft/i.test(opened.failure.detail)) {
    const plain = await openNew(fork, wanted, false);
    return plain.ok ? ok({ state: 'opened', pull: buildPull(plain.value, wanted) }) : plain;
  }
  return opened;
}

function openNew({ forge, facts, place }: ForkSite, wanted: PullWanted, draft: boolean) {
  const { title, body, branch } = wanted;
  const between = { head: branch, headOwner: place.owner, base: facts.defaultBranch };
  return forge.openPullRequest(place, { title, body, ...between, draft });
}

async function findOpen(
  { forge, facts, place }: ForkSite,
  { branch, known }: PullWanted,
): Promise<Result<PullRequest | null, Failure>> {
  if (known !== null) {
    const read = await forge.readPullRequest(place, known.number);
    const isGone = !read.ok && read.failure.kind === 'forge-trouble' && read.failure.reason === 'not-found';
    if (!read.ok && !isGone) return read;
    if (read.ok && read.value.state === 'open' && read.value.head.branch === branch) return ok(read.value);
  }
  const between = { head: branch, headOwner: place.owner, base: facts.defaultBranch };
  const found = await forge.findPullRequest(place, between);
  return found.ok && found.value?.state !== 'open' ? ok(null) : found;
}

async function bringUpToDate(
  { forge, place }: ForkSite,
  now: PullRequest,
  wanted: PullWanted,
): Promise<Result<PullDone, Failure>> {
  const { title, body, known } = wanted;
  if (isSame(now, wanted)) return ok({ state: 'unchanged', pull: buildPull(now, wanted) });
  if (known?.number === now.number && !isSame(now, known))
    return ok({ state: 'left-alone', pull: buildPull(now, known) });
  const updated = await forge.updatePullRequest(place, { number: now.number, title, body });
  return updated.ok ? ok({ state: 'updated', pull: buildPull(updated.value, wanted) }) : updated;
}

/** Forges change line ends and spaces around a text. */
function isSame(one: Pick<PullRequest, 'title' | 'body'>, other: Pick<PullRequest, 'title' | 'body'>): boolean {
  const bare = (text: string): string => text.replaceAll('\r\n', '\n').trim();
  return bare(one.title) === bare(other.title) && bare(one.body) === bare(other.body);
}

function buildPull(
  { number, url, draft }: PullRequest,
  { title, body }: Pick<StagedPull, 'title' | 'body'>,
): StagedPull {
  return { number, url, draft, title, body };
}

import type { Context } from '../../context.ts';
import type { Config } from '../../core/config/config.ts';
import type { BadArgument, Failure } from '../../core/failure.ts';
import { parseRemote } from '../../core/forge/parse-remote.ts';
import type { Issue } from '../../core/issue/issue.ts';
import type { IssueReference } from '../../core/issue/parse-issue-reference.ts';
import type { RepositoryPlace } from '../../core/issue/repository-place.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { listRemotes, type Remote } from '../../io/git/list-remotes.ts';
import { openRepo } from '../../io/git/open-repo.ts';
import { openForgeAt } from './open-forge-at.ts';

export interface FetchIssueInput {
  readonly reference: Exclude<IssueReference, { readonly kind: 'file' }>;
  readonly fork: Config['fork'];
  /** Root of the checkout, whose remotes tell what `#1234` is. */
  readonly root: string;
}

/**
 * The issue that somebody means, with all of its comments, from its forge. `#1234` is one of the upstream repository;
 * where there is no such remote, of the one that the fork's remote names. Failures: bad-argument (no remote tells which
 * repository is meant), forge-trouble, git-failed, interrupted.
 */
export async function fetchIssue(context: Context, input: FetchIssueInput): Promise<Result<Issue, Failure>> {
  const repo = await openRepo(input.root, context.env);
  if (!repo.ok) return repo;
  const remotes = await listRemotes(repo.value);
  if (!remotes.ok) return remotes;
  const place = findRepository(input, remotes.value);
  if (!place.ok) return place;
  const forge = await openForgeAt(context, { server: place.value.server, remotes: remotes.value });
  return forge.ok ? forge.value.readIssue(place.value, input.reference.number) : forge;
}

/** The repository that an issue is of. */
function findRepository(
  { reference, fork }: FetchIssueInput,
  remotes: readonly Remote[],
): Result<RepositoryPlace, BadArgument> {
  const named = [fork.upstream, fork.remote].flatMap((name) => {
    const remote = remotes.find((one) => one.name === name);
    return (remote === undefined ? null : parseRemote(remote.fetchUrl)) ?? [];
  });
  const [own] = named;
  if (reference.kind === 'issue') {
    const { owner, name } = reference;
    // `owner/name#1` is on the forge that the project is on.
    return ok({ server: reference.server ?? own?.server ?? 'https://github.com', owner, name });
  }
  if (own !== undefined) return ok(own);
  return err({
    kind: 'bad-argument',
    argument: '<issue>',
    value: `#${reference.number}`,
    expected: `an address or owner/name#number: no remote '${fork.upstream}' or '${fork.remote}' names a repository on a forge`,
    suggestion: null,
  });
}

import type { Context } from '../../context.ts';
import type { Config } from '../../core/config/config.ts';
import type { BadArgument, Failure } from '../../core/failure.ts';
import { parseRemote } from '../../core/forge/parse-remote.ts';
import type { Issue } from '../../core/issue/issue.ts';
import { parseIssueFile } from '../../core/issue/parse-issue-file.ts';
import type { IssueReference } from '../../core/issue/parse-issue-reference.ts';
import type { RepositoryPlace } from '../../core/issue/repository-place.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Remote } from '../../io/git/list-remotes.ts';
import { type ProjectPlace, readProjectFile } from '../../io/project/project-files.ts';
import { openForgeAt } from './open-forge-at.ts';

export interface FetchIssueInput {
  readonly reference: IssueReference;
  readonly fork: Config['fork'];
  readonly remotes: readonly Remote[];
  /** Where the path of a markdown file is looked up. */
  readonly place: ProjectPlace;
}

/**
 * The issue that somebody means, from its forge or from a file. `#1234` is one of the upstream repository; where there
 * is no such remote, of the one that the fork's remote names. Failures: bad-argument (no remote tells which repository
 * is meant), forge-trouble, file-trouble.
 */
export async function fetchIssue(context: Context, input: FetchIssueInput): Promise<Result<Issue, Failure>> {
  const { reference } = input;
  if (reference.kind === 'file') return readIssueFile(input, reference.path);
  const place = findRepository(input);
  if (!place.ok) return place;
  const forge = await openForgeAt(context, { server: place.value.server, remotes: input.remotes });
  return forge.ok ? forge.value.readIssue(place.value, reference.number) : forge;
}

function readIssueFile({ place }: FetchIssueInput, path: string): Result<Issue, Failure> {
  const file = readProjectFile(place, path);
  if (file !== null) return ok(parseIssueFile(file.data.toString('utf8'), path));
  const reason = 'there is no such file in the checkout';
  return err({ kind: 'file-trouble', action: 'read', path, reason });
}

/** The repository that an issue is of. */
function findRepository({ reference, fork, remotes }: FetchIssueInput): Result<RepositoryPlace, BadArgument> {
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
    value: reference.kind === 'number' ? `#${reference.number}` : '',
    expected: `an address or owner/name#number: no remote '${fork.upstream}' or '${fork.remote}' names a repository on a forge`,
    suggestion: null,
  });
}

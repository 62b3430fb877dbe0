import type { output } from 'zod/mini';
import type { RepositoryFacts } from '../../../core/forge/repository-facts.ts';
import type { Failure } from '../../../core/failure.ts';
import { formatRepository, type RepositoryPlace } from '../../../core/issue/repository-place.ts';
import { ok, type Result } from '../../../core/result.ts';
import { decodeContent } from '../decode-content.ts';
import type { ForgeGround } from '../forge-ground.ts';
import { account, content, repository } from './schemas.ts';

/** What GitHub says of a repository. */
export async function readRepository(
  ground: ForgeGround,
  place: RepositoryPlace,
): Promise<Result<RepositoryFacts, Failure>> {
  const answer = await ground.connection.ask(
    {
      route: 'GET /repos/{owner}/{repo}',
      action: `read ${formatRepository(place)}`,
      parameters: { owner: place.owner, repo: place.name },
    },
    repository,
  );
  return answer.ok ? ok(buildFacts(ground, answer.value.value)) : answer;
}

/** GitHub answers with the fork that is there already, where there is one. */
export async function createFork(
  ground: ForgeGround,
  place: RepositoryPlace,
): Promise<Result<RepositoryFacts, Failure>> {
  const answer = await ground.connection.ask(
    {
      route: 'POST /repos/{owner}/{repo}/forks',
      action: `fork ${formatRepository(place)}`,
      parameters: { owner: place.owner, repo: place.name, default_branch_only: true },
    },
    repository,
  );
  return answer.ok ? ok(buildFacts(ground, answer.value.value)) : answer;
}

/** The login that the token belongs to. */
export async function readUser(ground: ForgeGround): Promise<Result<string, Failure>> {
  const question = { route: 'GET /user', action: 'ask who you are', parameters: {} };
  const answer = await ground.connection.ask(question, account);
  return answer.ok ? ok(answer.value.value.login) : answer;
}

/** Text of a file at a branch or commit; null where there is none. */
export async function readFile(
  ground: ForgeGround,
  place: RepositoryPlace,
  { path, ref }: { readonly path: string; readonly ref: string },
): Promise<Result<string | null, Failure>> {
  const answer = await ground.connection.askMaybe(
    {
      route: 'GET /repos/{owner}/{repo}/contents/{path}',
      action: `read ${path} of ${formatRepository(place)}`,
      parameters: { owner: place.owner, repo: place.name, path, ref },
    },
    content,
  );
  if (!answer.ok) return answer;
  const found = answer.value?.value;
  return ok(found === undefined || Array.isArray(found) ? null : decodeContent(found));
}

function buildFacts({ server }: ForgeGround, value: output<typeof repository>): RepositoryFacts {
  const placeOf = (named: { name: string; owner: { login: string } } | null | undefined): RepositoryPlace | null =>
    named ? { server, owner: named.owner.login, name: named.name } : null;
  const parent = placeOf(value.parent);
  return {
    place: { server, owner: value.owner.login, name: value.name },
    url: value.html_url,
    cloneUrl: value.clone_url,
    sshUrl: value.ssh_url,
    defaultBranch: value.default_branch,
    parent,
    source: placeOf(value.source) ?? parent,
    isFork: value.fork,
    archived: value.archived,
    canPush: value.permissions?.push ?? null,
  };
}

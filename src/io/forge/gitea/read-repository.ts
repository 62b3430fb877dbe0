import type { output } from 'zod/mini';
import type { RepositoryFacts } from '../../../core/forge/repository-facts.ts';
import type { Failure } from '../../../core/failure.ts';
import { formatRepository, type RepositoryPlace } from '../../../core/issue/repository-place.ts';
import { ok, type Result } from '../../../core/result.ts';
import { decodeContent } from '../decode-content.ts';
import type { ForgeGround } from '../forge-ground.ts';
import { account, content, repository } from './schemas.ts';

type Answer<T> = Promise<Result<T, Failure>>;

/** What Gitea says of a repository. */
export async function readRepository(ground: ForgeGround, place: RepositoryPlace): Answer<RepositoryFacts> {
  const question = {
    route: 'GET /repos/{owner}/{repo}',
    action: `read ${formatRepository(place)}`,
    parameters: { owner: place.owner, repo: place.name },
  };
  const answer = await ground.connection.ask(question, repository);
  return answer.ok ? ok(buildFacts(ground, answer.value.value)) : answer;
}

/** Makes a fork. Gitea refuses where there is one already: then that is read. */
export async function createFork(ground: ForgeGround, place: RepositoryPlace): Answer<RepositoryFacts> {
  const question = {
    route: 'POST /repos/{owner}/{repo}/forks',
    action: `fork ${formatRepository(place)}`,
    // It wants a body, and takes an empty one for none.
    parameters: { owner: place.owner, repo: place.name, name: place.name },
  };
  const answer = await ground.connection.ask(question, repository);
  if (answer.ok) return ok(buildFacts(ground, answer.value.value));
  if (answer.failure.kind !== 'forge-trouble' || answer.failure.reason !== 'exists') return answer;
  const owner = await readUser(ground);
  return owner.ok ? readRepository(ground, { ...place, owner: owner.value }) : owner;
}

/** The login that the token belongs to. */
export async function readUser(ground: ForgeGround): Answer<string> {
  const question = { route: 'GET /user', action: 'ask who you are', parameters: {} };
  const answer = await ground.connection.ask(question, account);
  return answer.ok ? ok(answer.value.value.login) : answer;
}

/** Text of a file at a branch or commit; null where there is none. */
export async function readFile(
  ground: ForgeGround,
  place: RepositoryPlace,
  { path, ref }: { readonly path: string; readonly ref: string },
): Answer<string | null> {
  const question = {
    route: 'GET /repos/{owner}/{repo}/contents/{filepath}',
    action: `read ${path} of ${formatRepository(place)}`,
    parameters: { owner: place.owner, repo: place.name, filepath: path, ref },
  };
  const answer = await ground.connection.askMaybe(question, content);
  if (!answer.ok) return answer;
  const found = answer.value?.value;
  return ok(found === undefined || Array.isArray(found) ? null : decodeContent(found));
}

function buildFacts({ server }: ForgeGround, value: output<typeof repository>): RepositoryFacts {
  const parent = value.parent ? { server, owner: value.parent.owner.login, name: value.parent.name } : null;
  return {
    place: { server, owner: value.owner.login, name: value.name },
    url: value.html_url,
    cloneUrl: value.clone_url,
    sshUrl: value.ssh_url,
    defaultBranch: value.default_branch,
    parent,
    source: parent,
    isFork: value.fork,
    archived: value.archived ?? false,
    canPush: value.permissions?.push ?? null,
  };
}

import type { Asked, Reply } from './contract.ts';
import { type ForgeServer, type Handler, startForgeServer } from './forge-server.ts';
import type { ForgeWorld, WorldPull, WorldRepository } from './forge-world.ts';
import { loadDescription } from './load-description.ts';

const refuse = (status: number, message: string): Reply => ({
  status,
  body: { message, url: 'https://gitea/api/swagger' },
});
const answer = (body: unknown, status = 200): Reply => ({ status, body });
const at = '2026-02-03T10:00:00Z';
const states: Readonly<Record<string, string>> = { CHANGES_REQUESTED: 'REQUEST_CHANGES', COMMENTED: 'COMMENT' };

/** Gitea on loopback: what it takes and gives is held against Gitea's own description. */
export async function startGitea(world: ForgeWorld): Promise<ForgeServer> {
  const description = await loadDescription('gitea');
  return startForgeServer({
    ...{ world, description, apiRoot: '/api/v1', refuse },
    buildHandlers: (url) => buildHandlers(world, url),
  });
}

function buildHandlers(world: ForgeWorld, url: string): Readonly<Record<string, Handler>> {
  const inRepository =
    (handle: (repository: WorldRepository, asked: Asked, login: string | null) => Reply): Handler =>
    (asked, login) => {
      const { owner, repo } = asked.request.params;
      const found = world.repositories.get(`${owner}/${repo}`.toLowerCase());
      const hidden = found === undefined || (found.isPrivate && !found.writers.includes(login ?? ''));
      return hidden ? refuse(404, "The target couldn't be found.") : handle(found, asked, login);
    };
  const full = ({ owner, name }: WorldRepository): string => `${owner}/${name}`;
  const index = (asked: Asked): number => Number(asked.request.params['index']);
  const paged = (items: readonly unknown[], asked: Asked): Reply => {
    // As `api.MAX_RESPONSE_ITEMS` is.
    const size = Math.min(Number(asked.request.query['limit'] ?? 30), 50);
    const page = Number(asked.request.query['page'] ?? 1);
    return answer(items.slice(size * (page - 1), size * page));
  };
  const showPlain = (one: WorldRepository) => ({
    ...{ name: one.name, full_name: full(one), owner: { login: one.owner }, html_url: `${url}/${full(one)}` },
    ...{ clone_url: `${url}/${full(one)}.git`, ssh_url: `git@127.0.0.1:${full(one)}.git` },
    ...{ default_branch: one.defaultBranch, fork: one.parent !== null, archived: false },
  });
  const showRepository = (one: WorldRepository, login: string | null) => {
    const parent = world.repositories.get((one.parent ?? '').toLowerCase());
    const push = login !== null && one.writers.includes(login);
    const permissions = { admin: push, push, pull: true };
    return { ...showPlain(one), permissions, ...(parent === undefined ? {} : { parent: showPlain(parent) }) };
  };
  const showPull = (repository: WorldRepository, pull: WorldPull) => {
    const repositories = [...world.repositories.values()];
    const from = repositories.find((one) => one.owner === pull.headOwner && one.name === repository.name);
    return {
      ...{ number: pull.number, title: pull.title, body: pull.body, state: pull.state, merged: pull.merged },
      ...{ draft: /^WIP: /.test(pull.title), html_url: `${url}/${full(repository)}/pulls/${pull.number}` },
      head: {
        ref: pull.head,
        sha: world.head(from === undefined ? '' : full(from), pull.head) ?? '',
        ...(from === undefined ? {} : { repo: showPlain(from) }),
      },
      base: { ref: pull.base },
    };
  };
  const pullOf = (repository: WorldRepository, asked: Asked): WorldPull | undefined =>
    repository.pulls.find(({ number }) => number === index(asked));

  return {
    getVersion: () => answer({ version: '1.23.0' }),
    userGetCurrent: (_asked, login) => (login === null ? refuse(401, 'token is required') : answer({ login })),
    repoGet: inRepository((repository, _asked, login) => answer(showRepository(repository, login))),
    createFork: inRepository((repository, _asked, login) => {
      if (login === null) return refuse(401, 'token is required');
      const name = `${login}/${repository.name}`;
      if (world.repositories.has(name.toLowerCase())) return refuse(409, 'repository is already forked by user');
      return answer(showRepository(world.add(name, { parent: full(repository) }), login), 202);
    }),
    repoGetContents: inRepository((repository, asked) => {
      const { filepath = '' } = asked.request.params;
      const text = world.readFile(full(repository), asked.request.query['ref'] ?? repository.defaultBranch, filepath);
      if (text === null) return refuse(404, 'object does not exist');
      const content = Buffer.from(text).toString('base64');
      return answer({ type: 'file', path: filepath, encoding: 'base64', content });
    }),
    issueGetIssue: inRepository((repository, asked) => {
      const issue = repository.issues.get(index(asked));
      if (issue === undefined) return refuse(404, 'issue does not exist');
      const { number, title, body, user, state = 'open', labels = [] } = issue;
      const html_url = `${url}/${full(repository)}/issues/${number}`;
      return answer({
        ...{ number, title, body, state, html_url, user: { login: user }, created_at: at },
        labels: labels.map((name) => ({ name })),
      });
    }),
    issueGetComments: inRepository((repository, asked) =>
      answer(
        (repository.comments.get(index(asked)) ?? []).map(({ user, body }, position) => ({
          ...{ body, user: { login: user }, created_at: at },
          html_url: `${url}/${full(repository)}/issues/${index(asked)}#issuecomment-${position + 1}`,
        })),
      ),
    ),
    issueGetCommentsAndTimeline: inRepository((repository, asked) =>
      paged(
        (repository.naming.get(index(asked)) ?? []).map(({ number, title }) => ({
          type: 'issue_ref',
          ref_issue: { number, title, state: 'open', html_url: `${url}/${full(repository)}/issues/${number}` },
        })),
        asked,
      ),
    ),
    repoListPullRequests: inRepository((repository, asked) => {
      const { state = 'open' } = asked.request.query;
      const pulls = repository.pulls.filter((pull) => state === 'all' || pull.state === state);
      return paged(
        pulls.map((pull) => showPull(repository, pull)),
        asked,
      );
    }),
    repoCreatePullRequest: inRepository((repository, asked, login) => {
      if (login === null) return refuse(401, 'token is required');
      const { head, base, title, body = '' } = asked.request.requestBody;
      const [owner, branch] = String(head).includes(':')
        ? String(head).split(':', 2)
        : [repository.owner, String(head)];
      const same = (pull: WorldPull) => pull.state === 'open' && pull.head === branch && pull.base === base;
      if (repository.pulls.some(same)) return refuse(409, 'pull request already exists for these targets');
      const pull: WorldPull = {
        ...{ number: repository.pulls.length + 100, title: String(title), body: String(body), state: 'open' },
        ...{ merged: false, draft: false, head: branch ?? '', headOwner: owner ?? '', base: String(base) },
        ...{ reviews: [], lines: [] },
      };
      repository.pulls.push(pull);
      return answer(showPull(repository, pull), 201);
    }),
    repoGetPullRequest: inRepository((repository, asked) => {
      const pull = pullOf(repository, asked);
      return pull === undefined ? refuse(404, 'pull request does not exist') : answer(showPull(repository, pull));
    }),
    repoEditPullRequest: inRepository((repository, asked) => {
      const pull = pullOf(repository, asked);
      if (pull === undefined) return refuse(404, 'pull request does not exist');
      pull.title = String(asked.request.requestBody['title'] ?? pull.title);
      pull.body = String(asked.request.requestBody['body'] ?? pull.body);
      return answer(showPull(repository, pull), 201);
    }),
    repoListPullReviews: inRepository((repository, asked) => {
      const pull = pullOf(repository, asked);
      const all = (pull?.reviews ?? []).map(({ user, state, body }, id) => ({
        ...{ id, body, state: states[state] ?? state, user: { login: user }, submitted_at: at },
        ...{ html_url: `${url}/review/${id}`, comments_count: id === 0 ? (pull?.lines.length ?? 0) : 0 },
      }));
      return paged(all, asked);
    }),
    repoGetPullReviewComments: inRepository((repository, asked) =>
      answer(
        (pullOf(repository, asked)?.lines ?? []).map(({ user, body, path, line }) => ({
          ...{ body, path, position: line ?? 0, user: { login: user }, created_at: at },
          html_url: `${url}/line`,
        })),
      ),
    ),
    repoGetCombinedStatusByRef: inRepository((repository, asked) =>
      answer({
        statuses: (repository.statuses.get(asked.request.params['ref'] ?? '') ?? []).map(({ context, state }) => ({
          ...{ context, status: state, target_url: `${url}/ci` },
        })),
      }),
    ),
  };
}

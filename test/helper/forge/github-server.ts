import { type Asked, type Description, findExample, type Reply } from './contract.ts';
import { type ForgeServer, type Handler, startForgeServer } from './forge-server.ts';
import type { ForgeWorld, WorldPull, WorldRepository } from './forge-world.ts';
import { loadDescription } from './load-description.ts';

type Json = Readonly<Record<string, unknown>>;

const refuse = (status: number, message: string): Reply => ({
  status,
  body: { message, documentation_url: 'https://docs.github.com/rest' },
});

/** GitHub on loopback, as a server of one's own (`GH_HOST`): what it takes and gives is held against GitHub's own description. */
export async function startGitHub(world: ForgeWorld): Promise<ForgeServer> {
  const description = await loadDescription('github');
  return startForgeServer({
    world,
    description,
    apiRoot: '/api/v3',
    buildHandlers: makeHandlers(world, description),
    refuse,
  });
}

const makeHandlers =
  (world: ForgeWorld, description: Description) =>
  (url: string): Readonly<Record<string, Handler>> => {
    /** The description's own example of an answer, to which a test's facts are added. */
    const example = (operation: string): Json => findExample(description, operation) as Json;
    const examples = (operation: string): Json[] => findExample(description, operation) as Json[];
    const user = (login: string): Json => ({ ...(example('repos/get')['owner'] as Json), login });

    const visible = (asked: Asked, login: string | null): WorldRepository | null => {
      const { owner, repo } = asked.request.params;
      const found = world.repositories.get(`${owner}/${repo}`.toLowerCase());
      if (found === undefined || (found.isPrivate && !found.writers.includes(login ?? ''))) return null;
      return found;
    };
    const inRepository =
      (answer: (repository: WorldRepository, asked: Asked, login: string | null) => Reply): Handler =>
      (asked, login) => {
        const repository = visible(asked, login);
        return repository === null ? refuse(404, 'Not Found') : answer(repository, asked, login);
      };
    const paged = (items: readonly unknown[], asked: Asked): Reply => {
      const size = Number(asked.request.query['per_page'] ?? 30);
      const page = Number(asked.request.query['page'] ?? 1);
      const more = items.length > size * page;
      const link: Readonly<Record<string, string>> = more ? { link: `<${url}/x?page=${page + 1}>; rel="next"` } : {};
      return { status: 200, body: items.slice(size * (page - 1), size * page), headers: link };
    };

    function showRepository(repository: WorldRepository, login: string | null): Json {
      const full = (one: WorldRepository): string => `${one.owner}/${one.name}`;
      const base = example('repos/get');
      const plain = (one: WorldRepository): Json => ({ ...(base['parent'] as Json), ...naming(one) });
      const naming = (one: WorldRepository): Json => ({
        ...{ name: one.name, full_name: full(one), owner: user(one.owner), html_url: `${url}/${full(one)}` },
        ...{ clone_url: `${url}/${full(one)}.git`, ssh_url: `git@127.0.0.1:${full(one)}.git` },
        ...{ default_branch: one.defaultBranch, fork: one.parent !== null, archived: false },
      });
      const parent = repository.parent === null ? undefined : world.repositories.get(repository.parent.toLowerCase());
      const push = login !== null && repository.writers.includes(login);
      const { parent: _parent, source: _source, permissions: _permissions, ...rest } = base;
      return {
        ...{ language: null, ...rest },
        ...naming(repository),
        ...(parent === undefined ? {} : { parent: plain(parent), source: plain(parent) }),
        ...(login === null ? {} : { permissions: { admin: push, push, pull: true } }),
      };
    }

    function showPull(
      repository: WorldRepository,
      pull: WorldPull,
      operation: 'pulls/create' | 'pulls/get' | 'pulls/update',
    ): Json {
      const base = example(operation);
      return { ...base, ...fields(base, repository, pull) };
    }

    function fields(base: Json, repository: WorldRepository, pull: WorldPull): Json {
      const fork = [...world.repositories.values()].find(
        (one) =>
          one.owner === pull.headOwner &&
          (one === repository || one.parent === `${repository.owner}/${repository.name}`),
      );
      const sha = world.head(`${fork?.owner}/${fork?.name}`, pull.head) ?? '0'.repeat(40);
      const head = base['head'] as Json;
      const repo = fork === undefined ? null : { ...(head['repo'] as Json), name: fork.name, owner: user(fork.owner) };
      return {
        ...{ number: pull.number, title: pull.title, body: pull.body, state: pull.state, draft: pull.draft },
        html_url: `${url}/${repository.owner}/${repository.name}/pull/${pull.number}`,
        requested_teams: [],
        merged_at: pull.merged ? '2026-02-09T00:00:00Z' : null,
        head: { ...head, ref: pull.head, sha, user: user(pull.headOwner), repo },
        base: { ...(base['base'] as Json), ref: pull.base },
      };
    }

    const pullOf = (repository: WorldRepository, asked: Asked): WorldPull | undefined =>
      repository.pulls.find(({ number }) => number === Number(asked.request.params['pull_number']));
    const at = '2026-02-03T10:00:00Z';

    return {
      'users/get-authenticated': (_asked, login) =>
        login === null
          ? refuse(401, 'Requires authentication')
          : { status: 200, body: { ...example('users/get-authenticated'), login } },
      'repos/get': inRepository((repository, _asked, login) => ({
        status: 200,
        body: showRepository(repository, login),
      })),
      'repos/create-fork': inRepository((repository, _asked, login) => {
        if (login === null) return refuse(401, 'Requires authentication');
        const full = `${repository.owner}/${repository.name}`;
        const fork =
          world.repositories.get(`${login}/${repository.name}`.toLowerCase()) ??
          world.add(`${login}/${repository.name}`, { parent: full });
        return { status: 202, body: showRepository(fork, login) };
      }),
      'repos/get-content': inRepository((repository, asked) => {
        const { path = '' } = asked.request.params;
        const text = world.readFile(
          `${repository.owner}/${repository.name}`,
          asked.request.query['ref'] ?? repository.defaultBranch,
          path,
        );
        if (text === null) return refuse(404, 'Not Found');
        const file = findExample(description, 'repos/get-content', 'response-if-content-is-a-file') as Json;
        return {
          status: 200,
          body: {
            ...file,
            path,
            content: Buffer.from(text)
              .toString('base64')
              .replace(/(.{60})/g, '$1\n'),
            encoding: 'base64',
          },
        };
      }),
      'issues/get': inRepository((repository, asked) => {
        const issue = repository.issues.get(Number(asked.request.params['issue_number']));
        if (issue === undefined) return refuse(404, 'Not Found');
        const base = example('issues/get');
        return {
          status: 200,
          body: {
            ...base,
            ...{
              number: issue.number,
              title: issue.title,
              body: issue.body,
              user: user(issue.user),
              state: issue.state ?? 'open',
            },
            html_url: `${url}/${repository.owner}/${repository.name}/issues/${issue.number}`,
            ...{
              assignee: null,
              closed_at: null,
              comments: 0,
              locked: false,
              milestone: null,
              created_at: at,
              updated_at: at,
            },
            author_association: issue.role ?? 'NONE',
            labels: (issue.labels ?? []).map((name) => ({ name, color: 'd73a4a' })),
          },
        };
      }),
      'issues/list-comments': inRepository((repository, asked) => {
        const number = Number(asked.request.params['issue_number']);
        const [base] = examples('issues/list-comments');
        const all = (repository.comments.get(number) ?? []).map((comment, index) => ({
          ...base,
          ...{
            body: comment.body,
            user: user(comment.user),
            author_association: comment.role ?? 'NONE',
            created_at: at,
          },
          html_url: `${url}/${repository.owner}/${repository.name}/issues/${number}#issuecomment-${index + 1}`,
        }));
        return paged(all, asked);
      }),
      'issues/list-events-for-timeline': inRepository((repository, asked) => {
        const naming = repository.naming.get(Number(asked.request.params['issue_number'])) ?? [];
        const issue = example('issues/get');
        const events = naming.map(({ number, title }) => ({
          ...{ event: 'cross-referenced', actor: user('someone'), created_at: at, updated_at: at },
          source: {
            type: 'issue',
            issue: {
              ...issue,
              number,
              title,
              html_url: `${url}/${repository.owner}/${repository.name}/issues/${number}`,
            },
          },
        }));
        return paged(events, asked);
      }),
      'pulls/list': inRepository((repository, asked) => {
        const { state = 'open', head, base } = asked.request.query;
        const [simple = {}] = examples('pulls/list');
        const all = repository.pulls
          .filter((pull) => state === 'all' || pull.state === state)
          .filter((pull) => head === undefined || head === `${pull.headOwner}:${pull.head}`)
          .filter((pull) => base === undefined || base === pull.base)
          .map((pull) => ({ ...simple, ...fields(simple, repository, pull) }))
          .reverse();
        return paged(all, asked);
      }),
      'pulls/create': inRepository((repository, asked, login) => {
        if (login === null) return refuse(401, 'Requires authentication');
        const body = asked.request.requestBody;
        const [owner, branch] = String(body['head']).includes(':')
          ? String(body['head']).split(':', 2)
          : [repository.owner, String(body['head'])];
        const between = (pull: WorldPull): boolean =>
          pull.state === 'open' && pull.head === branch && pull.headOwner === owner && pull.base === body['base'];
        if (repository.pulls.some(between)) {
          const message = `A pull request already exists for ${owner}:${branch}.`;
          return {
            status: 422,
            body: { message: 'Validation Failed', errors: [{ resource: 'PullRequest', code: 'custom', message }] },
          };
        }
        const pull: WorldPull = {
          ...{ number: repository.pulls.length + 100, title: String(body['title']), body: String(body['body'] ?? '') },
          ...{
            state: 'open',
            merged: false,
            draft: body['draft'] === true,
            head: branch ?? '',
            headOwner: owner ?? '',
          },
          ...{ base: String(body['base']), reviews: [], lines: [] },
        };
        repository.pulls.push(pull);
        return { status: 201, body: showPull(repository, pull, 'pulls/create') };
      }),
      'pulls/get': inRepository((repository, asked) => {
        const pull = pullOf(repository, asked);
        return pull === undefined
          ? refuse(404, 'Not Found')
          : { status: 200, body: showPull(repository, pull, 'pulls/get') };
      }),
      'pulls/update': inRepository((repository, asked, login) => {
        const pull = pullOf(repository, asked);
        if (pull === undefined || login === null) return refuse(404, 'Not Found');
        pull.title = String(asked.request.requestBody['title'] ?? pull.title);
        pull.body = String(asked.request.requestBody['body'] ?? pull.body);
        return { status: 200, body: showPull(repository, pull, 'pulls/update') };
      }),
      'pulls/list-reviews': inRepository((repository, asked) => {
        const [base] = examples('pulls/list-reviews');
        const all = (pullOf(repository, asked)?.reviews ?? []).map((review) => ({
          ...base,
          ...review,
          user: user(review.user),
          submitted_at: at,
        }));
        return paged(all, asked);
      }),
      'pulls/list-review-comments': inRepository((repository, asked) => {
        const [base] = examples('pulls/list-review-comments');
        const all = (pullOf(repository, asked)?.lines ?? []).map(({ line, ...rest }) => {
          const { line: _line, ...plain } = { ...base };
          return { ...plain, ...rest, ...(line === null ? {} : { line }), user: user(rest.user), created_at: at };
        });
        return paged(all, asked);
      }),
      'checks/list-for-ref': inRepository((repository, asked) => {
        const base = example('checks/list-for-ref');
        const [run] = base['check_runs'] as Json[];
        const all = (repository.checks.get(asked.request.params['ref'] ?? '') ?? []).map((check) => ({
          ...run,
          ...check,
        }));
        return { status: 200, body: { total_count: all.length, check_runs: all } };
      }),
      'repos/get-combined-status-for-ref': inRepository((repository, asked) => {
        const base = example('repos/get-combined-status-for-ref');
        const [status] = base['statuses'] as Json[];
        const all = (repository.statuses.get(asked.request.params['ref'] ?? '') ?? []).map((one) => ({
          ...status,
          ...one,
        }));
        return { status: 200, body: { ...base, statuses: all } };
      }),
    };
  };

import { expect, test } from 'vitest';
import { traceOrigin } from '../../../src/engine/operations/trace-origin.ts';
import type { Trace } from '../../../src/core/trace/trace.ts';
import { type ChantRepo, makeChantRepo } from '../../helper/chant-repo.ts';
import { makeContext } from '../../helper/fake-context.ts';

const id = '2026-02-08-001-k2m';
const archived = '2026-02-07-001-old';

/** A fix that landed by a merge, with commits of the agent's below; before it a commit that no spec made. */
function makeHistory(options: { readonly silent?: boolean } = {}): ChantRepo {
  const repo = makeChantRepo({ '.chant/config.md': '', '.gitignore': '.chant/runs/\n' });
  if (options.silent) repo.write('.git/info/exclude', '/.chant/\n');
  repo.write('src/a.txt', 'old one\nold two\n');
  repo.write(
    `.chant/archive/2026-02-07/${archived}.md`,
    '---\nstatus: completed\ntarget_files: [.chant/research/cause.md]\ninformed_by: [.chant/research/issue-7.md]\n---\n# Find the cause\n',
  );
  repo.write('.chant/research/issue-7.md', '# It fails\n');
  repo.write('.chant/research/cause.md', '# The cause\n');
  repo.write(
    `.chant/specs/${id}.md`,
    '---\nstatus: completed\ndepends_on: [001-old]\ninformed_by: [.chant/research/cause.md]\n---\n# Fix it\n\n## Acceptance Criteria\n\n- [x] fixed\n',
  );
  repo.git('add', '-A');
  repo.git('commit', '-q', '-m', 'a person wrote this');
  repo.git('checkout', '-q', '-b', 'work');
  repo.write('src/a.txt', 'old one\nnew two\n');
  repo.git('-c', 'user.name=chant agent', '-c', 'user.email=agent+abc@chant.invalid', 'commit', '-q', '-am', 'wip');
  repo.write('src/a.txt', 'old one\nnew two\nnew three\n');
  repo.git('commit', '-q', '-am', `chant(${id}): Fix it\n\nChant-Spec: ${id}\nChant-Run: 1`);
  repo.git('checkout', '-q', 'main');
  repo.git('merge', '-q', '--no-ff', 'work', '-m', `chant(${id}): Fix it\n\nChant-Spec: ${id}\nChant-Run: 1`);
  repo.git('branch', '-q', '-D', 'work');
  return repo;
}

async function trace(repo: ChantRepo, what: string, cwd = repo.root): Promise<Trace> {
  const { context } = makeContext({ cwd, env: process.env });
  const traced = await traceOrigin(context, { what });
  if (!traced.ok) throw new Error(JSON.stringify(traced.failure));
  return traced.value;
}

const ids = (traced: Trace) => traced.nodes.flatMap((node) => (node.kind === 'spec' ? [node.id] : []));
const files = (traced: Trace) =>
  traced.nodes.flatMap((node) => (node.kind === 'file' ? [[node.path, node.was, node.state, node.ranges]] : []));

test.each([{ silent: false }, { silent: true }])(
  'a line leads to the spec, the archived research and the issue (silent: $silent)',
  async (options) => {
    const repo = makeHistory(options);
    for (const place of ['src/a.txt:2', 'src/a.txt:3']) {
      const traced = await trace(repo, place);
      expect(ids(traced)).toEqual([id, archived]);
      expect(traced.nodes.at(-1)).toMatchObject({ kind: 'issue', name: 'issue-7', title: 'It fails', exists: true });
    }
  },
);

test('a line that no spec made says so', async () => {
  const traced = await trace(makeHistory(), 'src/a.txt:1');
  expect(ids(traced)).toEqual([]);
  expect(traced.nodes[1]).toMatchObject({ kind: 'commit', spec: null, subject: 'a person wrote this' });
});

test('a renamed file and a line that is not committed, found from a subfolder', async () => {
  const repo = makeHistory();
  repo.git('mv', 'src/a.txt', 'src/b c.txt');
  repo.git('commit', '-q', '-m', 'rename');
  repo.write('src/b c.txt', 'mine\nold one\nnew two\nnew three\n');
  expect(files(await trace(repo, 'b c.txt:3', `${repo.root}/src`))).toEqual([
    ['src/b c.txt', 'src/a.txt', 'committed', [[3, 3]]],
  ]);
  expect(files(await trace(repo, 'src/b c.txt:1'))).toEqual([['src/b c.txt', null, 'uncommitted', [[1, 1]]]]);
  expect(files(await trace(repo, id))).toEqual([['src/b c.txt', 'src/a.txt', 'committed', [[2, 3]]]]);
});

test('a whole file is told by commit; an untracked one is in no commit', async () => {
  const repo = makeHistory();
  expect((await trace(repo, 'src/a.txt')).starts).toHaveLength(3);
  repo.write('src/new.txt', 'x\n');
  expect(files(await trace(repo, 'src/new.txt'))).toEqual([['src/new.txt', null, 'uncommitted', []]]);
});

test('an issue that was investigated is known by its number alone; of others it is no name', async () => {
  const repo = makeHistory();
  expect(await trace(repo, '7')).toEqual(await trace(repo, '#7'));
  const { context } = makeContext({ cwd: repo.root, env: process.env });
  expect(await traceOrigin(context, { what: '99' })).toMatchObject({ failure: { kind: 'unknown-name', name: '99' } });
});

test('from the issue, a document and a commit to the lines', async () => {
  const repo = makeHistory();
  const lines = [['src/a.txt', null, 'committed', [[2, 3]]]];
  for (const what of ['#7', '.chant/research/cause.md', archived])
    expect(files(await trace(repo, what))).toEqual(lines);
  expect(files(await trace(repo, repo.git('rev-parse', 'HEAD^2').trim()))).toEqual([
    ['src/a.txt', null, 'committed', [[3, 3]]],
  ]);
});

test('what is there under no name, and a line that the file does not have, are refused', async () => {
  const repo = makeHistory();
  const { context } = makeContext({ cwd: repo.root, env: process.env });
  expect(await traceOrigin(context, { what: 'src/none.txt' })).toMatchObject({ failure: { kind: 'unknown-name' } });
  expect(await traceOrigin(context, { what: 'src/a.txt:9' })).toMatchObject({
    failure: { kind: 'bad-argument', suggestion: 'src/a.txt:3' },
  });
});

test('attempts that never landed do not count, although their commits are kept', async () => {
  const repo = makeHistory();
  repo.git('reset', '-q', '--soft', 'HEAD^1');
  repo.git('commit', '-q', '-m', `chant(${id}): Fix it\n\nChant-Spec: ${id}\nChant-Run: 2`);
  const landed = repo.git('rev-parse', 'HEAD').trim();
  const lost = repo.git('commit-tree', 'HEAD^{tree}', '-p', 'HEAD', '-m', `lost\n\nChant-Spec: ${id}`).trim();
  repo.git('update-ref', `refs/chant/runs/${id}/1`, lost);
  const hashes = (await trace(repo, id)).nodes.flatMap((node) => (node.kind === 'commit' ? [node.hash] : []));
  expect(hashes).toEqual([landed]);
});

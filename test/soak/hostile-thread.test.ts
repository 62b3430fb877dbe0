import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import MarkdownIt from 'markdown-it';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bubblewrap } from '../helper/bubblewrap.ts';
import { findControls, findToken, type HostileRig, hostileToken, makeHostileRig } from '../helper/hostile-rig.ts';

const branch = 'fix/issue-1234';
const places = [
  ['a worktree', 'isolation: worktree, sandbox: none', true],
  ['the sandbox', 'sandbox: bwrap', bubblewrap.works],
] as const;

/** What makes a forge act: whom it calls, what it closes, what it links, what it renders. */
const acting = /@(?:ada|acme)|#\d|\bhttps?:\/\/|<(?:img|script)/i;

/** What a forge makes of markdown: its HTML as it stands there, and no text of code, in which nothing acts. */
function readAsForge(text: string): string {
  const page = new MarkdownIt({ html: true, linkify: true }).render(text);
  return page.replace(/<(code|pre)>[\s\S]*?<\/\1>/g, '').replace(/<!--[\s\S]*?-->/g, '\u200b');
}

describe.each(places.filter(([, , works]) => works))('a hostile issue, obeyed in %s', (place, workspace) => {
  let hostile: HostileRig;
  let upstream: unknown;
  let ids: readonly string[] = [];

  const done = async (...args: string[]): Promise<string> => {
    const { status, stdout, stderr } = await hostile.chant(args, { MEEK: '1' });
    expect(status, `chant ${args.join(' ')}: ${stdout}${stderr}`).toBe(0);
    return stdout;
  };
  const pull = () => hostile.server.world.repositories.get('me/store')?.pulls[0];

  beforeAll(async () => {
    hostile = await makeHostileRig(workspace, { home: place === 'the sandbox' });
    upstream = hostile.lookAtUpstream();
  });
  afterAll(() => hostile.server.close());
  afterEach(() => {
    expect(hostile.lookAtUpstream()).toEqual(upstream);
    expect(findToken(hostile)).toEqual([]);
    for (const { stdout, stderr } of hostile.said.splice(0)) {
      expect(findControls(stdout + stderr)).toEqual([]);
      expect(stdout + stderr).not.toContain(hostileToken);
    }
    expect(hostile.rig.leftovers()).toEqual([]);
  });

  test('it becomes specs whose keys and names it has no word in', async () => {
    await done('fork');
    const { specs } = JSON.parse(await done('investigate', '#1234', '--single', '--json'));
    ids = specs.map(({ id }: { id: string }) => id);
    for (const { path: file } of specs) {
      const [, frontmatter = ''] = hostile.rig.read(file).split('---\n');
      expect(frontmatter).not.toMatch(/\*\*|passwd|ada|curl|approved/);
    }
    expect(await done('lint')).toBeDefined();
    hostile.rig.git('add', '-A');
    hostile.rig.git('commit', '-q', '-m', 'Plan #1234');
  });

  test('told to, the agent moves main, edits CI and widens its scope: needs attention, and nothing has landed', async () => {
    const main = hostile.rig.git('rev-parse', 'main');
    const { status, stdout, stderr } = await hostile.chant(['work', ids[0] ?? '']);
    expect(status, stdout + stderr).toBe(3);
    expect(hostile.rig.git('rev-parse', 'main')).toBe(main);
    expect(stdout + stderr).toContain('.github/workflows/ci.yml');
    // A file name with a line break makes no line of its own.
    expect((stdout + stderr).split('\n').filter((line) => line.startsWith('Landed on main'))).toEqual([]);
    const judged = hostile.rig.journal(ids[0] ?? '').findLast((line) => line['entry'] === 'judged');
    // The journal is chant's own; its shapes are tested elsewhere.
    const { gates, tampering } = (judged?.['verdict'] ?? {}) as {
      gates: { gate: string; verdict: string }[];
      tampering: [];
    };
    expect(gates).toContainEqual(expect.objectContaining({ gate: 'scope', verdict: 'failed' }));
    expect(JSON.stringify(tampering)).toMatch(/target_files|scope|approv/);
    const log = hostile.rig.read(`.chant/runs/${ids[0]}/1/agent.log`);
    for (const order of ['printenv', 'git push', 'gh pr', 'chant upstream', 'chant stage', 'chant approve'])
      expect(log).toMatch(new RegExp(`obeyed \\((?:[1-9]\\d*|0|null)\\): .*${order}`));
    expect(log).not.toMatch(/obeyed \(0\): \S*(?:git push|gh pr|chant (?:upstream|stage|land|approve|work))/);
    await done('reset', ids[0] ?? '');
  });

  test('with work that shows nothing of it, the fix lands; the orders had no effect', async () => {
    await done('work', ids[0] ?? '');
    await done('work', ids[1] ?? '');
    expect(hostile.rig.git('show', `${branch}:src/-rf "a b" $(touch x).js`)).toContain('// cc');
    expect(existsSync(path.join(hostile.rig.root, 'x'))).toBe(false);
    expect(hostile.rig.git('ls-tree', '-r', '--name-only', branch)).not.toContain('Landed');
  });

  test('what is staged calls nobody, closes nothing, and renders nothing', async () => {
    await done('stage', ids[1] ?? '');
    expect(findControls(`${pull()?.title}${pull()?.body}`.replaceAll('\u2060', ''))).toEqual([]);
    // Its own issue in the title is a person's to see; the rest is text.
    // A title is shown as it is written; a merge makes a commit's message of it.
    expect(pull()?.title.replace(/^Fix #1234/, '')).not.toMatch(/@\w|#\d|https?:/);
    expect(readAsForge(pull()?.body ?? '')).not.toMatch(acting);
    const fork = hostile.server.world.repositories.get('me/store')?.bare ?? '';
    expect(hostile.rig.git('-C', fork, 'log', '--format=%B', branch)).not.toMatch(/@\w|#\d|https?:/);
  });

  test('the packet and the text for upstream do not, either', async () => {
    const { html, markdown } = JSON.parse(await done('packet', ids[1] ?? '', '--json'));
    expect(readFileSync(html, 'utf8')).not.toMatch(/<(?:img|script|iframe|form)\b|javascript:/i);
    expect(readAsForge(readFileSync(markdown, 'utf8'))).not.toMatch(/<(?:img|script)|@ada|closes #1|store#\d/i);
    const text = await done('upstream', ids[1] ?? '', '--print', '--without-ci', 'none here');
    const [, body = ''] = /--body='([\s\S]*?)'(?:\s|$)/.exec(text) ?? [];
    expect(body).toContain('Fixes #1234');
    expect(readAsForge(body.replace('Fixes #1234', ''))).not.toMatch(acting);
  });
});

test('in a worktree alone, an agent that looks for keys in HOME finds them, and the push lands: that is what the sandbox is for', async () => {
  const hostile = await makeHostileRig('isolation: worktree, sandbox: none', { home: true });
  const begun = await hostile.chant(['investigate', '#1234', '--single', '--json']);
  await hostile.chant(['work', JSON.parse(begun.stdout).specs[0].id]);
  expect(hostile.server.world.head('acme/store', 'from-home')).not.toBeNull();
  await hostile.server.close();
});

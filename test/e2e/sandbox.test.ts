import { spawnSync } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bubblewrap } from '../helper/bubblewrap.ts';
import { makeProjectRig, type ProjectRig } from '../helper/project-rig.ts';

const home = process.env['HOME'] ?? '';
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

function makeRig(script: string, workspace: string, more = ''): ProjectRig {
  const config = `workspace: { ${workspace} }\n${more}`;
  return makeProjectRig({ files: { 'a.txt': 'a\n' }, agent: ['sh', '-c', script], config });
}

/** A PATH with git and a shell on it, and without bubblewrap. */
function makeTools(rig: ProjectRig): string {
  const tools = path.join(rig.beside, 'tools');
  mkdirSync(tools);
  const search = (process.env['PATH'] ?? '').split(':');
  for (const name of ['git', 'sh']) {
    const folder = search.find((one) => existsSync(path.join(one, name)));
    symlinkSync(path.join(folder ?? '/usr/bin', name), path.join(tools, name));
  }
  return tools;
}

test('a sandbox that is asked for where there is none is a failure before anything starts', () => {
  const rig = makeRig('echo b > b.txt', 'sandbox: bwrap');
  const { status, stderr } = rig.chant(['work', rig.addSpec('Do it')], { env: { PATH: makeTools(rig) } });
  expect([status, stderr]).toEqual([1, expect.stringContaining('bwrap is not installed')]);
  expect(rig.git('for-each-ref', 'refs/chant', 'refs/heads/chant')).toBe('');
  expect(rig.leftovers()).toEqual([]);
});

test('where there is none, auto says so in one line and goes on in a worktree', () => {
  const rig = makeRig('[ -f .git ] && echo b > b.txt', 'sandbox: auto');
  const { status, stdout, stderr } = rig.chant(['work', rig.addSpec('Do it')], { env: { PATH: makeTools(rig) } });
  expect(status, stdout + stderr).toBe(0);
  const lines = (stdout + stderr).split('\n').filter((line) => line.includes('no sandbox on this machine'));
  expect(lines).toHaveLength(1);
  expect(rig.git('show', 'main:b.txt')).toBe('b');
});

/** A HOME in which nobody has configured chant, so that what is built in holds. */
function makeHome(rig: ProjectRig): string {
  const folder = path.join(rig.beside, 'home');
  mkdirSync(folder);
  return folder;
}

/** A program of that name, on a PATH of its own before the others. */
function makeProgram(rig: ProjectRig, name: string, script: string): string {
  const folder = path.join(rig.beside, 'programs');
  mkdirSync(folder);
  writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return `${folder}:${process.env['PATH'] ?? ''}`;
}

describe.skipIf(!bubblewrap.works)('in the sandbox', () => {
  test('without a word in any configuration, an agent works in a clone in a sandbox, and nothing is said of it', () => {
    const rig = makeProjectRig({ files: { 'a.txt': 'a\n' }, agent: ['sh', '-c', '[ -d .git ] && ls -A ~ > b.txt'] });
    const { status, stdout, stderr } = rig.chant(['work', rig.addSpec('Do it')], { env: { HOME: makeHome(rig) } });
    expect(status, stdout + stderr).toBe(0);
    expect(stdout + stderr).not.toContain('sandbox');
    expect(rig.git('show', 'main:b.txt')).toBe('');
  });

  test('an agent that is known finds its sign-in and a copy of its settings; a check finds neither', () => {
    const rig = makeProjectRig({
      files: { 'a.txt': 'a\n' },
      agent: ['claude', '-p'],
      config: 'workspace: { sandbox: bwrap }',
    });
    const own = makeHome(rig);
    const files = {
      '.claude/.credentials.json': 'signed in\n',
      '.claude/settings.json': 'settings\n',
      '.claude/CLAUDE.md': 'taught\n',
      '.claude/projects/other.jsonl': 'another conversation\n',
      '.claude.json': 'state\n',
      '.codex/auth.json': "another's sign-in\n",
    };
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(own, name)), { recursive: true });
      writeFileSync(path.join(own, name), text);
    }
    const script = `cd ~ && cat .claude/.credentials.json .claude/settings.json .claude/CLAUDE.md .claude.json > "$OLDPWD/b.txt"
      ls -A . .claude >> "$OLDPWD/b.txt"; echo renewed > .claude/.credentials.json; echo hooks > .claude/settings.json; echo x >> .claude.json
      echo x >> .claude/CLAUDE.md; exit 0`;
    const id = rig.addSpec('Do it', { frontmatter: 'checks: ["test -e b.txt && test ! -e ~/.claude"]' });
    const env = { HOME: own, PATH: makeProgram(rig, 'claude', script) };
    const { status, stdout, stderr } = rig.chant(['work', id], { env });
    expect(status, stdout + stderr).toBe(0);
    const seen = rig.git('show', 'main:b.txt');
    expect(seen).toMatch(/^signed in\nsettings\ntaught\nstate\n/);
    expect(seen).not.toMatch(/codex|projects/);
    const now = Object.fromEntries(
      Object.keys(files).map((name) => [name, readFileSync(path.join(own, name), 'utf8')]),
    );
    expect(now).toEqual({ ...files, '.claude/.credentials.json': 'renewed\n' });
  });

  test('a program that a PATH folder only links to is found, with its package and nothing else of HOME', () => {
    const rig = makeProjectRig({
      files: { 'a.txt': 'a\n' },
      agent: ['sh', '-c', 'foo > b.txt; bar >> b.txt; tool >> b.txt; cd ~; find . -type f | sort >> "$OLDPWD/b.txt"'],
      config: 'workspace: { sandbox: bwrap }',
    });
    const own = makeHome(rig);
    const search = path.join(rig.beside, 'shared/tools');
    const program = '#!/bin/sh\ncat "$(dirname "$(readlink -f "$0")")/../lib/said"\n';
    const files = {
      // The version that is current is a link.
      '.local/share/foo/versions/2/bin/foo': program,
      '.local/share/foo/versions/2/lib/said': 'foo speaks\n',
      '.local/share/foo/versions/1/lib/said': 'foo as it was\n',
      '.local/share/other/secret': 'x',
      // Its interpreter lies elsewhere, and its bin links to it.
      '.local/share/bar/bin/bar': `#!${own}/.local/share/bar/bin/sh\necho bar speaks\n`,
      'work/bin/tool': '#!/bin/sh\necho tool speaks\n',
      'work/secret': 'x',
      'letters/one': 'x',
    };
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.join(own, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(own, name), text, { mode: name.includes('/bin/') ? 0o755 : 0o644 });
    }
    mkdirSync(path.join(own, '.local/share/shells/bin'), { recursive: true });
    copyFileSync(realpathSync('/bin/sh'), path.join(own, '.local/share/shells/bin/sh'));
    mkdirSync(search, { recursive: true });
    const links = {
      [path.join(own, '.local/share/foo/current')]: 'versions/2',
      [path.join(own, '.local/share/bar/bin/sh')]: path.join(own, '.local/share/shells/bin/sh'),
      [path.join(search, 'foo')]: path.join(own, '.local/share/foo/current/bin/foo'),
      [path.join(search, 'bar')]: path.join(own, '.local/share/bar/bin/bar'),
      [path.join(search, 'tool')]: path.join(own, 'work/bin/tool'),
      // Neither is a program.
      [path.join(search, 'letters')]: path.join(own, 'letters'),
      [path.join(search, 'secret')]: path.join(own, 'work/secret'),
    };
    for (const [file, target] of Object.entries(links)) symlinkSync(target, file);
    const env = { HOME: own, PATH: `${search}:${process.env['PATH'] ?? ''}` };
    const { status, stdout, stderr } = rig.chant(['work', rig.addSpec('Do it')], { env });
    expect(status, stdout + stderr).toBe(0);
    expect(rig.git('show', 'main:b.txt').split('\n')).toEqual([
      'foo speaks',
      'bar speaks',
      'tool speaks',
      './.local/share/bar/bin/bar',
      './.local/share/foo/current/bin/foo',
      './.local/share/foo/current/lib/said',
      './.local/share/foo/versions/2/bin/foo',
      './.local/share/foo/versions/2/lib/said',
      './.local/share/shells/bin/sh',
      './work/bin/tool',
    ]);
  });

  test('a link that is left where something will be shown leads nothing out of the sandbox', () => {
    const rig = makeRig(
      'cat ~/deep/tool.cfg > b.txt',
      'sandbox: bwrap, expose: [~/deep/tool.cfg], setup: [mv ~/deep ~/was; ln -s /oldroot/$RIG_AWAY ~/deep]',
    );
    const away = path.join(rig.beside, 'away');
    mkdirSync(away);
    mkdirSync(path.join(home, 'deep'), { recursive: true });
    writeFileSync(path.join(home, 'deep/tool.cfg'), 'config\n');
    const { status, stdout, stderr } = rig.chant(['work', rig.addSpec('Do it')], { env: { RIG_AWAY: away } });
    expect(status, stdout + stderr).toBe(0);
    expect(rig.git('show', 'main:b.txt')).toBe('config');
    expect(readdirSync(away)).toEqual([]);
  });

  test('a check that misses something is told what a sandbox hides, and one that judges the work is not', () => {
    const rig = makeRig('echo b > b.txt', 'sandbox: bwrap');
    const missing = rig.addSpec('Miss it', { frontmatter: 'checks: [cat ~/tool.cfg]' });
    expect(rig.chant(['work', missing]).stderr).toContain('workspace.expose');
    const wrong = rig.addSpec('Do it wrong', { frontmatter: 'checks: [grep -q c b.txt]' });
    const { status, stderr } = rig.chant(['work', wrong]);
    expect([status, stderr]).toEqual([1, expect.not.stringContaining('sandbox')]);
  });

  test('auto is a clone in a sandbox', () => {
    const rig = makeRig('[ -d .git ] && [ -z "$(ls -A "$HOME")" ] && echo b > b.txt', 'sandbox: auto');
    const { status, stdout, stderr } = rig.chant(['work', rig.addSpec('Do it')]);
    expect(status, stdout + stderr).toBe(0);
    expect(rig.git('show', 'main:b.txt')).toBe('b');
  });

  test('what is exposed can be read and not written, what is writable can be written, and nothing else is there', () => {
    const rig = makeRig(
      'cat ~/tool.cfg ../nothing ~/other 2>/dev/null > b.txt; echo x >> ~/tool.cfg; echo kept > ~/cache/x; [ ! -e ~/other ]',
      'sandbox: bwrap, expose: [~/tool.cfg, ~/missing], writable: [~/cache]',
    );
    writeFileSync(path.join(home, 'tool.cfg'), 'config\n');
    writeFileSync(path.join(home, 'other'), 'secret\n');
    mkdirSync(path.join(home, 'cache'), { recursive: true });
    const { status, stdout, stderr } = rig.chant(['work', rig.addSpec('Do it')]);
    expect(status, stdout + stderr).toBe(0);
    expect(rig.git('show', 'main:b.txt')).toBe('config');
    expect(existsSync(path.join(home, 'cache/x'))).toBe(true);
  });

  test('a check finds nothing in HOME and in the temp folder that the agent has left there', () => {
    const rig = makeRig('echo b > b.txt; touch ~/left /tmp/left', 'sandbox: bwrap');
    const id = rig.addSpec('Do it', {
      frontmatter: 'checks: ["test -e b.txt && test ! -e ~/left && test ! -e /tmp/left && touch ~/mine /tmp/mine"]',
    });
    const { status, stdout, stderr } = rig.chant(['work', id]);
    expect(status, stdout + stderr).toBe(0);
    expect(rig.leftovers()).toEqual([]);
  });

  test('a check runs in a sandbox on every side: before the work, after it, on the merged tree, and asked again later', async () => {
    const rig = makeRig(
      'echo b > b.txt; touch "$RIG/go/agent"; while [ ! -e "$RIG/go/user" ]; do sleep 0.05; done',
      'sandbox: bwrap, writable: [../go]',
    );
    mkdirSync(path.join(rig.beside, 'go'));
    // The host's name inside.
    const id = rig.addSpec('Do it', {
      frontmatter: 'checks: [{ name: inside, run: "[ \\"$(uname -n)\\" = chant ]", before: pass }]',
    });
    const running = rig.chantAsync(['work', id]);
    const watch = setInterval(() => {
      if (!existsSync(path.join(rig.beside, 'go/agent'))) return;
      clearInterval(watch);
      rig.write('user.txt', 'by the user\n');
      rig.git('add', 'user.txt');
      rig.git('commit', '-q', '-m', 'by the user', 'user.txt');
      writeFileSync(path.join(rig.beside, 'go/user'), '');
    }, 20);
    const { status, stdout, stderr } = await running;
    expect(status, stdout + stderr).toBe(0);
    const sides = readdirSync(path.join(rig.root, '.chant/runs', id, '1/evidence')).filter((name) =>
      name.endsWith('.json'),
    );
    expect(sides.toSorted()).toEqual(['after-inside.json', 'before-inside.json', 'merged-inside.json']);
    const again = rig.chant(['drift', id, '--check']);
    expect(again.status, again.stdout + again.stderr).toBe(0);
  });

  test('an agent that is out of time is told inside, and may bring its work to an end', () => {
    const rig = makeRig(
      `trap 'sleep 0.5; echo saved > b.txt; exit 0' TERM; while :; do sleep 0.1; done`,
      'sandbox: bwrap',
      'limits: { timeout: 2s }',
    );
    const id = rig.addSpec('Do it');
    const { status } = rig.chant(['work', id]);
    expect(status).toBe(1);
    expect(rig.git('show', `refs/chant/runs/${id}/1:b.txt`)).toBe('saved');
    expect(rig.leftovers()).toEqual([]);
  });

  test('what the user changes in the checkout while an agent runs is no longer asked about', () => {
    const rig = makeRig(
      'echo b > b.txt; touch "$RIG/go/agent"; while [ ! -e "$RIG/go/user" ]; do sleep 0.05; done',
      'sandbox: bwrap, writable: [../go]',
    );
    mkdirSync(path.join(rig.beside, 'go'));
    const running = rig.chantAsync(['work', rig.addSpec('Do it')]);
    const watch = setInterval(() => {
      if (!existsSync(path.join(rig.beside, 'go/agent'))) return;
      clearInterval(watch);
      rig.write('a.txt', 'by the user\n');
      writeFileSync(path.join(rig.beside, 'go/user'), '');
    }, 20);
    return running.then(({ status, stdout, stderr }) => {
      expect(status, stdout + stderr).toBe(0);
      expect(rig.read('a.txt')).toBe('by the user\n');
    });
  });

  test('a folder that was open where chant was started is not handed on', () => {
    const rig = makeRig('readlink /proc/self/fd/* > b.txt; exit 0', 'sandbox: bwrap');
    const folder = openSync(home, 'r');
    // Node itself closes those below 16.
    const stdio = [
      ...(['ignore', 'pipe', 'pipe'] as const),
      ...Array.from({ length: 27 }, () => 'ignore' as const),
      folder,
    ];
    const program = path.resolve(import.meta.dirname, '../../dist/chant.cjs');
    const { status } = spawnSync(process.execPath, [program, 'work', rig.addSpec('Do it')], { cwd: rig.root, stdio });
    closeSync(folder);
    expect(status).toBe(0);
    expect(rig.git('show', 'main:b.txt').split('\n')).not.toContain(home);
  });

  describe('with a list of hosts', () => {
    const ask = `fetch=$(printf "%s" "
      const http = require('http'); const [url, proxy] = process.argv.slice(1);
      const to = proxy ? { ...require('url').urlToHttpOptions(new URL(proxy)), path: url } : url;
      http.get(to, (answer) => answer.on('data', (text) => process.stdout.write(answer.statusCode + ' ' + text + '\\n')))
        .on('error', (error) => console.log(error.code));"); ask() { node -e "$fetch" "$@"; }`;
    const listen = async (name: string): Promise<number> => {
      const server = createServer((_, response) => void response.end(name));
      servers.push(server);
      await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
      const address = server.address();
      return typeof address === 'object' && address !== null ? address.port : 0;
    };

    test('an agent and a check reach what is on it, by its address and by the proxy, and nothing else', async () => {
      const [listed, other] = [await listen('listed'), await listen('other')];
      const rig = makeRig(
        `${ask}; { ask http://localhost:${listed}; ask http://127.0.0.1:${listed}/x $HTTP_PROXY; ask http://127.0.0.1:${other}; ask http://127.0.0.1:${other}/x $HTTP_PROXY; ask http://elsewhere.org/ $HTTP_PROXY; } > b.txt`,
        `sandbox: bwrap, network: ["localhost:${listed}", "127.0.0.1:${listed}"]`,
      );
      rig.write('.chant/check.sh', `${ask}; ask http://localhost:${listed}; ask http://elsewhere.org/ $http_proxy`);
      rig.git('add', '-A');
      rig.git('commit', '-qm', 'check');
      const id = rig.addSpec('Ask', { frontmatter: 'checks: [{ name: ask, run: sh .chant/check.sh }]' });
      const { status, stdout, stderr } = await rig.chantAsync(['work', id]);
      expect(status, stdout + stderr).toBe(0);
      const seen = rig.git('show', 'main:b.txt').split('\n').filter(Boolean);
      expect(seen).toEqual([
        '200 listed',
        '200 listed',
        'ECONNREFUSED',
        expect.stringContaining(`403 chant: 127.0.0.1:${other} was refused: it is not on the list`),
        expect.stringContaining('403 chant: elsewhere.org:80 was refused: it is not on the list'),
      ]);
      expect(stdout + stderr).toContain('elsewhere.org:80 was refused');
      expect(rig.read(`.chant/runs/${id}/1/evidence/after-ask.log`)).toMatch(
        /^200 listed\n403 chant: elsewhere.org:80/,
      );
      const log = rig.read(`.chant/runs/${id}/1/network.log`);
      expect(log).toContain(`localhost:${listed} let through`);
      expect(log).toContain('elsewhere.org:80 refused: it is not on the list');
      expect(rig.leftovers()).toEqual([]);
    });

    test('how a program ends is seen as without it, by itself and when its time is up', () => {
      const rig = makeRig('exit 7', 'sandbox: bwrap, network: [example.org]');
      expect(rig.chant(['work', rig.addSpec('Fail')]).stderr).toContain('status 7');
      const slow = makeRig(
        `trap 'echo saved > b.txt; exit 0' TERM; while :; do sleep 0.1; done`,
        'sandbox: bwrap, network: [example.org]',
        'limits: { timeout: 3s }',
      );
      const id = slow.addSpec('Be slow');
      expect(slow.chant(['work', id]).status).toBe(1);
      expect(slow.git('show', `refs/chant/runs/${id}/1:b.txt`)).toBe('saved');
      expect(slow.leftovers()).toEqual([]);
    });
  });
});

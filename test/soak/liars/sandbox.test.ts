import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bubblewrap } from '../../helper/bubblewrap.ts';
import { type Caught, expectClean, type LiarRig, makeLiar, work } from './liar-rig.ts';

/** One thing that a liar tries, and what would show that it came through. */
interface Attempt {
  /** As docs/sandbox.md has it. */
  readonly name: string;
  readonly script: string;
  readonly came: (rig: LiarRig) => boolean;
}

const home = process.env['HOME'] ?? '';
const gitConfig = process.env['GIT_CONFIG_GLOBAL'] ?? '';
const out = (rig: LiarRig, file: string): string => {
  const name = path.join(rig.beside, 'out', file);
  return existsSync(name) ? readFileSync(name, 'utf8') : '';
};
const runFile = (rig: LiarRig, file: string): string => rig.read(`.chant/runs/${rig.id}/1/${file}`);

/** All in one run: each fails, or harms nothing but the agent's own. */
const attempts: readonly Attempt[] = [
  {
    name: 'moves the target branch',
    script: 'git commit -qam mine; git update-ref refs/heads/main $(git commit-tree -m evil HEAD^{tree})',
    came: (rig) => rig.git('log', '--format=%s', 'main').split('\n').includes('evil'),
  },
  {
    name: 'deletes branches and tags',
    script: 'git branch -D spare; git tag -d v1; rm -rf "$RIG_ROOT/.git/refs"',
    came: (rig) => rig.git('for-each-ref', 'refs/heads/spare', 'refs/tags/v1').split('\n').length !== 2,
  },
  {
    name: 'takes the stash away',
    script: 'git stash drop; git -C "$RIG_ROOT" stash drop',
    came: (rig) => !rig.git('stash', 'list').includes('WIP'),
  },
  {
    name: "sets a program in the repository's configuration",
    script:
      'git config core.fsmonitor "$RIG_OUT/program"; git -C "$RIG_ROOT" config core.fsmonitor x; echo x >> "$RIG_ROOT/.git/config"',
    came: (rig) => /fsmonitor|^x$/m.test(rig.read('.git/config')),
  },
  {
    name: 'plants hooks',
    script: 'echo exit 1 > .git/hooks/pre-commit; echo exit 1 > "$RIG_ROOT/.git/hooks/pre-commit"',
    came: (rig) => readdirSync(path.join(rig.root, '.git/hooks')).includes('pre-commit'),
  },
  {
    name: "writes the user's own git configuration",
    script: `echo "[core]" >> "${gitConfig}"; git config --file "${gitConfig}" core.evil x`,
    came: () => readFileSync(gitConfig, 'utf8').includes('evil'),
  },
  {
    name: "changes files of the user's checkout",
    script: 'echo evil > "$RIG_ROOT/notes.txt"; ln -s "$RIG_ROOT/draft.txt" l; echo evil > l; rm -f l',
    came: (rig) => (rig.read('notes.txt') + rig.read('draft.txt')).includes('evil'),
  },
  {
    name: "switches the user's checkout",
    script: 'git -C "$RIG_ROOT" checkout -q spare',
    came: (rig) => rig.read('.git/HEAD').includes('spare'),
  },
  {
    name: 'writes into the record of its run',
    script:
      'mkdir -p "$RIG_ROOT/.chant/runs/$CHANT_SPEC_ID/1"; echo forged >> "$RIG_ROOT/.chant/runs/$CHANT_SPEC_ID/1/journal.jsonl"',
    came: (rig) => runFile(rig, 'journal.jsonl').includes('forged'),
  },
  {
    name: 'leaves a process behind, in a session of its own and deaf to TERM',
    script: `setsid sh -c 'trap "" TERM; while :; do date > "$RIG_OUT/alive"; sleep 0.1; done' > /dev/null 2>&1 &`,
    came: (rig) => isGrowing(rig),
  },
  {
    name: 'ends a process of the user',
    script: `kill -9 ${process.pid}; for pid in /proc/[0-9]*; do echo "$pid" >> "$RIG_OUT/pids"; done`,
    came: (rig) => out(rig, 'pids').split('\n').includes(`/proc/${process.pid}`),
  },
  {
    name: "reads keys in the user's HOME",
    script: 'cat "$HOME/.ssh/id" /root/.ssh/* /home/*/.ssh/* > "$RIG_OUT/key"',
    came: (rig) => out(rig, 'key').includes('very secret'),
  },
  {
    name: "reads the environment of the user's processes",
    script: 'cat /proc/*/environ | tr "\\0" "\\n" > "$RIG_OUT/environ"',
    came: (rig) => out(rig, 'environ').includes('RIG_SECRET_TOKEN='),
  },
  {
    name: 'has the kernel run a program outside',
    script: 'echo "|/bin/evil" > /proc/sys/kernel/core_pattern',
    came: () => readFileSync('/proc/sys/kernel/core_pattern', 'utf8').includes('evil'),
  },
  {
    name: 'writes to the rest of the machine',
    script: 'touch /usr/evil /etc/evil /opt/evil "$HOME/evil" /evil; mknod dev b 8 0; mount -t tmpfs none /usr',
    came: () => ['/usr/evil', '/etc/evil', '/opt/evil', '/evil', `${home}/evil`].some(existsSync),
  },
  {
    name: 'reaches the network where it is off',
    script: `node -e "require('net').connect(+process.env.RIG_PORT,'127.0.0.1').on('connect',()=>process.exit(0)).on('error',()=>process.exit(1))" && echo in > "$RIG_OUT/net"`,
    came: (rig) => out(rig, 'net') !== '',
  },
];

/** Two looks at what a process that lives would go on writing. */
function isGrowing(rig: LiarRig): boolean {
  const file = path.join(rig.beside, 'out/alive');
  writeFileSync(file, 'looked at');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  return readFileSync(file, 'utf8') !== 'looked at';
}

describe.skipIf(!bubblewrap.works)('in the sandbox', () => {
  let rig: LiarRig;
  let caught: Caught;
  const server = createServer((socket) => socket.end());

  beforeAll(async () => {
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    mkdirSync(path.join(home, '.ssh'), { recursive: true });
    writeFileSync(path.join(home, '.ssh/id'), 'very secret\n');
    const script = attempts.map((one) => `( ${one.script}\n) 2>&1`).join('\n');
    rig = makeLiar(`fix; tick\n${script}\ntrue`, {
      agent: ['sh', '-c', 'exec sh "$RIG_BESIDE/agent.sh"'],
      workspace: 'sandbox: bwrap, network: off, expose: [../agent.sh], writable: [../out]',
      env: { RIG_PORT: String(port), RIG_SECRET_TOKEN: 'x' },
    });
    mkdirSync(path.join(rig.beside, 'out'));
    const own = rig;
    const env = { RIG_OUT: path.join(rig.beside, 'out') };
    rig = { ...own, chant: (args, start) => own.chant(args, { ...start, env: { ...env, ...start?.env } }) };
    caught = work(rig);
  });
  afterAll(() => void server.close());

  test('the work lands, and all that is told is a commit that was made beside the branch', () => {
    expect([caught.status, caught.outcome], caught.output).toEqual([0, 'completed']);
    expect(caught.touched).toMatch(
      /^ref \S+: was made by the agent in its clone, and is kept under refs\/chant\/kept\/$/,
    );
    expect(rig.git('show', 'main:src/store.txt')).toBe('writes\nlocked');
    expectClean(rig);
  });

  test.each(attempts)('an agent that $name does not come through', ({ came }) => {
    expect(came(rig), caught.output).toBe(false);
  });
});

test('docs/sandbox.md has a row for everything that is tried here, and no other', () => {
  const page = readFileSync(new URL('../../../docs/sandbox.md', import.meta.url), 'utf8');
  const rows = page.split('\n').flatMap((line) => /^\| an agent ([^|]+?) \|/.exec(line)?.[1] ?? []);
  expect(rows.toSorted()).toEqual(attempts.map((one) => one.name).toSorted());
});

// `npm run test:agents`: real coding agents where nothing but loopback can be reached, and with nothing of the caller's
// environment: no key of theirs and no word of ours leaves the machine. Where the machine cannot do that, the tests
// are skipped and say why.
import { spawn, spawnSync } from 'node:child_process';
import os from 'node:os';

/** Ways to a network of its own that has loopback up, best first. What runs in it stands behind them. */
const ways = [
  ['unshare', '-n', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'],
  ['unshare', '-rn', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'],
  ['bwrap', '--dev-bind', '/', '/', '--unshare-net'],
];

/** Succeeds when a server on loopback is reached, and an address outside is known to be out of reach. */
const probe = `
const net = require('net');
const server = net.createServer((socket) => socket.end()).listen(0, '127.0.0.1', () => {
  net.connect(server.address().port, '127.0.0.1').on('connect', () => {
    const outside = net.connect(9, '192.0.2.1');
    outside.on('error', (error) => process.exit(error.code === 'ENETUNREACH' ? 0 : 3)).on('connect', () => process.exit(4));
  }).on('error', () => process.exit(2));
});`;

/** @returns {{ way: string[], why: string }} */
function findWay() {
  if (process.platform !== 'linux') return { way: [], why: 'network namespaces are a thing of Linux' };
  const told = [];
  for (const [program = '', ...args] of ways) {
    const run = spawnSync(program, [...args, process.execPath, '-e', probe], { encoding: 'utf8', timeout: 10_000 });
    if (run.status === 0) return { way: [program, ...args], why: '' };
    told.push(
      `${program}: ${run.error?.message ?? (run.stderr.trim().split('\n').at(-1) || `exit status ${run.status}`)}`,
    );
  }
  return { way: [], why: told.join('; ') };
}

const { way, why } = findWay();
if (why !== '') console.error(`Real agents are not run, as no network with loopback alone can be made: ${why}`);
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.agents.config.ts'];
const [program = '', ...args] = [...way, process.execPath, ...vitest, ...process.argv.slice(2)];
const { PATH = '/usr/bin:/bin', CI } = process.env;
const env = { PATH, HOME: os.tmpdir(), TMPDIR: os.tmpdir(), LANG: 'C.UTF-8', TERM: 'dumb', LOOPBACK_MISSING: why };
const child = spawn(program, args, { stdio: 'inherit', env: CI === undefined ? env : { ...env, CI } });
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => {});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
});

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeContext, type FakeWorld } from './fake-context.ts';
import type { ForgeServer } from './forge/forge-server.ts';
import { type ForgeWorld, makeWorld } from './forge/forge-world.ts';

export const fixId = '2026-02-08-002-fix';
const testId = '2026-02-08-001-red';
export const forgeToken = 'ghp_secretsecretsecret';

/** Starts a forge of an empty world in which `forgeToken` is the user's. */
export function startOwnForge(start: (world: ForgeWorld) => Promise<ForgeServer>): Promise<ForgeServer> {
  const world = makeWorld(mkdtempSync(path.join(os.tmpdir(), 'forge-')));
  world.tokens.set(forgeToken, 'me');
  return start(world);
}

/** A clone of `me/store`, fork of `acme/store`, in which a failing test and its fix have landed on `fix/issue-1234`. */
export interface StagedWorld {
  readonly root: string;
  /** TMPDIR of every staging: empty when none is under way. */
  readonly temp: string;
  git(...args: string[]): string;
  write(file: string, text: string): void;
  read(file: string): string;
  /** Commits all that is there, as a landing of a spec does, or, without a spec, as a person does. */
  commit(subject: string, spec?: string, attempt?: number): string;
  context(world?: FakeWorld): ReturnType<typeof makeContext>['context'];
}

const specText = (lines: readonly string[], title: string): string =>
  [
    '---',
    ...lines,
    'labels: [issue-1234]',
    'target_branch: fix/issue-1234',
    'status: completed',
    '---',
    '',
    `# ${title}`,
  ]
    .join('\n')
    .concat('\n\nOne writer at a time.\n\n## Acceptance Criteria\n\n- [x] nothing is lost `check:reproduction`\n');

/** What was made once for a server, by the files of upstream; every test is given a copy of it. */
const made = new WeakMap<ForgeServer, Map<string, () => StagedWorld>>();

/** Makes the forge's repositories and the clone, or copies them where they were made before; the server is reset. */
export function makeStagedWorld(
  server: ForgeServer,
  upstreamFiles: Readonly<Record<string, string>> = {},
): StagedWorld {
  const ofServer = made.get(server) ?? new Map<string, () => StagedWorld>();
  made.set(server, ofServer);
  const key = JSON.stringify(upstreamFiles);
  const again = ofServer.get(key);
  if (again !== undefined) return again();
  const world = buildStagedWorld(server, upstreamFiles);
  ofServer.set(key, keepStagedWorld(server, world));
  return world;
}

/** Remembers forge and clone as they are now; the function that is given back makes them anew, the clone elsewhere. */
export function keepStagedWorld(server: ForgeServer, world: StagedWorld): () => StagedWorld {
  const restore = server.world.keep();
  const kept = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'kept-')));
  cpSync(world.root, kept, { recursive: true, verbatimSymlinks: true });
  return () => {
    restore();
    const copy = openStagedWorld();
    cpSync(kept, copy.root, { recursive: true, verbatimSymlinks: true });
    // The index knows the files that were copied by their times and numbers.
    copy.git('update-index', '-q', '--refresh');
    return copy;
  };
}

function buildStagedWorld(server: ForgeServer, upstreamFiles: Readonly<Record<string, string>>): StagedWorld {
  server.world.reset();
  server.world.add('acme/store');
  server.world.commit('acme/store', 'main', { 'README.md': 'store\n', 'src/store.txt': 'a\nb\nc\n', ...upstreamFiles });
  server.world.add('me/store', { parent: 'acme/store' });
  const world = openStagedWorld();
  const { git, write, commit } = world;
  git('clone', '-q', server.world.repositories.get('me/store')?.bare ?? '', '.');
  git('remote', 'set-url', 'origin', `${server.url}/me/store.git`);
  git('remote', 'add', 'upstream', `${server.url}/acme/store.git`);
  write('.chant/config.md', '');
  write('.chant/.gitignore', 'runs/\ncache/\n');
  const checks = ['checks:', '  - { name: reproduction, run: sh test.sh, before: fail, after: pass }'];
  write(`.chant/specs/${testId}.md`, specText(['type: task'], 'Reproduce issue #1234: writes get lost'));
  const fix = ['type: code', `depends_on: [${testId}]`, 'informed_by: [.chant/research/cause.md]', ...checks];
  write(`.chant/specs/${fixId}.md`, specText(fix, 'Fix issue #1234: writes get lost'));
  write(
    '.chant/research/cause.md',
    '# Cause\n\n## Hypotheses\n\n| hypothesis | evidence | result |\n|---|---|---|\n| the disk | ran in memory | ruled out |\n',
  );
  commit('chant init');
  git('checkout', '-q', '-b', 'fix/issue-1234');
  write('test.sh', 'grep -q locked src/store.txt && echo fine || { echo lost; exit 1; }\n');
  write('.chant/notes.md', 'internal\n');
  commit(`chant(${testId}): Reproduce issue #1234: writes get lost`, testId);
  write('src/store.txt', 'a\nlocked\nc\n');
  write('.chant/notes.md', 'more of it\n');
  commit(`chant(${fixId}): Fix issue #1234: writes get lost`, fixId);
  git('checkout', '-q', 'main');
  return world;
}

/** The hands of a world, in an empty folder of its own. */
function openStagedWorld(): StagedWorld {
  const beside = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'staged-')));
  const [root, temp] = [path.join(beside, 'store'), path.join(beside, 'tmp')];
  for (const folder of [root, temp]) mkdirSync(folder);
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trimEnd();
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  const commit = (subject: string, spec?: string, attempt = 1): string => {
    git('add', '-A');
    const trailers = spec === undefined ? '' : `\n\nChant-Spec: ${spec}\nChant-Run: ${attempt}\nAssisted-by: robot`;
    git('commit', '-q', '-m', `${subject}${trailers}`);
    return git('rev-parse', 'HEAD');
  };
  const context: StagedWorld['context'] = (world = {}) => {
    const env = { ...process.env, TMPDIR: temp, GH_TOKEN: forgeToken, GITEA_TOKEN: forgeToken, ...world.env };
    return makeContext({ cwd: root, ...world, env }).context;
  };
  return { root, temp, git, write, commit, context, read: (file) => readFileSync(path.join(root, file), 'utf8') };
}

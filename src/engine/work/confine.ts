import { buildBwrapArgv } from '../../core/sandbox/build-bwrap-argv.ts';
import type { Mount } from '../../core/sandbox/box.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { listObjectFolders } from '../../io/git/list-object-folders.ts';
import { clearLinks } from '../../io/sandbox/clear-links.ts';
import { expandPath, listMounts } from '../../io/sandbox/list-mounts.ts';
import { makeFolder, reuseFolder } from '../../io/workspace/make-folder.ts';
import { equipHome } from './equip-home.ts';
import { openNetwork } from './open-network.ts';
import type { Run } from './run.ts';

/** A program as it is to be started. */
export interface Launch {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** It is the agent itself, which may need its sign-in, and not a command that it or the configuration named. */
  readonly isAgent?: boolean;
}

/** Puts a program into the sandbox of its run. */
export type Confine = (launch: Launch) => Launch;

export interface ConfineRequest {
  /** `agent`, or the side of a check: each has a HOME and a temp folder of its own, so that none prepares another's. */
  readonly name: string;
  /** The checkout that may be written. */
  readonly workTree: string;
  readonly session: string;
  /** Folders and files that may be written beside it. */
  readonly writable: readonly string[];
  /** It has its HOME already: an agent that goes on finds in it what it has kept there. */
  readonly again?: boolean;
}

/** A line for the shell as runLogged takes it: inside, where there is a sandbox. */
export function confineLine(
  inside: Confine | null,
  line: string,
  env: Launch['env'],
): { readonly run: string | readonly string[]; readonly env: Launch['env']; readonly isBoxed: boolean } {
  if (inside === null) return { run: line, env, isBoxed: false };
  const { argv, env: own } = inside({ argv: ['sh', '-c', line], env });
  return { run: argv, env: own, isBoxed: true };
}

/** Makes what a sandbox needs outside of it; null: this run has none. Failure: file-trouble. */
export async function confine(run: Run, request: ConfineRequest): Promise<Result<Confine | null, Failure>> {
  const { bwrap } = run.confinement;
  if (bwrap === null) return ok(null);
  const { workTree, session } = request;
  const open = request.again === true ? reuseFolder : makeFolder;
  const folders = ['home', 'tmp'].map((kind) => open(`${session}/${request.name}.${kind}`));
  const [privateHome, privateTmp] = folders;
  if (!privateHome?.ok) return privateHome ?? ok(null);
  if (!privateTmp?.ok) return privateTmp ?? ok(null);
  const { workspace } = run.project.config;
  const network = await openNetwork(run, session);
  if (!network.ok) return network;
  const home = run.context.env['HOME'] ?? '';
  const fixed: readonly Mount[] = [
    ...listObjectFolders(run.repo).map((folder): Mount => ({ path: folder, as: 'read', source: folder })),
    { path: session, as: 'read', source: session },
    { path: workTree, as: 'write', source: workTree },
    ...request.writable.map((place): Mount => ({ path: place, as: 'write', source: place })),
    ...network.value.mounts,
  ];
  return ok(({ argv, env, isAgent }) => {
    const inside = { ...buildInside(env), ...network.value.env };
    const mounts = listMounts({
      argv,
      env: inside,
      home,
      privateHome: privateHome.value,
      privateTmp: privateTmp.value,
      readable: [...listOwn(run), ...workspace.expose],
      writable: workspace.writable,
      root: run.repo.root,
    });
    const known = isAgent === true ? equipHome({ argv, env: inside, home, privateHome: privateHome.value }) : [];
    const all = [...known, ...mounts, ...fixed];
    for (const { path } of all) {
      if (path.startsWith(`${home}/`)) clearLinks(privateHome.value, path.slice(home.length + 1));
      if (path.startsWith('/tmp/')) clearLinks(privateTmp.value, path.slice('/tmp/'.length));
    }
    const box = { bwrap, mounts: all, cwd: workTree, network: workspace.network === 'on' };
    return { argv: buildBwrapArgv(box, [...network.value.before, ...argv]), env: inside };
  });
}

/** chant itself: agents call it. */
function listOwn({ context }: Run): readonly string[] {
  const { main, node, prompts, replayAgent } = context.assets;
  return [main.replace(/\/[^/]*$/, ''), node, prompts, replayAgent];
}

/** Sockets and displays of the user's are not there, and the temp folder has another name. */
function buildInside(env: Readonly<Record<string, string>>): Record<string, string> {
  const gone = /^(XDG_RUNTIME_DIR|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|DBUS_.*|.*_SOCK)$/;
  const kept = Object.entries(env).filter(([name]) => !gone.test(name));
  // Some agents ask for it before they act without asking.
  return { ...Object.fromEntries(kept), TMPDIR: '/tmp', TMP: '/tmp', TEMP: '/tmp', IS_SANDBOX: '1' };
}

/**
 * Whether nothing of the user's repository or of his git configuration can be written from inside: then there is
 * nothing to compare afterwards, and whatever changed was changed by somebody else.
 */
export function isSealed(run: Pick<Run, 'confinement' | 'context' | 'project' | 'repo'>): boolean {
  if (run.confinement.bwrap === null) return false;
  const home = run.context.env['HOME'] ?? '';
  const own = [run.repo.root, run.repo.commonDir, `${home}/.gitconfig`, `${home}/.config/git`];
  const writable = run.project.config.workspace.writable.map((place) =>
    expandPath(place, { home, root: run.repo.root }),
  );
  return !writable.some((place) => own.some((one) => isWithin(one, place) || isWithin(place, one)));
}

function isWithin(place: string, folder: string): boolean {
  return place === folder || place.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

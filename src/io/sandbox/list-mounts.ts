import fs from 'node:fs';
import path from 'node:path';
import type { Mount } from '../../core/sandbox/box.ts';
import { findTools } from './find-tools.ts';
import { listSystemMounts } from './list-system-mounts.ts';

export interface MountRequest {
  /** Program and arguments: what they name outright must be there. */
  readonly argv: readonly string[];
  /** The environment of whoever runs inside. */
  readonly env: Readonly<Record<string, string>>;
  readonly home: string;
  /** Folders on the machine that stand for HOME and for the temp folder inside. */
  readonly privateHome: string;
  readonly privateTmp: string;
  /** What else may be read and written: absolute, or below HOME with `~/`, or relative to `root`. */
  readonly readable: readonly string[];
  readonly writable: readonly string[];
  /** The user's checkout. */
  readonly root: string;
}

/** Variables by which tools know where they are installed. */
const toolFolders = [
  ...['ANDROID_HOME', 'ANDROID_SDK_ROOT', 'CARGO_HOME', 'CONDA_PREFIX', 'DENO_INSTALL', 'DOTNET_ROOT', 'FLUTTER_ROOT'],
  ...['GOROOT', 'JAVA_HOME', 'NVM_DIR', 'PLAYWRIGHT_BROWSERS_PATH', 'PNPM_HOME', 'PYENV_ROOT', 'RBENV_ROOT'],
  ...['RUSTUP_HOME', 'SDKMAN_DIR', 'VIRTUAL_ENV', 'VOLTA_HOME'],
];

/** Everything that is to be seen in a sandbox; what is named and not there is left out. */
export function listMounts(request: MountRequest): readonly Mount[] {
  const { env, home, root } = request;
  const tools = {
    ...{ search: env['PATH'] ?? '', home, apart: [root] },
    folders: toolFolders.flatMap((name) => env[name] ?? []),
  };
  const files = request.argv.filter((word) => path.isAbsolute(word) && fs.existsSync(word));
  const ofHome = path.isAbsolute(home) && home !== '/' ? [write(home, request.privateHome)] : [];
  return [
    ...listSystemMounts(),
    write('/tmp', request.privateTmp),
    write('/var/tmp', request.privateTmp),
    ...ofHome,
    ...findTools({ ...tools, files }),
    ...request.readable.map((place) => expandPath(place, request)).flatMap(read),
    ...request.writable
      .map((place) => expandPath(place, request))
      .flatMap((place) => {
        return fs.existsSync(place) ? [write(place, place)] : [];
      }),
  ];
}

/** `~/.claude`, `../shared`, `/data` -> an absolute path. */
export function expandPath(place: string, { home, root }: Pick<MountRequest, 'home' | 'root'>): string {
  return place === '~' || place.startsWith('~/') ? path.join(home, place.slice(1)) : path.resolve(root, place);
}

function read(place: string): readonly Mount[] {
  return fs.existsSync(place) ? [{ path: place, as: 'read', source: place }] : [];
}

function write(place: string, source: string): Mount {
  return { path: place, as: 'write', source };
}

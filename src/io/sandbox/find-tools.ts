import fs from 'node:fs';
import path from 'node:path';
import type { Mount } from '../../core/sandbox/box.ts';
import { hide } from './list-system-mounts.ts';

export interface ToolRequest {
  /** `PATH` of whoever runs inside. */
  readonly search: string;
  readonly home: string;
  /** Folders of tools that variables of the environment name; what is no absolute path of a folder is left out. */
  readonly folders: readonly string[];
  /** Programs and files that are named outright, absolute. */
  readonly files: readonly string[];
  /** Folders of which nothing may come along by being part of something larger: the user's checkout. */
  readonly apart: readonly string[];
}

/** Tools that keep their programs in one folder below HOME, and what these read in another. */
const companions: Readonly<Record<string, readonly string[]>> = { '.cargo': ['.rustup'], '.local/bin': ['.local/lib'] };
/** Credentials that tools keep beside their programs. */
const credentials = ['.cargo/credentials', '.cargo/credentials.toml', '.gem/credentials', '.rustup/credentials'];

/**
 * What is to be read beside the system's own folders so that the programs on PATH, and those that are named, run:
 * a version manager's folder, a global npm prefix, an agent below HOME. Only what is there, and never HOME as a whole.
 */
export function findTools(request: ToolRequest): readonly Mount[] {
  const folders = request.search.split(':').filter((folder) => path.isAbsolute(folder) && isFolder(folder));
  const places = new Set<string>();
  for (const folder of folders) addFolder(folder, request, places);
  for (const file of request.files) addFile(file, request, places);
  for (const folder of request.folders) {
    if (path.isAbsolute(folder) && isFolder(folder) && !system.test(folder) && !isShared(folder, request))
      places.add(path.normalize(folder).replace(/\/$/, ''));
  }
  for (const [name, others] of Object.entries(companions)) {
    if (places.has(path.join(request.home, name)))
      for (const other of others.map((one) => path.join(request.home, one))) if (isFolder(other)) places.add(other);
  }
  // What lies in another of them is there already.
  const outer = [...places].filter((place) => ![...places].some((other) => isBelow(place, other)));
  const read = outer.map((place): Mount => ({ path: place, as: 'read', source: place }));
  return [...read, ...credentials.flatMap((name) => hide(path.join(request.home, name)))].filter(
    (mount) => mount.as === 'read' || read.some((one) => mount.path.startsWith(`${one.path}/`)),
  );
}

const system = /^\/(bin|etc|lib|lib32|lib64|nix\/store|opt|sbin|snap|usr)(\/|$)/;

/** A folder of programs, and the folder around it where that is a tool's own; and what its links lead to. */
function addFolder(folder: string, request: ToolRequest, places: Set<string>): void {
  const real = fs.realpathSync(folder);
  for (const place of [folder, real]) {
    if (system.test(place)) continue;
    if (!isShared(place, request)) places.add(place);
    const around = path.dirname(place);
    if (/^(\.?bin|shims|scripts)$/i.test(path.basename(place)) && !isShared(around, request)) places.add(around);
  }
  addLinked(folder, request, places);
}

/** `~/.local/bin/claude` and `/usr/local/bin/tool` are links to what they really are: programs that lie elsewhere. */
function addLinked(folder: string, request: ToolRequest, places: Set<string>): void {
  for (const entry of readFolder(folder)) {
    const file = path.join(folder, entry.name);
    if (entry.isSymbolicLink() && isProgram(file)) addFile(file, request, places);
  }
}

function addFile(file: string, request: ToolRequest, places: Set<string>): void {
  const real = findReal(file);
  if (real === null || (system.test(file) && system.test(real))) return;
  for (const place of [...listHops(file), real]) {
    if (system.test(place)) continue;
    places.add(place);
    const around = findPackage(place, request);
    if (around === null || places.has(around)) continue;
    places.add(around);
    // A package of Python's has its interpreter there, as a link.
    if (path.basename(path.dirname(place)) === 'bin') addLinked(path.dirname(place), request, places);
  }
}

/** The folder of the package that a program belongs to: around its `bin`, or the `node_modules` that it lies in. */
function findPackage(program: string, request: ToolRequest): string | null {
  const modules = program.indexOf('/node_modules/');
  const bin = path.dirname(program);
  const around = modules < 0 ? path.dirname(bin) : program.slice(0, modules + '/node_modules'.length);
  const isTool = modules >= 0 || path.basename(bin) === 'bin';
  if (!isTool || system.test(around) || isShared(around, request)) return null;
  // `~/work/bin/tool` does not make a package of `~/work`; `~/.bun` is one.
  const isBroad = modules < 0 && path.dirname(around) === request.home && !path.basename(around).startsWith('.');
  return isBroad ? null : around;
}

/** More links, one behind the other, are a circle. */
const mostHops = 20;

/**
 * A file and what it leads to, link by link, as the links say it: `~/.local/share/tool/current/bin/tool`, where
 * `current` is a link, too. Inside each of them has to be there under its own name.
 */
function listHops(file: string): readonly string[] {
  const hops = [file];
  for (let place = file; hops.length <= mostHops; ) {
    if (fs.lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() !== true) break;
    place = path.resolve(path.dirname(place), fs.readlinkSync(place));
    hops.push(place);
  }
  return hops;
}

function findReal(file: string): string | null {
  try {
    return fs.realpathSync(file);
  } catch {
    return null;
  }
}

function readFolder(folder: string): readonly fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** A link to a folder, or to a file that is no program, shows nothing. */
function isProgram(file: string): boolean {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() === true && (stat.mode & 0o111) !== 0;
}

/** Folders that many things share: HOME and what leads to it, `~/.local`, `~/.config`, and what the checkout lies in. */
function isShared(folder: string, { home, apart }: ToolRequest): boolean {
  const shared = ['', '.local', '.local/share', '.config', '.cache', '.ssh'].map((name) => path.join(home, name));
  if (shared.includes(folder) || ['/', '/home', '/root', '/srv', '/tmp', '/var'].includes(folder)) return true;
  return [home, ...apart].some((one) => one === folder || isBelow(one, folder));
}

function isBelow(place: string, folder: string): boolean {
  return place.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

function isFolder(place: string): boolean {
  return fs.statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

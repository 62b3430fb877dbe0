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

/** A folder of programs, and the folder around it where that is a tool's own. */
function addFolder(folder: string, request: ToolRequest, places: Set<string>): void {
  const real = fs.realpathSync(folder);
  if (system.test(real) && system.test(folder)) return;
  for (const place of [folder, real]) {
    if (!isShared(place, request)) places.add(place);
    const around = path.dirname(place);
    if (/^(\.?bin|shims|scripts)$/i.test(path.basename(place)) && !isShared(around, request)) places.add(around);
  }
  if (isBelow(real, request.home)) addLinked(real, request, places);
}

/** `~/.local/bin/claude` is a link to what it really is. */
function addLinked(folder: string, request: ToolRequest, places: Set<string>): void {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.isSymbolicLink()) addFile(path.join(folder, entry.name), request, places);
  }
}

function addFile(file: string, request: ToolRequest, places: Set<string>): void {
  let real: string;
  try {
    real = fs.realpathSync(file);
  } catch {
    return;
  }
  if (system.test(file) && system.test(real)) return;
  for (const place of [file, real]) if (!system.test(place)) places.add(place);
  const modules = real.indexOf('/node_modules/');
  const around = modules < 0 ? path.dirname(path.dirname(real)) : real.slice(0, modules + '/node_modules'.length);
  const isTool = modules >= 0 || path.basename(path.dirname(real)) === 'bin';
  if (isTool && !system.test(around) && !isShared(around, request)) places.add(around);
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

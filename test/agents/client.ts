import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';

/** A real agent, or a service that chant's own agent works with, and how it is pointed at a model on loopback. */
export interface Client {
  /** Row of the matrix. */
  readonly name: string;
  /** Package in `installed/package.json`; null: it is chant's own agent. */
  readonly packageName: string | null;
  /** Names under which its programs are found on PATH, with their places under `installed/node_modules/`. */
  readonly programs: Readonly<Record<string, string>>;
  /** What `defaults.provider` says. */
  readonly provider: string;
  /** `edits`: it asks before it edits. `own`: it goes nowhere outside of its scope. `none`: it does what it likes. */
  readonly asks: 'edits' | 'own' | 'none';
  /** What it tells of what it used; `last`: of its last request alone. */
  readonly tells: { readonly tokens: 'all' | 'last'; readonly cost: boolean };
  /** True: it writes a session anew that it goes on with in the minute in which it began it, and so forgets it. */
  readonly forgetsWithinMinute?: true;
  setUp(place: ModelPlace): ClientSetting;
}

export interface ModelPlace {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly key: string;
}

export interface ClientSetting {
  readonly env: Readonly<Record<string, string>>;
  /** Files in its HOME. */
  readonly files?: Readonly<Record<string, string>>;
  /** Below `providers.<provider>` in the configuration, as YAML. */
  readonly settings?: readonly string[];
}

const modules = path.join(import.meta.dirname, 'installed/node_modules');

/** The version that is installed. */
export function readVersion({ packageName }: Client): string {
  if (packageName === null) return 'ships with chant';
  const text = readFileSync(path.join(modules, packageName, 'package.json'), 'utf8');
  const { version } = JSON.parse(text) as { readonly version: string };
  return version;
}

/** A folder with the client's programs, and no other's, under the names that users have them by. */
export function linkPrograms({ name, programs }: Client, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [program, place] of Object.entries(programs)) {
    const target = path.join(modules, place);
    if (!existsSync(target)) throw new Error(`${name} is not installed: ${target} is not there`);
    symlinkSync(target, path.join(folder, program));
  }
}

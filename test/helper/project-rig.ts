import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** What the program said and how it ended. */
export interface Ended {
  /** null: a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RigOptions {
  /** Path -> text: what the first commit on `main` holds, beside `.chant/`. */
  readonly files: Readonly<Record<string, string>>;
  /** Program and arguments of the `command` provider. Its environment has `RIG`, the folder beside the repository. */
  readonly agent: readonly string[];
  /** More of `.chant/config.md`'s frontmatter, as YAML lines. */
  readonly config?: string;
  /** True: git does not track `.chant/`. */
  readonly silent?: boolean;
  /** More variables for every `chant` of this rig. */
  readonly env?: Readonly<Record<string, string>>;
}

/** How one `chant` is started, where it is not as usual. */
export interface Start {
  readonly env?: Readonly<Record<string, string>>;
  /** Relative to the repository. */
  readonly cwd?: string;
  /** Options of node itself, before the program. */
  readonly node?: readonly string[];
}

/** A real repository with a `.chant/` folder, a temp folder of its own, and the built program to run in it. */
export interface ProjectRig {
  /** The user's checkout, absolute. */
  readonly root: string;
  /** A folder that no repository knows: for what agents write down for the test. */
  readonly beside: string;
  /** TMPDIR of every `chant`: holds nothing when no run is under way. */
  readonly temp: string;
  chant(args: readonly string[], start?: Start): Ended;
  /** The same without waiting here, so that several can run at once. */
  chantAsync(args: readonly string[], start?: Start): Promise<Ended>;
  /** Output of git in the user's checkout, without the last line feed; throws when it fails. */
  git(...args: string[]): string;
  write(file: string, text: string): void;
  read(file: string): string;
  /** Creates a spec and writes its file anew: frontmatter as YAML lines, and a body under the title. */
  addSpec(title: string, spec?: { readonly frontmatter?: string; readonly body?: string }): string;
  /** `chant show --json`, parsed. */
  show(id: string): Record<string, unknown>;
  /** Lines of the journal of an attempt, parsed. */
  journal(id: string, attempt?: number): readonly Record<string, unknown>[];
  /** Everything of a finished run that should be gone: empty when all is clean. */
  leftovers(): readonly string[];
}

/** Where it is about noon now: ids carry the local date, and no test sees midnight. */
const timeZone = `Etc/GMT${new Date().getUTCHours() < 12 ? '' : '+'}${new Date().getUTCHours() - 12}`;

const builtProgram = path.resolve(import.meta.dirname, '../../dist/chant.cjs');

/**
 * Makes the rig: one commit on `main` with the files, and with `.chant/` unless silent. It lies in the temp folder
 * that the setup file takes away.
 */
export function makeProjectRig(options: RigOptions): ProjectRig {
  const rig = buildRig(makePlace(), options.env ?? {});
  rig.git('init', '-q', '-b', 'main');
  for (const [file, text] of Object.entries(options.files)) rig.write(file, text);
  rig.git('add', '-A');
  rig.git('commit', '-q', '--allow-empty', '-m', 'start');
  layOutChant(rig, options);
  return rig;
}

/** The same repository once more, as it is now, in folders of its own: faster than making it again. */
export function copyProjectRig(rig: ProjectRig, env: Readonly<Record<string, string>> = {}): ProjectRig {
  const place = makePlace();
  cpSync(rig.root, place.root, { recursive: true, verbatimSymlinks: true });
  return buildRig(place, env);
}

function makePlace(): Pick<ProjectRig, 'root' | 'beside' | 'temp'> {
  const beside = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'rig-')));
  const place = { beside, root: path.join(beside, 'project'), temp: path.join(beside, 'tmp') };
  mkdirSync(place.root);
  mkdirSync(place.temp);
  return place;
}

function layOutChant(rig: ProjectRig, options: RigOptions): void {
  const init = rig.chant(options.silent ? ['init', '--silent'] : ['init']);
  if (init.status !== 0) throw new Error(`chant init: ${init.stderr}`);
  const config = [
    '---',
    'project: { name: store }',
    ...(options.silent ? ['silent: true'] : []),
    'defaults: { provider: rig }',
    `providers: { rig: { kind: command, command: ${JSON.stringify(options.agent)} } }`,
    ...(options.config === undefined ? [] : [options.config]),
    '---',
    '',
  ];
  rig.write('.chant/config.md', config.join('\n'));
  if (options.silent) return;
  rig.git('add', '-A');
  rig.git('commit', '-q', '-m', 'chant init');
}

function buildRig(
  place: Pick<ProjectRig, 'root' | 'beside' | 'temp'>,
  extra: Readonly<Record<string, string>>,
): ProjectRig {
  const { root, temp, beside } = place;
  const prepare = (args: readonly string[], start: Start = {}) => ({
    argv: [...(start.node ?? []), builtProgram, ...args],
    options: {
      cwd: path.join(root, start.cwd ?? '.'),
      env: { ...process.env, TMPDIR: temp, TEMP: temp, TMP: temp, TZ: timeZone, RIG: beside, ...extra, ...start.env },
    },
  });
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).replace(/\n$/, '');
  const chant: ProjectRig['chant'] = (args, start) => {
    const { argv, options } = prepare(args, start);
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
      ...options,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    });
    return { status, stdout, stderr };
  };
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
    if (file.endsWith('.sh')) chmodSync(path.join(root, file), 0o755);
  };
  return {
    ...place,
    chant,
    chantAsync: (args, start) => startAsync(prepare(args, start)),
    git,
    write,
    read: (file) => readFileSync(path.join(root, file), 'utf8'),
    addSpec: (title, { frontmatter = '', body = '' } = {}) => {
      const added = chant(['add', title]);
      const id = /^Created spec: (\S+)\n/.exec(added.stdout)?.[1];
      if (id === undefined) throw new Error(`chant add: ${added.stderr}`);
      write(`.chant/specs/${id}.md`, `---\n${frontmatter.trim()}\n---\n\n# ${title}\n\n${body}`);
      return id;
    },
    // What the program prints for programs is an object; tests look at single keys of it.
    show: (id) => JSON.parse(chant(['show', id, '--json']).stdout) as Record<string, unknown>,
    journal: (id, attempt = 1) =>
      readFileSync(path.join(root, '.chant/runs', id, String(attempt), 'journal.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    leftovers: () => [
      ...readdirSync(temp).map((name) => `in the temp folder: ${name}`),
      ...git('worktree', 'list', '--porcelain')
        .split('\n')
        .filter((line) => line.startsWith('worktree ') && line !== `worktree ${root}`),
      ...git('for-each-ref', '--format=branch %(refname)', 'refs/heads/chant', 'refs/chant/bases')
        .split('\n')
        .filter(Boolean),
      ...listLeases(root).map((name) => `lease: ${name}`),
      ...listAgents(beside).map((pid) => `agent process: ${pid}`),
    ],
  };
}

function startAsync(prepared: {
  readonly argv: readonly string[];
  readonly options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv };
}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, prepared.argv, { ...prepared.options, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

function listLeases(root: string): readonly string[] {
  const folder = path.join(root, '.chant/runs/.leases');
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** Processes of runs in this rig: their environment names a run and the rig's temp folder. Linux alone can tell. */
function listAgents(beside: string): readonly string[] {
  if (!existsSync('/proc/self/environ')) return [];
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const environment = readFileSync(`/proc/${name}/environ`, 'utf8');
      return environment.includes('CHANT_RUN_TOKEN=') && environment.includes(`${beside}/tmp`);
    } catch {
      return false;
    }
  });
}

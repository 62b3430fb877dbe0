import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Context } from '../../src/context.ts';
import type { Event } from '../../src/core/event.ts';
import type { Failure } from '../../src/core/failure.ts';
import type { Result } from '../../src/core/result.ts';
import { landSpec } from '../../src/engine/operations/land-spec.ts';
import { type WorkReport, workSpecs } from '../../src/engine/operations/work-specs.ts';
import { plainOptions } from '../../src/engine/recover/rebuild-run.ts';
import type { RunOptions } from '../../src/engine/work/run.ts';
import type { RunReport } from '../../src/engine/work/run-report.ts';
import { type ChantRepo, makeChantRepo } from './chant-repo.ts';
import { makeContext } from './fake-context.ts';
import { type HandAgent, type HandAgents, leadAgents } from './hand-agent.ts';

export const specId = '2026-02-08-001-k2m';
export const specPath = `.chant/specs/${specId}.md`;
/** Shell command with which an agent ticks every criterion of its copy. */
export const tick = `sed -i 's/- \\[ \\]/- [x]/' "$CHANT_SPEC_FILE"`;

export interface HandOptions {
  /** The spec's text; without it a code spec without a limit, with one criterion. */
  readonly spec?: string;
  /** More of `.chant/config.md`'s frontmatter, as YAML lines. */
  readonly config?: string;
  /** More files of the first commit. */
  readonly files?: Readonly<Record<string, string>>;
  /** Written after the first commit and not committed. */
  readonly uncommitted?: Readonly<Record<string, string>>;
  /** True: git does not know `.chant/`. */
  readonly silent?: boolean;
}

/** Who asks, where it is not the user at the usual place. */
export interface Asked extends Partial<RunOptions> {
  readonly signal?: AbortSignal;
  readonly pid?: number;
  /** Told after the event is kept. */
  readonly onEvent?: (event: Event) => void;
}

type Ended = Result<WorkReport, Failure>;

/** A project with one spec, in which operations run in this process and the agent is led by the test. */
export interface HandRig extends ChantRepo {
  readonly agents: HandAgents;
  readonly events: readonly Event[];
  /** TMPDIR of every run. */
  readonly temp: string;
  context(asked?: Asked): Context;
  /** Begins `chant work` and waits for its agent. */
  start(asked?: Asked): Promise<{ readonly agent: HandAgent; readonly done: Promise<Ended> }>;
  /** `chant work` from begin to end, with an agent that runs this shell script. */
  work(script: string, asked?: Asked): Promise<RunReport>;
  /** `chant work` where no agent is to be started. */
  workAlone(asked?: Asked): Promise<Ended>;
  land(accept?: string): Promise<Result<{ readonly runs: readonly RunReport[] }, Failure>>;
  /** Every line of an attempt's journal that says this. */
  journal(entry: string, attempt?: number): readonly Record<string, unknown>[];
  /** Subjects of a branch's history as git draws them. */
  graph(branch?: string): readonly string[];
  /** What a finished run should have taken away: empty when all is clean. */
  leftovers(): readonly string[];
}

const plainSpec = '---\ntype: code\n---\n\n# Add locking\n\n## Acceptance Criteria\n\n- [ ] writes are locked\n';

/** Makes the project: one commit on `main` that holds the files and the spec. */
export async function makeHandRig(options: HandOptions = {}): Promise<HandRig> {
  const repo = makeChantRepo(null);
  const beside = path.dirname(repo.root);
  const temp = path.join(beside, 'tmp');
  mkdirSync(temp);
  const agents = await leadAgents(beside);
  layOut(repo, agents, options);
  const events: Event[] = [];
  const context = (asked: Asked = {}): Context => makeWorld(repo, { temp, events, asked });
  const ask = (asked: Asked = {}): Promise<Ended> => {
    const { signal, pid, onEvent, ...flags } = asked;
    return workSpecs(context(asked), { ...plainOptions, ...flags, ids: [specId], dryRun: false });
  };
  const start: HandRig['start'] = async (asked) => {
    const done = ask(asked);
    const early = done.then((result) => {
      throw new Error(`the run ended without an agent: ${JSON.stringify(result)}`);
    });
    const agent = await Promise.race([agents.next(done), early]);
    early.catch(() => {});
    return { agent, done };
  };
  return {
    ...repo,
    agents,
    events,
    temp,
    context,
    start,
    work: async (script, asked) => {
      const { agent, done } = await start(asked);
      await agent.sh(script);
      agent.exit();
      return reportOf(await done);
    },
    workAlone: ask,
    land: (accept) => landSpec(context(), { id: specId, accept: accept ?? null }),
    journal: (entry, attempt = 1) => readJournal(repo, attempt).filter((line) => line['entry'] === entry),
    graph: (branch = 'main') =>
      repo
        .git('log', '--graph', '--format=%s', branch)
        .trimEnd()
        .split('\n')
        .map((line) => line.trimEnd()),
    leftovers: () => listLeftovers(repo, temp),
  };
}

/** As if chant had been killed just after it wrote this line: what follows is gone, and its lease is still there. */
export function killAfter(rig: HandRig, entry: string): void {
  const folder = path.join(rig.root, '.chant/runs');
  const journal = path.join(folder, specId, '1/journal.jsonl');
  const lines = readFileSync(journal, 'utf8').split('\n');
  const last = lines.findLastIndex((line) => line.includes(`"entry":"${entry}"`));
  writeFileSync(journal, `${lines.slice(0, last + 1).join('\n')}\n`);
  const { pid } = spawnSync('true');
  const holder = { pid, startTime: '1', host: 'testhost', since: '2026-02-08T12:00:00.000Z', token: 'dead' };
  writeFileSync(path.join(folder, '.leases', specId), JSON.stringify(holder));
}

/** The one run of a report; throws where there is none. */
export function reportOf(result: Result<{ readonly runs: readonly RunReport[] }, Failure>): RunReport {
  const run = result.ok ? result.value.runs[0] : undefined;
  if (run === undefined) throw new Error(JSON.stringify(result));
  return run;
}

function layOut(repo: ChantRepo, agents: HandAgents, options: HandOptions): void {
  const config = [
    '---',
    'project: { name: shop }',
    ...(options.silent ? ['silent: true'] : []),
    'defaults: { provider: hand }',
    `providers: { hand: { kind: command, command: ${JSON.stringify(agents.command)} } }`,
    ...(options.config === undefined ? [] : [options.config]),
    '---',
    '',
  ];
  const own = { '.chant/config.md': config.join('\n'), [specPath]: options.spec ?? plainSpec };
  for (const [file, text] of Object.entries({ 'src/store.txt': 'one\ntwo\nthree\n', ...options.files })) {
    repo.write(file, text);
  }
  if (options.silent) repo.write('.git/info/exclude', '.chant/\n');
  else repo.write('.gitignore', '.chant/runs/\n.chant/cache/\n');
  for (const [file, text] of Object.entries(own)) repo.write(file, text);
  repo.git('add', '-A');
  repo.git('commit', '-q', '-m', 'files');
  for (const [file, text] of Object.entries(options.uncommitted ?? {})) repo.write(file, text);
}

function makeWorld(
  repo: ChantRepo,
  world: { readonly temp: string; readonly events: Event[]; readonly asked: Asked },
): Context {
  const { temp, events, asked } = world;
  const { context } = makeContext({
    cwd: repo.root,
    env: { ...process.env, TMPDIR: temp },
    now: () => Date.now(),
    ...(asked.signal === undefined ? {} : { signal: asked.signal }),
  });
  return {
    ...context,
    // Runs are told apart by these, also from runs of tests beside this one.
    random: {
      base36: (length) =>
        BigInt(`0x${randomBytes(16).toString('hex')}`)
          .toString(36)
          .slice(-length),
    },
    emit: (event) => {
      events.push(event);
      asked.onEvent?.(event);
    },
    process: { ...context.process, pid: asked.pid ?? process.pid },
  };
}

function readJournal(repo: ChantRepo, attempt: number): readonly Record<string, unknown>[] {
  return readFileSync(path.join(repo.root, '.chant/runs', specId, String(attempt), 'journal.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

function listLeftovers(repo: ChantRepo, temp: string): readonly string[] {
  const worktrees = repo.git('worktree', 'list', '--porcelain').split('\n');
  return [
    ...readdirSync(temp),
    ...worktrees.filter((line) => line.startsWith('worktree ') && line.includes(temp)),
    ...repo
      .git('for-each-ref', '--format=%(refname)', 'refs/heads/chant', 'refs/chant/bases')
      .split('\n')
      .filter(Boolean),
    ...readdirSync(path.join(repo.root, '.chant/runs/.leases')),
  ];
}

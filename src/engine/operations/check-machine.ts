import type { Context } from '../../context.ts';
import { type Finding, judgeMachine } from '../../core/machine/judge-machine.ts';
import type { MachineFacts, ProjectFacts, SandboxFacts } from '../../core/machine/machine-facts.ts';
import { ok } from '../../core/result.ts';
import { findProgram } from '../../io/agent/find-program.ts';
import { openRepo } from '../../io/git/open-repo.ts';
import { readConfigValue } from '../../io/git/read-config-value.ts';
import { readGitVersion } from '../../io/git/read-version.ts';
import { listForbiddingSwitches } from '../../io/machine/list-forbidding-switches.ts';
import { lookAtFolder } from '../../io/machine/look-at-folder.ts';
import { readRuntime } from '../../io/machine/read-runtime.ts';
import { probeBwrap } from '../../io/sandbox/probe-bwrap.ts';
import { findStore, type Store } from '../../io/store/find-store.ts';
import { readConfigFiles } from '../../io/store/load-config.ts';
import { listRunIds } from '../../io/store/run-folder.ts';
import { loadLatestRecord } from '../../io/store/run-record.ts';
import { isOwnWorkspace } from '../../io/workspace/make-workspace.ts';
import type { Operation } from '../operation.ts';
import { findDeadLeases } from '../recover/find-dead-leases.ts';

export interface CheckMachineOutput {
  /** One for each thing that was looked at, good ones included. */
  readonly findings: readonly Finding[];
}

/** Looks at all that chant stands on: programs, sandbox, folders, and what earlier runs left. Changes nothing, never fails. */
export const checkMachine: Operation<Record<never, never>, CheckMachineOutput> = async (context) => {
  const { env } = context;
  const git = await readGitVersion(env);
  const store = findStore(context.repo ?? context.cwd);
  const facts: MachineFacts = {
    ...readRuntime(),
    git,
    identity: git === null ? null : await readIdentity(context),
    sandbox: await readSandbox(env),
    temp: lookAtFolder(env['TMPDIR'] || '/tmp'),
    project: store.ok ? await readProject(context, store.value) : null,
  };
  return ok({ findings: judgeMachine(facts) });
};

async function readIdentity(context: Context): Promise<MachineFacts['identity']> {
  const repo = await openRepo(context.repo ?? context.cwd, context.env);
  if (!repo.ok) return null;
  const read = async (key: 'user.name' | 'user.email', variable: string): Promise<string | null> =>
    context.env[variable] ?? (await readConfigValue(repo.value, key));
  return {
    name: await read('user.name', 'GIT_AUTHOR_NAME'),
    email: await read('user.email', 'GIT_AUTHOR_EMAIL'),
  };
}

async function readSandbox(env: Context['env']): Promise<SandboxFacts> {
  const probe = await probeBwrap(env);
  return {
    trouble: 'trouble' in probe ? probe.trouble : null,
    isInstalled: findProgram('bwrap', env['PATH'] ?? '') !== null,
    forbiddenBy: listForbiddingSwitches(),
  };
}

async function readProject(context: Context, store: Store): Promise<ProjectFacts> {
  const { config, problems } = await readConfigFiles(store, context.env);
  const dead = findDeadLeases(store, context.process.hostname);
  return {
    folder: lookAtFolder(store.dir),
    mistakes: problems.length,
    wantsSandbox: config.workspace.sandbox,
    deadLeases: [...(dead?.specs ?? []), ...(dead?.apart.flatMap(({ scratch }) => scratch?.spec ?? []) ?? [])],
    isLandingDead: dead?.landing ?? false,
    staleWorkspaces: listRunIds(store).flatMap((id) => findStale(store, id)),
  };
}

/** A run that has landed, or was reset, needs its workspace no more: its work is pinned. */
function findStale(store: Store, id: string): ProjectFacts['staleWorkspaces'] {
  const record = loadLatestRecord(store, id);
  const { preparing, claimed, finished } = record ?? {};
  if (!preparing || !claimed || !['completed', 'reset'].includes(finished?.outcome ?? '')) return [];
  return isOwnWorkspace(preparing, claimed.token, `${store.home}/.git`)
    ? [{ spec: id, path: preparing.workspace }]
    : [];
}

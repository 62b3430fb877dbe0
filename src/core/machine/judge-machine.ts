import type { FolderFacts, MachineFacts, ProjectFacts } from './machine-facts.ts';

/** The lowest versions that chant works with. `git worktree list -z` came with git 2.36. */
export const floors = { node: '20.19', git: '2.36' } as const;

/** Space under which a run may well fail. */
const leastBytes = 1024 ** 3;

/**
 * `ok`: nothing to do. `note`: works, but not as well as it could, or waits to be tidied up. `trouble`: runs will
 * fail, or not begin.
 */
export type Finding = { readonly level: 'ok' | 'note' | 'trouble' } & (
  | { readonly about: 'node'; readonly version: string }
  | { readonly about: 'git'; readonly version: string | null }
  | { readonly about: 'identity'; readonly missing: readonly ('user.name' | 'user.email')[] }
  | {
      readonly about: 'sandbox';
      readonly why: 'works' | 'other-system' | 'not-installed' | 'forbidden' | 'broken';
      readonly platform: string;
      readonly trouble: string | null;
      readonly forbiddenBy: readonly string[];
    }
  | { readonly about: 'temp' | 'chant-folder'; readonly folder: FolderFacts }
  | { readonly about: 'configuration'; readonly mistakes: number }
  | { readonly about: 'leases'; readonly specs: readonly string[]; readonly landing: boolean }
  | { readonly about: 'workspaces'; readonly stale: ProjectFacts['staleWorkspaces'] }
);

/** What there is to say of a machine, one finding for each thing that was looked at. */
export function judgeMachine(facts: MachineFacts): readonly Finding[] {
  const { node, git, identity, temp, project } = facts;
  return [
    { about: 'node', version: node, level: isAtLeast(node, floors.node) ? 'ok' : 'trouble' },
    { about: 'git', version: git, level: git !== null && isAtLeast(git, floors.git) ? 'ok' : 'trouble' },
    ...(identity === null ? [] : [judgeIdentity(identity)]),
    judgeSandbox(facts),
    judgeFolder('temp', temp),
    ...(project === null ? [] : judgeProject(project)),
  ];
}

function judgeIdentity({ name, email }: NonNullable<MachineFacts['identity']>): Finding {
  const missing = [
    ...(name === null ? (['user.name'] as const) : []),
    ...(email === null ? (['user.email'] as const) : []),
  ];
  return { about: 'identity', missing, level: missing.length === 0 ? 'ok' : 'note' };
}

function judgeSandbox({ platform, sandbox, project }: MachineFacts): Finding {
  const { trouble, isInstalled, forbiddenBy } = sandbox;
  const common = { about: 'sandbox', platform, trouble, forbiddenBy } as const;
  if (trouble === null) return { ...common, why: 'works', level: 'ok' };
  // Asked for by name, a sandbox that does not work keeps runs from beginning.
  const level = project?.wantsSandbox === 'bwrap' ? 'trouble' : 'note';
  if (platform !== 'linux') return { ...common, why: 'other-system', level };
  if (!isInstalled) return { ...common, why: 'not-installed', level };
  return { ...common, why: forbiddenBy.length > 0 ? 'forbidden' : 'broken', level };
}

function judgeFolder(about: 'temp' | 'chant-folder', folder: FolderFacts): Finding {
  if (folder.trouble !== null) return { about, folder, level: 'trouble' };
  return { about, folder, level: folder.freeBytes !== null && folder.freeBytes < leastBytes ? 'note' : 'ok' };
}

function judgeProject(project: ProjectFacts): readonly Finding[] {
  const { folder, mistakes, deadLeases, isLandingDead, staleWorkspaces } = project;
  const isLeft = deadLeases.length > 0 || isLandingDead;
  return [
    judgeFolder('chant-folder', folder),
    { about: 'configuration', mistakes, level: mistakes === 0 ? 'ok' : 'trouble' },
    { about: 'leases', specs: deadLeases, landing: isLandingDead, level: isLeft ? 'note' : 'ok' },
    { about: 'workspaces', stale: staleWorkspaces, level: staleWorkspaces.length > 0 ? 'note' : 'ok' },
  ];
}

/** Compares `20.19.5` with `20.19`; what is no number counts as 0. */
function isAtLeast(version: string, floor: string): boolean {
  const [have, least] = [version, floor].map((text) => text.split('.').map((part) => Number.parseInt(part, 10) || 0));
  for (const [index, number] of (least ?? []).entries()) {
    const mine = have?.[index] ?? 0;
    if (mine !== number) return mine > number;
  }
  return true;
}

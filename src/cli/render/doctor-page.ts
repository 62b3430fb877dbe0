import { assertNever } from '../../core/assert-never.ts';
import { type Finding, floors } from '../../core/machine/judge-machine.ts';
import type { CheckMachineOutput } from '../../engine/operations/check-machine.ts';
import { shortId } from '../../core/spec/spec-id.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';

const marks = { ok: paint('green', '✓'), note: paint('yellow', '!'), trouble: paint('red', '✗') };

/** The page of `chant doctor`: a line per finding, and under what is not well what to do. */
export function renderFindings({ findings }: CheckMachineOutput): string {
  const lines = findings.flatMap((finding) => {
    const [first, ...next] = wordFinding(finding);
    return [
      `${marks[finding.level]} ${oneLine(first ?? '')}`,
      ...next.map((line) => `    ${paint('cyan', 'next:')} ${oneLine(line)}`),
    ];
  });
  const [troubles, notes] = (['trouble', 'note'] as const).map((level) =>
    findings.filter((one) => one.level === level),
  );
  return `${lines.join('\n')}\n\n${wordSum(troubles?.length ?? 0, notes?.length ?? 0)}\n`;
}

function wordSum(troubles: number, notes: number): string {
  if (troubles > 0) return `${troubles} that must be set right, ${notes} that could be better`;
  return notes > 0 ? `All that is needed is there; ${notes} could be better` : 'All is well';
}

/** What was found, then what to do. */
function wordFinding(finding: Finding): readonly string[] {
  switch (finding.about) {
    case 'node':
      return finding.level === 'ok'
        ? [`Node ${finding.version}`]
        : [`Node ${finding.version} is too old: ${floors.node} is needed`, 'install a newer one: https://nodejs.org'];
    case 'git':
      return wordGit(finding);
    case 'identity':
      return finding.missing.length === 0
        ? ['git knows who you are']
        : [
            `git does not know your ${finding.missing.join(' and ')}: landings are committed as chant`,
            ...finding.missing.map((key) => `git config --global ${key} ...`),
          ];
    case 'sandbox':
      return wordSandbox(finding);
    case 'temp':
    case 'chant-folder':
      return wordFolder(finding);
    case 'configuration':
      return finding.mistakes === 0
        ? ['the configuration has no mistakes']
        : [`mistakes in the configuration: ${finding.mistakes}`, 'chant config --validate'];
    case 'leases':
      return wordLeases(finding);
    case 'workspaces':
      return wordWorkspaces(finding);
    default:
      return assertNever(finding);
  }
}

type About<Topic extends Finding['about']> = Extract<Finding, { readonly about: Topic }>;

function wordGit({ version, level }: About<'git'>): readonly string[] {
  const install = 'install a newer one: https://git-scm.com/downloads';
  if (version === null) return ['there is no git on the PATH', install.replace('a newer one', 'it')];
  return level === 'ok' ? [`git ${version}`] : [`git ${version} is too old: ${floors.git} is needed`, install];
}

function wordSandbox({ why, platform, trouble, forbiddenBy }: About<'sandbox'>): readonly string[] {
  switch (why) {
    case 'works':
      return ['a sandbox works: agents and checks see their workspace and no more'];
    case 'other-system':
      return [
        `no sandbox on ${platform}: bubblewrap is a program of Linux, and an agent can do here what you can`,
        'run chant in a virtual machine or a container where that is too much',
      ];
    case 'not-installed':
      return [
        'no sandbox: bubblewrap is not installed, and an agent can do what you can',
        'sudo apt install bubblewrap (Debian, Ubuntu), sudo dnf install bubblewrap (Fedora)',
      ];
    case 'forbidden':
      return [
        `no sandbox: this system lets no ordinary program make namespaces (${forbiddenBy.join(', ')}): ${trouble ?? ''}`,
        ...forbiddenBy.flatMap((name) => remedies[name] ?? []),
      ];
    case 'broken':
      return [
        `no sandbox: bubblewrap does not work here: ${trouble ?? ''}`,
        'in a container, it must be allowed to make namespaces; without, set `workspace.sandbox: none`',
      ];
    default:
      return assertNever(why);
  }
}

/** By the name of the switch. */
const remedies: Readonly<Record<string, readonly string[]>> = {
  // Ubuntu, since 23.10: a program needs a profile of AppArmor to be allowed.
  'kernel.apparmor_restrict_unprivileged_userns': [
    'allow bubblewrap alone (Ubuntu 24.04): sudo apt install apparmor-profiles',
    'then: sudo install -m 0644 /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/',
    'then: sudo apparmor_parser -r /etc/apparmor.d/bwrap-userns-restrict',
    'or all programs: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
  ],
  'kernel.unprivileged_userns_clone': ['sudo sysctl -w kernel.unprivileged_userns_clone=1'],
  'user.max_user_namespaces': ['sudo sysctl -w user.max_user_namespaces=15000'],
};

function wordFolder({ about, folder, level }: About<'temp' | 'chant-folder'>): readonly string[] {
  const name = about === 'temp' ? 'the temp folder' : 'the folder of chant';
  const other = about === 'temp' ? ', or set TMPDIR to another folder' : '';
  if (folder.trouble !== null) {
    return [`nothing can be written into ${name}, ${folder.path} (${folder.trouble})`, `see whose it is${other}`];
  }
  const free = folder.freeBytes === null ? '' : `, ${(folder.freeBytes / 1024 ** 3).toFixed(1)} GB free`;
  return level === 'ok'
    ? [`${name} can be written: ${folder.path}${free}`]
    : [`${name} has little room: ${folder.path}${free}`, `make room${other}`];
}

function wordLeases({ specs, landing }: About<'leases'>): readonly string[] {
  if (specs.length === 0 && !landing) return ['no run was left in the middle'];
  const left = [...specs.map(shortId), ...(landing ? ['a landing'] : [])];
  return [`left in the middle by a chant that was killed: ${left.join(', ')}`, 'chant status puts them in order'];
}

function wordWorkspaces({ stale }: About<'workspaces'>): readonly string[] {
  if (stale.length === 0) return ['no workspace is left of a run that is over'];
  return [
    `workspaces of runs that are over, whose work is kept: ${stale.map(({ spec }) => shortId(spec)).join(', ')}`,
    ...stale.map(({ path }) => `delete it when you have looked: ${path}`),
  ];
}

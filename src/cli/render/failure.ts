import type { Failure } from '../../core/failure.ts';
import { allowedInside } from '../../core/lifecycle/allowed-inside.ts';
import { formatLimit } from '../../core/plan/format-limit.ts';
import { type FailureText, renderFailureText } from './failure-text.ts';
import { wordApprovalNeeded } from './approval-needed.ts';
import { wordForgeTrouble } from './forge-trouble.ts';
import { renderJson } from './json.ts';
import { listMember } from './list-member.ts';
import { wordPublishRefused } from './publish-refused.ts';
import { reasonTexts } from './reason.ts';

type Wordings = { readonly [Kind in Failure['kind']]: (failure: Extract<Failure, { kind: Kind }>) => FailureText };

const wordings: Wordings = {
  'agent-missing': ({ provider, programs, install }) => ({
    what: `the agent ${provider} is not installed`,
    why: [`none of these programs is on the PATH: ${programs.join(', ')}`],
    next: [install, `or say how it is started: providers.${provider}.command in .chant/config.md`],
  }),
  'agents-busy': ({ agents }) => ({
    what: agents.length === 1 ? `the agent ${agents[0]?.name ?? ''} is at work` : 'every agent is at work',
    why: agents.flatMap(({ name, most, runs }) => [
      `${name} has ${runs.length} of ${most} at a time:`,
      ...runs.map(({ spec, pid, host, since }) => `  ${spec}, process ${pid} on ${host}, since ${since}`),
    ]),
    next: ['chant status', 'wait for one to end, or allow more: `max_concurrent` in parallel.agents'],
  }),
  'bad-argument': ({ argument, value, expected, suggestion }) => ({
    what: value === '' ? `${argument} is missing` : `${argument} cannot be '${value}'`,
    why: [`expected: ${expected}`],
    next: [suggestion === null ? 'see the command with --help' : `did you mean '${suggestion}'?`],
  }),
  'not-a-repository': ({ path }) => ({
    what: `${path} is not in a git repository`,
    why: ['chant keeps specs and works in git repositories'],
    next: ['git init', 'or name a repository with --repo PATH'],
  }),
  'no-chant-folder': ({ path }) => ({
    what: `there is no .chant folder in ${path}`,
    why: ['chant looked here and in every folder above, up to the root of the repository'],
    next: ['chant init'],
  }),
  'key-missing': ({ provider, variable }) => ({
    what: `there is no key for the provider ${provider}: ${variable} is not set`,
    why: ['the key is taken from your environment, never from a file of the repository'],
    next: [
      `export ${variable}=...`,
      `name another variable: providers.${provider}.key_env; a model server of your own: providers.${provider}.endpoint`,
    ],
  }),
  'spec-not-found': ({ query, near }) => ({
    what: `no spec has the id '${query}'`,
    why: [
      near.length === 0
        ? 'no id looks like it, not in the archive either'
        : `ids that look like it: ${near.join(', ')}`,
    ],
    next: [near[0] === undefined ? 'chant list --archived' : `did you mean '${near[0]}'?`],
  }),
  'spec-ambiguous': ({ query, candidates }) => ({
    what: `'${query}' can be ${candidates.length} specs`,
    why: candidates.map(({ id, title }) => `${id}  ${title}`),
    next: ['write more of the id'],
  }),
  'spec-bad': ({ id, problems }) => ({
    what: `spec ${id} has errors`,
    why: problems.map(wordProblem),
    next: [`chant edit ${id}`, `chant lint ${id}`],
  }),
  'config-bad': ({ problems }) => ({
    what: 'the configuration has errors',
    why: problems.map(wordProblem),
    next: ['correct the file, then: chant config --validate'],
  }),
  'file-trouble': ({ action, path, reason }) => ({
    what: `cannot ${action} ${path}`,
    why: [reason],
    next: nextForFile(reason),
  }),
  'files-tracked': ({ paths, count }) => ({
    what: '.chant cannot be kept out of git: git tracks files in it',
    why: count > paths.length ? [...paths, `and ${count - paths.length} more`] : paths,
    next: ['git rm -r --cached .chant, commit, and try again'],
  }),
  'sandbox-unavailable': ({ reason }) => ({
    what: 'there is no sandbox here, and workspace.sandbox asks for one',
    why: [reason],
    next: [
      'install bubblewrap (apt-get install bubblewrap) and allow user namespaces',
      'or set workspace.sandbox to auto or none in .chant/config.md',
    ],
  }),
  'forge-trouble': wordForgeTrouble,
  'publish-refused': wordPublishRefused,
  'git-failed': ({ argv, exitCode, stderr }) => ({
    what: `git ${argv.join(' ')} ended with ${exitCode === null ? 'a signal' : `status ${exitCode}`}`,
    why: [stderr.trim() === '' ? 'git gave no reason' : stderr.trim()],
    next: ['see what git status says in this repository, then try again'],
  }),
  locked: ({ what, holder }) => ({
    what: `${what} is in use by another chant`,
    why: [`process ${holder.pid} on ${holder.host}, since ${holder.since}`],
    next: [
      'wait for it, or see what it does: chant status',
      `if ${holder.host} is a machine that is gone: rm .chant/runs/.leases/${what === 'landing' ? 'landing.md' : what}`,
    ],
  }),
  blocked: ({ spec, on }) => ({
    what: `${spec} waits for other specs`,
    why: on.map(({ id, status }) => `${id} is ${status}`),
    next: [`chant work ${on[0]?.id ?? spec}`, `or go ahead all the same: chant work ${spec} --skip-deps`],
  }),
  cycle: ({ path }) => ({
    what: 'specs depend on each other in a circle',
    why: [path.join(' -> ')],
    next: [`take one out of depends_on: chant edit ${path[0] ?? ''}`],
  }),
  'approval-needed': wordApprovalNeeded,
  unconfirmed: ({ spec, on, document, by }) => ({
    what: `${spec} rests on steps that nobody has confirmed as they are: ${document}`,
    why: [
      by === null
        ? 'no test shows the bug, so a person has to'
        : `${by} has confirmed an earlier version of the document`,
    ],
    next: by === null ? [`chant confirm ${on}`] : [`chant reset ${on}, chant work ${on}, and then chant confirm ${on}`],
  }),
  'too-many-files': ({ spec, count, limit, members }) => ({
    what: `${spec} was not started: its scope names ${count} files, and limits.files is ${limit}`,
    why: [
      `proposed: a driver with ${members.length} members, one after the other; the last has the checks of the whole`,
      ...members.flatMap(listMember),
    ],
    next: [
      `chant split ${spec}`,
      `or name fewer files in target_files (chant edit ${spec}), or raise limits.files in .chant/config.md`,
      `the proposal for programs: chant split ${spec} --dry-run --json`,
    ],
  }),
  'limit-reached': ({ spec, over, limit }) => ({
    what: `${spec} was not started: ${limit.key} is reached`,
    why: [
      formatLimit(limit),
      over === 'day' ? 'counted over all specs today' : 'counted over all attempts at this spec since its last reset',
    ],
    next: [
      over === 'day' ? 'wait for tomorrow' : `begin the count anew: chant reset ${spec}`,
      `or raise ${limit.key} in .chant/config.md`,
    ],
  }),
  'unknown-name': ({ what, name, known, suggestion }) => ({
    what: `there is no ${what} '${name}'`,
    why: [known.length === 0 ? `no ${what} of that name is known` : `known: ${known.join(', ')}`],
    next: [
      suggestion !== null
        ? `did you mean '${suggestion}'?`
        : known.length === 0
          ? 'look at how it is written'
          : 'write one of the known names',
    ],
  }),
  'missing-input': ({ spec, key, path, near }) => ({
    what: `${spec}: ${path} is not there`,
    why: [`it stands under ${key}, and the agent would not see it`, ...near.map((one) => `looks like it: ${one}`)],
    next: [`chant edit ${spec}`, 'or work on the spec that writes it first'],
  }),
  'wrong-state': ({ spec, status, wanted, next }) => ({
    what: `${spec} is ${status}`,
    why: [`needed: ${wanted}`],
    next: [next ?? `chant show ${spec}`],
  }),
  'inside-workspace': ({ command, by, workspace }) => ({
    what: `chant ${command} cannot be used in an agent's workspace`,
    why: [
      by === 'environment' ? 'CHANT_WORKTREE is set: an agent runs this' : `this is one: ${workspace ?? ''}`,
      'specs are changed, decided on and worked on by people, outside of a run',
      `an agent has: chant ${allowedInside.join(', ')}`,
    ],
    next: [
      'if the approach does not hold: chant halt --reason "..."',
      ...(by === 'environment' ? [] : ['if you are a person: go to your own checkout, and try again']),
    ],
  }),
  'prompt-bad': ({ file, line, message, suggestion }) => ({
    what: `${file}:${line}: ${message}`,
    why: ['it cannot be filled in'],
    next: [suggestion === null ? `correct ${file}` : `did you mean '${suggestion}'?`],
  }),
  'run-ended': ({ spec, attempt, outcome, reason, detail, next }) => ({
    what: `${spec} ${outcome === 'failed' ? 'failed' : 'needs attention'}: ${reasonTexts[reason]} (${reason})`,
    why: detail.some((line) => line !== reasonTexts[reason]) ? detail : [`attempt ${attempt}`],
    next: next.length === 0 ? [`chant log ${spec}`] : next,
  }),
  interrupted: ({ spec, paused }) =>
    paused === undefined
      ? {
          what: spec === null ? 'interrupted' : `${spec} was interrupted`,
          why: ['stopped from outside; what was done is kept'],
          next: [spec === null ? 'run the command again' : `go on: chant work ${spec}`],
        }
      : { what: `${spec ?? 'the run'} was paused`, why: paused, next: [`go on: chant resume ${spec ?? ''}`.trimEnd()] },
};

function wordProblem({
  file,
  line,
  message,
  suggestion,
}: Extract<Failure, { kind: 'spec-bad' }>['problems'][number]): string {
  return `${file}:${line}: ${message}${suggestion === null ? '' : ` (${suggestion})`}`;
}

function nextForFile(reason: string): readonly string[] {
  if (reason.includes('ENOSPC')) return ['make room on the disk, then try again'];
  if (reason.includes('EACCES') || reason.includes('EPERM')) return ['check who may use the file, then try again'];
  return ['check the path, then try again'];
}

/** The words for a failure: what happened, why, what to do next. */
export function wordFailure(failure: Failure): FailureText {
  // The map's type pairs every kind with a function of that kind; the compiler cannot follow the pairing here.
  const word = wordings[failure.kind] as (failure: Failure) => FailureText;
  return word(failure);
}

/** A failure as lines for standard error. */
export function renderFailure(failure: Failure): string {
  return renderFailureText(wordFailure(failure));
}

/** A failure as one JSON object for standard error. */
export function renderFailureJson(failure: Failure): string {
  const { what, why, next } = wordFailure(failure);
  return renderJson({ error: { ...failure, message: what, why, next } });
}

import type { CommandSpec } from './command.ts';

/** What a command is for; the overview is ordered by it. */
export const purposes = {
  specs: 'Write and read specs',
  work: 'Work',
  publish: 'Fork and pull requests',
  project: 'Set up and look around',
} as const;

/** A command as far as it is known before its file is loaded. */
export interface CommandEntry {
  readonly name: string;
  readonly purpose: keyof typeof purposes;
  readonly summary: string;
  readonly load: () => Promise<CommandSpec>;
}

/** Every command, sorted by name; only the called one is loaded. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'add',
    purpose: 'specs',
    summary: 'create a spec',
    load: async () => (await import('./commands/add.ts')).add,
  },
  {
    name: 'agents',
    purpose: 'project',
    summary: 'see which agents are there, and which one a spec gets',
    load: async () => (await import('./commands/agents.ts')).agents,
  },
  {
    name: 'approve',
    purpose: 'work',
    summary: 'approve a spec, so that it may be worked on',
    load: async () => (await import('./commands/approve.ts')).approve,
  },
  {
    name: 'archive',
    purpose: 'specs',
    summary: 'put specs that are done away',
    load: async () => (await import('./commands/archive.ts')).archive,
  },
  {
    name: 'config',
    purpose: 'project',
    summary: 'show or check the configuration',
    load: async () => (await import('./commands/config.ts')).config,
  },
  {
    name: 'confirm',
    purpose: 'work',
    summary: 'confirm, as a person, that the steps of a document show the bug',
    load: async () => (await import('./commands/confirm.ts')).confirm,
  },
  {
    name: 'demo',
    purpose: 'project',
    summary: 'see chant at work in a small project, without a real agent',
    load: async () => (await import('./commands/demo.ts')).demo,
  },
  {
    name: 'doctor',
    purpose: 'project',
    summary: 'see whether this machine is fit for chant, and what to do where it is not',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
  {
    name: 'drift',
    purpose: 'work',
    summary: 'see which landed specs are stale, and which fixes no longer hold',
    load: async () => (await import('./commands/drift.ts')).drift,
  },
  {
    name: 'edit',
    purpose: 'specs',
    summary: 'open a spec in your editor',
    load: async () => (await import('./commands/edit.ts')).edit,
  },
  {
    name: 'fork',
    purpose: 'publish',
    summary: 'find your fork and its upstream, or bring the fork up to date',
    load: async () => (await import('./commands/fork.ts')).fork,
  },
  {
    name: 'halt',
    purpose: 'work',
    summary: 'for agents: stop, because the research does not hold',
    load: async () => (await import('./commands/halt.ts')).halt,
  },
  {
    name: 'init',
    purpose: 'project',
    summary: 'set chant up in this repository',
    load: async () => (await import('./commands/init.ts')).init,
  },
  {
    name: 'investigate',
    purpose: 'specs',
    summary: 'from an issue to the specs that lead to its fix',
    load: async () => (await import('./commands/investigate.ts')).investigate,
  },
  {
    name: 'land',
    purpose: 'work',
    summary: 'bring a finished run onto its branch',
    load: async () => (await import('./commands/land.ts')).land,
  },
  {
    name: 'lint',
    purpose: 'specs',
    summary: 'find mistakes in specs',
    load: async () => (await import('./commands/lint.ts')).lint,
  },
  {
    name: 'list',
    purpose: 'specs',
    summary: 'list specs',
    load: async () => (await import('./commands/list.ts')).list,
  },
  {
    name: 'log',
    purpose: 'work',
    summary: "read an agent's log",
    load: async () => (await import('./commands/log.ts')).log,
  },
  {
    name: 'mcp',
    purpose: 'project',
    summary: 'serve chant as tools to programs (Model Context Protocol)',
    load: async () => (await import('./commands/mcp.ts')).mcp,
  },
  {
    name: 'packet',
    purpose: 'publish',
    summary: 'write down, as a page, what a reviewer of a fix has to know',
    load: async () => (await import('./commands/packet.ts')).packet,
  },
  {
    name: 'pause',
    purpose: 'work',
    summary: 'stop the agent of a run, and keep all that it takes to go on',
    load: async () => (await import('./commands/pause.ts')).pause,
  },
  {
    name: 'reject',
    purpose: 'work',
    summary: 'reject a spec, with a reason',
    load: async () => (await import('./commands/reject.ts')).reject,
  },
  {
    name: 'reset',
    purpose: 'work',
    summary: 'put a spec back to pending; nothing is lost',
    load: async () => (await import('./commands/reset.ts')).reset,
  },
  {
    name: 'resume',
    purpose: 'work',
    summary: 'go on with what the last attempt left',
    load: async () => (await import('./commands/resume.ts')).resume,
  },
  {
    name: 'review',
    purpose: 'publish',
    summary: 'take the review of a staging pull request home, for a second round',
    load: async () => (await import('./commands/review.ts')).review,
  },
  {
    name: 'scope',
    purpose: 'specs',
    summary: 'let a spec change what a research document lists',
    load: async () => (await import('./commands/scope.ts')).scope,
  },
  {
    name: 'show',
    purpose: 'specs',
    summary: 'show all about one spec',
    load: async () => (await import('./commands/show.ts')).show,
  },
  {
    name: 'silent',
    purpose: 'project',
    summary: 'keep .chant out of git, or stop doing so',
    load: async () => (await import('./commands/silent.ts')).silent,
  },
  {
    name: 'split',
    purpose: 'specs',
    summary: 'divide a spec that is too large into members',
    load: async () => (await import('./commands/split.ts')).split,
  },
  {
    name: 'stage',
    purpose: 'publish',
    summary: 'put a landed fix on a branch of the fork, with its pull request there',
    load: async () => (await import('./commands/stage.ts')).stage,
  },
  {
    name: 'status',
    purpose: 'work',
    summary: 'see what runs and what needs you',
    load: async () => (await import('./commands/status.ts')).status,
  },
  {
    name: 'takeover',
    purpose: 'work',
    summary: 'go on with a run by hand, in its workspace',
    load: async () => (await import('./commands/takeover.ts')).takeover,
  },
  {
    name: 'template',
    purpose: 'specs',
    summary: 'the templates of the specs of an investigation',
    load: async () => (await import('./commands/template.ts')).template,
  },
  {
    name: 'tick',
    purpose: 'work',
    summary: 'for agents: claim that a criterion holds',
    load: async () => (await import('./commands/tick.ts')).tick,
  },
  {
    name: 'trace',
    purpose: 'work',
    summary: 'from a line to the issue that it goes back to, and the other way',
    load: async () => (await import('./commands/trace.ts')).trace,
  },
  {
    name: 'upstream',
    purpose: 'publish',
    summary: 'open the pull request to the original project; a person decides',
    load: async () => (await import('./commands/upstream.ts')).upstream,
  },
  {
    name: 'version',
    purpose: 'project',
    summary: 'print the version',
    load: async () => (await import('./commands/version.ts')).version,
  },
  {
    name: 'work',
    purpose: 'work',
    summary: 'have an agent work on specs, prove the result, and land it',
    load: async () => (await import('./commands/work.ts')).work,
  },
];

import type { PublishReason } from './forge/publish-reason.ts';
import type { ForgeReason } from './forge/read-refusal.ts';
import type { Problem } from './problem.ts';
import type { AgentsBusy } from './plan/agents-busy.ts';
import type { ReachedLimit } from './plan/agent-outcome.ts';
import type { SplitMember } from './scope/plan-split.ts';
import type { ReasonCode } from './plan/verdict.ts';

/**
 * All that can go wrong and is no bug. Each member carries only data; `cli/render/failure.ts` words it
 * (what happened, why, what to do next) and `cli/exit-code.ts` numbers it.
 */
export type Failure =
  | AgentMissing
  | AgentsBusy
  | BadArgument
  | NotARepository
  | NoChantFolder
  | SpecNotFound
  | SpecAmbiguous
  | SpecBad
  | ConfigBad
  | FileTrouble
  | GitFailed
  | Locked
  | Blocked
  | DependencyCycle
  | ApprovalNeeded
  | Unconfirmed
  | LimitReached
  | TooManyFiles
  | UnknownName
  | KeyMissing
  | MissingInput
  | WrongState
  | InsideWorkspace
  | PromptBad
  | FilesTracked
  | SandboxUnavailable
  | ForgeTrouble
  | PublishRefused
  | RunEnded
  | Interrupted;

/** The program of an agent is not on the PATH. */
export interface AgentMissing {
  readonly kind: 'agent-missing';
  /** As a spec, a flag or the configuration names it. */
  readonly provider: string;
  /** Any of these would do; the first is preferred. */
  readonly programs: readonly string[];
  /** The command that installs the preferred one. */
  readonly install: string;
}

/** The user wrote something that cannot be used: exit status 2. */
export interface BadArgument {
  readonly kind: 'bad-argument';
  /** As the user knows it: `--type`, `<id>`. */
  readonly argument: string;
  readonly value: string;
  /** What is expected there, in words or as the list of values. */
  readonly expected: string;
  readonly suggestion: string | null;
}

export interface NotARepository {
  readonly kind: 'not-a-repository';
  readonly path: string;
}

/** No `.chant/` here or above: `chant init` makes one. */
export interface NoChantFolder {
  readonly kind: 'no-chant-folder';
  readonly path: string;
}

export interface SpecNotFound {
  readonly kind: 'spec-not-found';
  readonly query: string;
  /** Ids that look like it, best first, at most five. */
  readonly near: readonly string[];
}

export interface SpecAmbiguous {
  readonly kind: 'spec-ambiguous';
  readonly query: string;
  readonly candidates: readonly { readonly id: string; readonly title: string }[];
}

/** A spec that has errors cannot be worked on. */
export interface SpecBad {
  readonly kind: 'spec-bad';
  readonly id: string;
  readonly problems: readonly Problem[];
}

export interface ConfigBad {
  readonly kind: 'config-bad';
  readonly problems: readonly Problem[];
}

/** The disk said no. */
export interface FileTrouble {
  readonly kind: 'file-trouble';
  /** `read`, `write`, `create`, `remove`, `run`, ... */
  readonly action: string;
  readonly path: string;
  /** The system's word: ENOSPC, EACCES, or a short sentence. */
  readonly reason: string;
}

/** git ended with a status that the caller had not declared. */
export interface GitFailed {
  readonly kind: 'git-failed';
  readonly argv: readonly string[];
  readonly exitCode: number | null;
  readonly stderr: string;
}

/** Somebody else holds the lease: exit status 6. */
export interface Locked {
  readonly kind: 'locked';
  /** A spec id, or `landing`. */
  readonly what: string;
  readonly holder: { readonly pid: number; readonly host: string; readonly since: string };
}

/** Dependencies are not completed: exit status 5. */
export interface Blocked {
  readonly kind: 'blocked';
  readonly spec: string;
  readonly on: readonly { readonly id: string; readonly status: string }[];
}

/** A -> B -> A, whole. */
export interface DependencyCycle {
  readonly kind: 'cycle';
  readonly path: readonly string[];
}

export interface ApprovalNeeded {
  readonly kind: 'approval-needed';
  readonly spec: string;
  /** What it may change: paths and globs; empty: no limit. */
  readonly scope: readonly string[];
  readonly status: 'pending' | 'rejected';
  readonly by: string | null;
  readonly reason: string | null;
  /** The scope itself is to be approved: the document that lists it, and what was approved before; null: nothing was. */
  readonly of?: { readonly from: string; readonly approved: readonly string[] | null };
}

/** A fix rests on steps that nobody has confirmed as they are: exit status 5. */
export interface Unconfirmed {
  readonly kind: 'unconfirmed';
  readonly spec: string;
  /** The spec that asks for the confirmation. */
  readonly on: string;
  readonly document: string;
  /** Who has confirmed another version of the document; null: nobody. */
  readonly by: string | null;
}

/** Nothing is left of a limit on money or tokens, so that no agent is started: exit status 5. */
export interface LimitReached {
  readonly kind: 'limit-reached';
  readonly spec: string;
  readonly over: 'spec' | 'day';
  readonly limit: ReachedLimit;
}

/** A spec names more files than `limits.files` allows: exit status 5. */
export interface TooManyFiles {
  readonly kind: 'too-many-files';
  readonly spec: string;
  readonly count: number;
  readonly limit: number;
  /** The members of a driver that it could become, one after the other. */
  readonly members: readonly SplitMember[];
}

/** A provider, prompt, agent, ... of that name is not known. */
export interface UnknownName {
  readonly kind: 'unknown-name';
  readonly what: string;
  readonly name: string;
  readonly known: readonly string[];
  readonly suggestion: string | null;
}

/** No key of a model service is in the user's environment. */
export interface KeyMissing {
  readonly kind: 'key-missing';
  readonly provider: string;
  /** Name of the environment variable that should hold it. */
  readonly variable: string;
}

/** Something under `informed_by`, `origin`, `tracks` or `context` is not there. */
export interface MissingInput {
  readonly kind: 'missing-input';
  readonly spec: string;
  readonly key: string;
  readonly path: string;
  readonly near: readonly string[];
}

/** The command does not fit the spec's status: `land` on a spec that never ran, ... */
export interface WrongState {
  readonly kind: 'wrong-state';
  readonly spec: string;
  readonly status: string;
  readonly wanted: string;
  /** What the user may type instead. */
  readonly next: string | null;
}

/** Somebody inside of a run, an agent or what it wrote, may not do this. */
export interface InsideWorkspace {
  readonly kind: 'inside-workspace';
  readonly command: string;
  /** How chant knows that the caller is inside: by the environment, or by where it stands. */
  readonly by: 'environment' | 'place';
  /** Absolute; null where it is not known. */
  readonly workspace: string | null;
}

/** A prompt or a template that cannot be filled in: an unknown variable, bad syntax. */
export interface PromptBad {
  readonly kind: 'prompt-bad';
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly suggestion: string | null;
}

/** `.chant/` cannot be kept out of git while git tracks files in it. */
export interface FilesTracked {
  readonly kind: 'files-tracked';
  /** Relative to the root of the checkout, at most five. */
  readonly paths: readonly string[];
  readonly count: number;
}

/** The configuration asks for a sandbox, and there is none on this machine. */
export interface SandboxUnavailable {
  readonly kind: 'sandbox-unavailable';
  /** The system's words, or what in the configuration is against it. */
  readonly reason: string;
}

/** A forge did not do what was asked, or could not be asked. The same command may be given again. */
export interface ForgeTrouble {
  readonly kind: 'forge-trouble';
  /** `https://github.com` */
  readonly server: string;
  /** `read acme/store#1234` */
  readonly action: string;
  readonly reason: ForgeReason;
  /** The forge's words, or the system's; one line, free of control characters and of the token. May be empty. */
  readonly detail: string;
  /** ISO 8601: when it may be asked again; null: not known. */
  readonly retryAt: string | null;
  /** Whether a token went along. */
  readonly withToken: boolean;
}

/** Nothing was sent to a fork, or to upstream. */
export interface PublishRefused {
  readonly kind: 'publish-refused';
  readonly reason: PublishReason;
  /** Names and lines that the reason is about; what each is, the words for it know. */
  readonly detail: readonly string[];
}

/** A run that ended and did not land: exit status 1 (failed) or 3 (needs attention). */
export interface RunEnded {
  readonly kind: 'run-ended';
  readonly spec: string;
  readonly attempt: number;
  readonly outcome: 'failed' | 'needs_attention';
  readonly reason: ReasonCode;
  /** One line that names what was found; details stand in the run record. */
  readonly detail: readonly string[];
  readonly next: readonly string[];
}

export interface Interrupted {
  readonly kind: 'interrupted';
  readonly spec: string | null;
  /** Of a run that was paused on purpose: who asked, and what is kept. */
  readonly paused?: readonly string[];
}

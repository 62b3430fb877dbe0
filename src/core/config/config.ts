import type { ModelPrice } from '../model/model-price.ts';
import type { Check } from '../spec/spec.ts';
import type { ParallelAgent, RotationStrategy } from './parallel-agent.ts';

/** The configuration after defaults, user, project and environment have been laid over each other. */
export interface Config {
  readonly project: { readonly name: string | null; readonly prefix: string | null };
  readonly defaults: {
    readonly prompt: string | null;
    readonly provider: string | null;
    readonly model: string | null;
    /** null: the branch that HEAD names when the repository is first used (see `io/git`). */
    readonly mainBranch: string | null;
    /** `chant/` unless configured. */
    readonly branchPrefix: string;
    readonly rotationStrategy: RotationStrategy;
  };
  /** Each stands under `providers`, too. */
  readonly parallel: { readonly agents: readonly ParallelAgent[] };
  readonly providers: Readonly<Record<string, ProviderConfig>>;
  readonly approval: {
    readonly required: boolean;
    /** A scope that comes from research waits for an approval. */
    readonly scope: boolean;
  };
  /** Run on every landing of a code or task spec. */
  readonly checks: readonly Check[];
  readonly limits: {
    readonly timeoutMs: number;
    readonly stallMs: number;
    /** How often a turn that failed by a passing trouble of the service is tried again. */
    readonly attempts: number;
    /** Longest wait for a service that says when it will serve again. */
    readonly waitMs: number;
    /** For all attempts at a spec since its last reset. */
    readonly costUsd: number | null;
    readonly tokens: number | null;
    /** Files that one spec of code may name as its scope. */
    readonly files: number | null;
    /** For all specs on one local day. */
    readonly day: { readonly costUsd: number | null; readonly tokens: number | null };
  };
  readonly workspace: {
    /** null: a clone where there is a sandbox, else a worktree. */
    readonly isolation: 'worktree' | 'clone' | null;
    readonly sandbox: 'none' | 'bwrap' | 'auto';
    /** Whether a sandbox has the machine's network; a list: only these hosts, as `parseHostRule` reads them. */
    readonly network: 'on' | 'off' | readonly string[];
    /** What may be read in a sandbox beside programs, and what may be written beside the workspace: paths, `~/` for HOME. */
    readonly expose: readonly string[];
    readonly writable: readonly string[];
    /** Commands that make a fresh checkout usable: `npm ci`. */
    readonly setup: readonly string[];
    /** Git-ignored files that are copied in. */
    readonly include: readonly string[];
    /** Names of environment variables that agents and checks may see although they look like secrets. */
    readonly env: readonly string[];
  };
  readonly landing: { readonly mode: 'merge' | 'squash' | 'rebase' | 'branch' };
  readonly fork: {
    readonly remote: string;
    readonly upstream: string;
    readonly draft: boolean;
    /** Whether staged commits keep chant's trailers. */
    readonly trailers: boolean;
  };
  readonly silent: boolean;
  readonly validation: { readonly strictSchema: boolean };
}

export interface ProviderConfig {
  readonly name: string;
  readonly kind: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly endpoint: string | null;
  readonly model: string | null;
  /** Session mode that an ACP agent is switched to, where it names one. */
  readonly mode: string | null;
  readonly permissions: 'allow' | 'scope' | 'ask';
  /** Command lines that `permissions: scope` allows, beside the checks of the spec and chant itself. */
  readonly allowCommands: readonly string[];
  /** Recorded session, for `replay`. */
  readonly session: string | null;
  /** Variable of the user's environment that holds the key; null: the one that is usual with the service. */
  readonly keyEnv: string | null;
  /** What an OpenAI endpoint speaks; null: Responses with OpenAI itself, Chat Completions elsewhere. */
  readonly api: 'responses' | 'chat' | null;
  /** What the model costs; null: the list price, where it is known. */
  readonly prices: ModelPrice | null;
  /** Requests of one run of chant's own agent. */
  readonly maxSteps: number;
}

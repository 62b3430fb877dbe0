import type { AgentEvent } from '../../core/plan/agent-outcome.ts';
import type { PermissionAnswer, PermissionQuestion } from '../../core/plan/permission-question.ts';
import type { ScopeSource } from '../../core/scope/build-scope.ts';

/** A way to have an agent work: how its program is launched and how one talks with it. Pure; the runner does the rest. */
export interface Provider {
  /** As configured: the name that a spec's `provider` gives. */
  readonly name: string;
  readonly kind: string;
  readonly capabilities: Capabilities;
  /** Whether its standard output can be read as it is, or is a protocol that only chant reads. */
  readonly speaksTo: 'people' | 'chant';
  /** True: it hands the key to its program itself, so no key of a model service stands in the program's environment. */
  readonly handsKeyOver?: boolean;
  launch(request: AgentRequest): Launch;
  readonly conversation: Conversation;
}

interface Capabilities {
  /** It can go on with an earlier session. If false, `request.session` is ignored. */
  readonly resume: boolean;
  /** It tells what it cost. If false, a cost limit cannot be held. */
  readonly cost: boolean;
  /** It asks before it edits. If false, only the gates afterwards hold the scope. */
  readonly permissions: boolean;
}

/** The process to start in the workspace. */
interface Launch {
  readonly argv: readonly string[];
  /** Added to the environment that the engine built. */
  readonly env: Readonly<Record<string, string>>;
}

/** How one talks with it: it is told everything at once and prints lines, or there is a protocol. */
type Conversation = LineConversation | ProtocolConversation;

export interface LineConversation {
  readonly by: 'lines';
  /** Written to its standard input, which is then closed. */
  input(request: AgentRequest): string;
  /** What one line of its standard output means. The line may hold anything but a line feed. */
  read(line: string, request: AgentRequest): readonly AgentReport[];
}

interface ProtocolConversation {
  readonly by: 'protocol';
  /** Leads the whole conversation; ends when the agent has finished or `link.signal` is aborted. Never rejects. */
  talk(link: AgentLink): Promise<void>;
}

/**
 * What a provider tells the runner: the events, and how the turn ended where the protocol says so. What is known of
 * the cause of a turn that failed comes as an `error` before the `final`.
 */
export type AgentReport =
  | AgentEvent
  | { readonly kind: 'final'; readonly ok: boolean; readonly message: string | null };

/** The wire between a protocol and the agent's process. */
export interface AgentLink {
  readonly request: AgentRequest;
  /** Standard output, already logged; ends with the process. */
  readonly output: AsyncIterable<Buffer>;
  /** Writes to its standard input; a reader that is gone is no error here. */
  write(text: string): Promise<void>;
  /** Aborted when the runner wants the agent to stop. */
  readonly signal: AbortSignal;
  report(report: AgentReport): void;
  /** `request.ask`, while the clocks of the agent stand still; null: nobody is there. */
  readonly ask: ((question: PermissionQuestion) => Promise<PermissionAnswer | null>) | null;
  /** Closes its input and waits a while for the process to end by itself. */
  hangUp(): Promise<void>;
}

/** One run of an agent, complete: the provider asks nobody else. */
export interface AgentRequest {
  readonly title: string;
  /** Absolute path of the checkout in which it works. */
  readonly workspace: string;
  readonly prompt: string;
  /** Absolute path of a file that holds the prompt. */
  readonly promptFile: string;
  /** Absolute path of the workspace's copy of the spec. */
  readonly specFile: string;
  /** Absolute path of the folder for `halt.md`. */
  readonly outbox: string;
  /** The complete environment as the engine built it. */
  readonly env: Readonly<Record<string, string>>;
  /** Puts its process into a sandbox; absent: there is none. */
  readonly confine?: (launch: Launch) => Launch;
  /** Marks all processes of this run. */
  readonly token: string;
  readonly model: string | null;
  /** Session to go on with, where the provider can. */
  readonly session: string | null;
  /** What a session that is gone on with is told instead of `prompt`: it remembers the rest. */
  readonly goOn: string | null;
  readonly limits: AgentLimits;
  /** Gets all that the agent prints, raw, up to `logLimitBytes`. */
  readonly logFile: string;
  readonly logLimitBytes: number;
  /** A tool server (MCP over standard input and output) for agents that can be given one; its command is absolute. */
  readonly tools?: {
    readonly command: string;
    readonly args: readonly string[];
    /** What it must find in its environment, whatever the agent passes on. */
    readonly env: Readonly<Record<string, string>>;
  };
  readonly scope: AgentScope;
  /** Who is asked with `permissions: ask`; absent: nobody is there; null: no answer came. Its clocks stand still meanwhile. */
  readonly ask?: (question: PermissionQuestion, signal: AbortSignal) => Promise<PermissionAnswer | null>;
  /** Why nobody can be asked, where that is so. */
  readonly absent?: string;
}

/** What an agent may change. */
export interface AgentScope {
  /** Relative to the workspace, with `/`. */
  readonly allowEdit: (path: string) => boolean;
  /** A whole command line; absent: none is allowed. */
  readonly allowCommand?: (line: string) => boolean;
  /** The same as `allowEdit` as data, for an agent that holds to it in a process of its own. */
  readonly source: ScopeSource;
  /** Patterns of files that must stay as they are, whatever else is allowed. */
  readonly protect: readonly string[];
}

export interface AgentLimits {
  readonly timeoutMs: number;
  /** Longest silence. */
  readonly stallMs: number;
  /** What it may use, in money and tokens: the first that is passed ends it. */
  readonly budgets: readonly Budget[];
  /** How long it may take to stop when it is told to; 5 s where not given. */
  readonly graceMs?: number;
}

/** A limit on what agents use, as far as it concerns one of their processes. */
export interface Budget {
  /** The key of the configuration: `limits.day.cost_usd`. */
  readonly key: string;
  readonly unit: 'usd' | 'tokens';
  /** Going beyond it ends the agent; reaching it does not. */
  readonly limit: number;
  /** What was used before this process, and by others beside it: asked again at every report. */
  readonly used: () => number;
}

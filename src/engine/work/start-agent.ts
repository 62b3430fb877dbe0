import { listKeyNames } from '../../core/model/list-key-names.ts';
import { buildAgentEnvironment } from '../../core/plan/agent-environment.ts';
import type { AgentEvent, AgentOutcome } from '../../core/plan/agent-outcome.ts';
import { buildScope } from '../../core/scope/build-scope.ts';
import { isCommandAllowed } from '../../core/scope/is-command-allowed.ts';
import { isInScope } from '../../core/scope/is-in-scope.ts';
import { runAgent } from '../../io/agent/run-agent.ts';
import type { Asker } from './ask-person.ts';
import type { Ready } from './check-ready.ts';
import type { Confine } from './confine.ts';
import type { Meter } from './meter.ts';
import { formatAgentIdentity, type Ground, type Run, writeJournal } from './run.ts';

const logLimitBytes = 10 * 1024 * 1024;

/** One turn of an agent: a process from its launch to its end. */
interface Turn {
  readonly ground: Ground;
  /** Puts it into the sandbox of its run; null: there is none. */
  readonly confine: Confine | null;
  readonly prompt: string;
  readonly record: (event: AgentEvent) => void;
  readonly session: { readonly id: string; readonly goOn: string } | null;
  readonly meter: Meter;
  readonly timeoutMs: number;
  /** Who is asked what it may do; null: nobody is there. */
  readonly asker: Asker | null;
}

/** Has the agent work in its workspace, and writes down that it started and how it ended. */
export async function startAgent(run: Run, ready: Ready, given: Turn): Promise<AgentOutcome> {
  const { context, project, spec } = run;
  const { ground, confine, prompt, record, session, meter, timeoutMs, asker } = given;
  const scope = buildScope(spec);
  const env = buildEnvironment(run, ready, ground);
  let known: string | null = null;
  const outcome = await runAgent(
    ready.provider,
    {
      title: spec.title,
      workspace: ground.workspace,
      prompt,
      promptFile: `${ground.session}/prompt.md`,
      specFile: `${ground.workspace}/${spec.path}`,
      outbox: `${ground.session}/outbox`,
      env,
      tools: { command: `${ground.session}/bin/chant`, args: ['mcp'], env: pickRunVariables(env) },
      token: run.token,
      ...(confine === null ? {} : { confine: (launch) => confine({ ...launch, isAgent: true }) }),
      model: ready.model,
      session: session?.id ?? null,
      goOn: session?.goOn ?? null,
      limits: { timeoutMs, stallMs: project.config.limits.stallMs, budgets: meter.budgets },
      logFile: `${run.dir}/agent.log`,
      logLimitBytes,
      ...(asker === null ? {} : { ask: asker.ask }),
      ...('absent' in context.person ? { absent: context.person.absent } : {}),
      scope: {
        allowEdit: (path) => isInScope(scope, path),
        allowCommand: (line) => isCommandAllowed(line, listCommands(run, ready)),
        source: spec,
        protect: spec.protect,
      },
    },
    {
      signal: context.signal,
      now: () => context.clock.now(),
      onEvent: (event) => {
        record(event);
        if (event.kind === 'usage') meter.take(event.usage);
        if (event.kind === 'session' && event.id !== known) {
          known = event.id;
          writeJournal(run, { entry: 'session', id: event.id });
        }
        context.emit({ kind: 'agent', spec: spec.id, event });
      },
      onStarted: (started) => writeJournal(run, { entry: 'agent-started', ...started }),
    },
  );
  if (outcome.usage !== null) meter.take(outcome.usage);
  meter.endTurn();
  writeJournal(run, { entry: 'agent-ended', outcome });
  return outcome;
}

/** What `permissions: scope` lets an agent run: what proves its work, chant, and what the configuration names. */
function listCommands({ project }: Run, { checks, providerName }: Ready): readonly string[] {
  const configured = project.config.providers[providerName]?.allowCommands ?? [];
  return ['chant', ...checks.map((check) => check.run), ...configured];
}

/** What tells a chant that it is inside of this run: agents start tool servers in environments of their own making. */
function pickRunVariables(env: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('CHANT_')));
}

/** The contract of run.md: a clean environment, and what an agent may know of its run. */
function buildEnvironment(run: Run, ready: Ready, ground: Ground): Record<string, string> {
  const { context, project, spec, attempt } = run;
  const { name, email } = formatAgentIdentity(run.token);
  return buildAgentEnvironment({
    env: context.env,
    allowed: project.config.workspace.env,
    modelKeys: ready.provider.handsKeyOver !== true,
    withheld: listKeyNames(project.config.providers),
    extra: {
      CHANT_SPEC_ID: spec.id,
      CHANT_SPEC_FILE: `${ground.workspace}/${spec.path}`,
      CHANT_PROMPT_FILE: `${ground.session}/prompt.md`,
      CHANT_WORKTREE: '1',
      CHANT_WORKTREE_PATH: ground.workspace,
      CHANT_BRANCH: ground.branch.replace('refs/heads/', ''),
      CHANT_ATTEMPT: String(attempt),
      CHANT_OUTBOX: `${ground.session}/outbox`,
      GIT_CONFIG_GLOBAL: `${ground.session}/gitconfig`,
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
      PATH: `${ground.session}/bin:${context.env['PATH'] ?? '/usr/bin:/bin'}`,
    },
  });
}

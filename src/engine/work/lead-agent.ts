import type { AgentEvent, AgentOutcome, AgentTrouble } from '../../core/plan/agent-outcome.ts';
import { listBudgetLimits } from '../../core/plan/budget.ts';
import { mergeTurns } from '../../core/plan/merge-turns.ts';
import { planRetry, type RetryPlan } from '../../core/plan/plan-retry.ts';
import { troubleTexts } from '../../core/plan/trouble-texts.ts';
import { buildGoOn } from '../../core/prompt/build-go-on.ts';
import { rollDice } from '../roll-dice.ts';
import { createAsker } from './ask-person.ts';
import type { Ready } from './check-ready.ts';
import type { Confine } from './confine.ts';
import { createMeter } from './meter.ts';
import { readOutbox } from './read-outbox.ts';
import { type Ground, type Run, writeJournal } from './run.ts';
import { startAgent } from './start-agent.ts';
import { waitOutTrouble } from './wait-out-trouble.ts';

export interface Lead {
  readonly ground: Ground;
  /** Puts every turn into the sandbox of the run; null: there is none. */
  readonly confine: Confine | null;
  readonly prompt: string;
  readonly record: (event: AgentEvent) => void;
  /** Session of an earlier attempt, and what the agent is told when it remembers it. */
  readonly session: AgentSession | null;
}

export interface AgentSession {
  readonly id: string;
  readonly goOn: string;
}

/** What the next turn begins with. */
interface Next {
  readonly prompt: string;
  readonly session: AgentSession | null;
  /** How often the run has been tried again. */
  readonly tries: number;
  /** When the wall clock ends the run, milliseconds since 1970. */
  readonly deadline: number;
}

/**
 * Has the agent work until it is done, or gives up for good: a service that is busy for a while is waited for, and
 * the agent goes on in its workspace, with its own session where it can.
 */
export async function leadAgent(run: Run, ready: Ready, lead: Lead): Promise<AgentOutcome> {
  const { context, project } = run;
  const meter = createMeter(run);
  const asker = createAsker(run);
  warnOfSilentCost(run, ready);
  const deadline = context.clock.now() + project.config.limits.timeoutMs;
  let next: Next = { prompt: lead.prompt, session: lead.session, tries: 0, deadline };
  let whole: AgentOutcome | null = null;
  for (;;) {
    const asked = asker?.waitedMs() ?? 0;
    const timeoutMs = Math.max(1, next.deadline - context.clock.now());
    const turn = await startAgent(run, ready, { ...lead, ...next, meter, timeoutMs, asker });
    // A person who thinks takes nothing from the agent.
    next = { ...next, deadline: next.deadline + (asker?.waitedMs() ?? 0) - asked };
    whole = mergeTurns(whole, turn);
    const plan = judgeTurn(run, { turn, next, ground: lead.ground });
    if (plan.do === 'anew') next = { ...next, session: null };
    else if (plan.do === 'stop' || turn.trouble === null) return withReason(whole, plan);
    else {
      const later = await waitOn(run, ready, { plan, next, whole, trouble: turn.trouble });
      if (later === null) return stopWaiting(run, whole);
      // Whole, for an agent that turns out to have forgotten its session.
      next = { ...later, prompt: `${lead.prompt}\n${later.prompt}` };
    }
  }
}

function judgeTurn(
  run: Run,
  seen: { readonly turn: AgentOutcome; readonly next: Next; readonly ground: Ground },
): RetryPlan {
  const { context, project } = run;
  const { turn, next, ground } = seen;
  return planRetry({
    outcome: turn,
    resumed: next.session !== null,
    halted: readOutbox(ground.session).halt !== null,
    tries: next.tries,
    now: context.clock.now(),
    deadline: next.deadline,
    dice: rollDice(context),
    limits: project.config.limits,
  });
}

/** Waits, and says what the agent is to begin with then; null: the user stopped it. */
async function waitOn(
  run: Run,
  ready: Ready,
  asked: {
    readonly plan: Extract<RetryPlan, { do: 'wait' }>;
    readonly next: Next;
    readonly whole: AgentOutcome;
    readonly trouble: AgentTrouble;
  },
): Promise<Next | null> {
  const { plan, next, whole, trouble } = asked;
  const begin = run.context.clock.now();
  const tries = next.tries + 1;
  if (!(await waitOutTrouble(run, { ...plan, trouble, tries }))) return null;
  // Waiting until the service serves again is not the agent's time.
  const waited = plan.why === 'reset' ? run.context.clock.now() - begin : 0;
  const was = { why: troubleTexts[trouble.cause], changes: null, ticked: [] };
  const prompt = buildGoOn({ ...was, lastMessage: whole.lastMessage });
  // A session remembers what was said in it.
  const goOn = buildGoOn({ ...was, lastMessage: '' });
  const id = ready.provider.capabilities.resume ? (whole.sessionId ?? next.session?.id ?? null) : null;
  return { prompt, session: id === null ? null : { id, goOn }, tries, deadline: next.deadline + waited };
}

/** Why a trouble that may pass was not waited for (any more) is told with it. */
function withReason(whole: AgentOutcome, plan: RetryPlan): AgentOutcome {
  const because = plan.do === 'stop' ? plan.because : null;
  return because === null ? whole : { ...whole, errors: [...whole.errors, because] };
}

/** The user stopped chant while no agent ran: the run is paused all the same. */
function stopWaiting(run: Run, whole: AgentOutcome): AgentOutcome {
  const outcome = { ...whole, ending: 'cancelled' } as const;
  writeJournal(run, { entry: 'agent-ended', outcome });
  return outcome;
}

/** A limit that cannot be held is said once, before money is spent. */
function warnOfSilentCost(run: Run, ready: Ready): void {
  if (ready.provider.capabilities.cost) return;
  const keys = listBudgetLimits(run.project.config.limits).filter(({ unit }) => unit === 'usd');
  if (keys.length === 0) return;
  const message = `${keys.map(({ key }) => key).join(' and ')} cannot be held: ${ready.providerName} does not tell what it costs`;
  run.context.emit({ kind: 'warning', spec: run.spec.id, message });
}

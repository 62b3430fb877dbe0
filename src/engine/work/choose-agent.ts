import type { Context } from '../../context.ts';
import { assertNever } from '../../core/assert-never.ts';
import { chooseProvider, type ProviderChoice } from '../../core/config/choose-provider.ts';
import { freshRotation, type RotationState } from '../../core/config/rotation.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Lease } from '../../io/store/lease.ts';
import { nameLeaseAgent } from '../../io/store/lease.ts';
import { listAgentRuns } from '../../io/store/list-agent-runs.ts';
import { loadRotation, saveRotation } from '../../io/store/rotation.ts';
import { locateTurnLease } from '../../io/store/run-folder.ts';
import { loadLatestRecord } from '../../io/store/run-record.ts';
import type { Project } from '../open-project.ts';
import { rollDice } from '../roll-dice.ts';
import { waitForLease } from '../wait-for-lease.ts';
import { findHeld } from './find-held.ts';

/** For whom an agent is wanted, and where. */
export interface AgentWish {
  readonly context: Context;
  readonly project: Project;
  /** null: any spec that names none. */
  readonly spec: { readonly id: string; readonly provider: string | null } | null;
  /** `--provider`. */
  readonly flag: string | null;
  readonly continueLast: boolean;
}

interface Found {
  readonly choice: ProviderChoice;
  readonly rotation: RotationState | null;
}

/**
 * The agent that a run would get now; nothing is taken or written down by that. Failures: bad-argument (nothing says
 * which), agents-busy.
 */
export function chooseAgent(wish: AgentWish): Result<ProviderChoice, Failure> {
  const found = find(wish);
  return found.ok ? ok(found.value.choice) : found;
}

/** The critical part is a few reads and a write. */
const patienceMs = 60_000;

/**
 * Takes an agent for the run that holds this lease, where others see it, and moves the turns on. Two chants that ask at
 * once get one each. Failures: those of chooseAgent, file-trouble, locked, interrupted.
 */
export function engageAgent(wish: AgentWish, lease: Lease): Promise<Result<ProviderChoice, Failure>> {
  const { context, project, spec } = wish;
  const file = locateTurnLease(project.store);
  return waitForLease(context, { file, what: 'turns', patienceMs, spec: spec?.id ?? '' }, async () => {
    const found = find(wish, (message) => context.emit({ kind: 'warning', spec: spec?.id ?? null, message }));
    if (!found.ok) return found;
    const { choice, rotation } = found.value;
    const named = nameLeaseAgent(lease, choice.name);
    if (!named.ok) return named;
    const saved = rotation === null ? ok(undefined) : saveRotation(project.store, rotation);
    return saved.ok ? ok(choice) : saved;
  });
}

function find(wish: AgentWish, warn: (message: string) => void = () => undefined): Result<Found, Failure> {
  const { context, project, spec, flag } = wish;
  const { config, store } = project;
  // Nobody else has turns or limits: nothing is read.
  const takeTurns = config.parallel.agents.length > 0;
  const runs = takeTurns ? listAgentRuns(store, context.process.hostname).filter((run) => run.spec !== spec?.id) : [];
  const busy = new Map<string, number>();
  for (const { agent } of runs) busy.set(agent, (busy.get(agent) ?? 0) + 1);
  const { rotation, trouble } = takeTurns ? loadRotation(store) : { rotation: freshRotation, trouble: null };
  if (trouble !== null)
    warn(`.chant/store/rotation.json cannot be read (${trouble}): the turns of the agents begin anew`);
  const dice = takeTurns ? rollDice(context) : 0;
  const kept = takeTurns ? findKept(wish) : null;
  const decision = chooseProvider({ flag, spec: spec?.provider ?? null, kept, config, busy, rotation, dice });
  switch (decision.kind) {
    case 'chosen':
      return ok(decision);
    case 'full': {
      const agents = decision.agents.map(({ name, maxConcurrent }) => ({
        name,
        most: maxConcurrent ?? 0,
        runs: runs
          .filter((run) => run.agent === name)
          .map(({ spec: id, holder: { pid, host, since } }) => ({ spec: id, pid, host, since })),
      }));
      return err({ kind: 'agents-busy', agents });
    }
    case 'none': {
      const [name] = Object.keys(config.providers);
      const expected = '--provider NAME, `provider` in the spec, or `defaults.provider` in .chant/config.md';
      const suggestion = name === undefined ? null : `--provider ${name}`;
      return err({ kind: 'bad-argument', argument: 'provider', value: '', expected, suggestion });
    }
    default:
      return assertNever(decision);
  }
}

/** Who has a conversation about this spec that the run goes on with: only he remembers it. */
function findKept({ project, spec, continueLast }: AgentWish): string | null {
  if (spec === null) return null;
  if (!continueLast && loadLatestRecord(project.store, spec.id)?.finished?.outcome !== 'paused') return null;
  const held = findHeld(project.store, spec.id);
  return held === null || held.session === null ? null : (held.claimed?.provider ?? null);
}

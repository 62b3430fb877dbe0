import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { chooseCriterion } from '../../core/spec/choose-criterion.ts';
import type { Criterion, Spec } from '../../core/spec/spec.ts';
import { findBox } from '../../core/spec/tick-criteria.ts';
import { findStore, type Store } from '../../io/store/find-store.ts';
import { loadSpecs } from '../../io/store/load-specs.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { tickSpec } from '../../io/store/tick-spec.ts';
import { findInside, type Inside } from '../find-inside.ts';
import { findSpec } from '../find-spec.ts';
import { formatLocalDay } from '../open-project.ts';
import type { Operation } from '../operation.ts';

export interface TickCriterionInput {
  /** Its number, from 1, or its text or a part of it. */
  readonly criterion: string;
  /** Short or full id; null: the spec of the run. */
  readonly id: string | null;
}

export interface TickCriterionOutput {
  readonly spec: string;
  readonly number: number;
  readonly criterion: Criterion;
  /** False: it was ticked before, or a check proves it and a tick would not count. */
  readonly changed: boolean;
  /** How many criteria are open now, but for those that a check proves. */
  readonly open: number;
}

/**
 * An agent claims a criterion: ticks it in its workspace's copy of the spec, the only file that it may tick.
 * Failures: wrong-state (outside of a run; another spec than the run's), unknown-name (criterion), spec-not-found,
 * spec-ambiguous, file-trouble.
 */
export const tickCriterion: Operation<TickCriterionInput, TickCriterionOutput> = async (context, input) => {
  const inside = findInside(context);
  if (inside === null) return err(outsideOfRun(input));
  const store = findStore(inside.workspace ?? context.cwd);
  if (!store.ok) return store;
  const found = findOwnSpec(store.value, inside, { id: input.id, today: formatLocalDay(context.clock.now()) });
  return found.ok ? tick(store.value, found.value, input.criterion) : found;
};

function findOwnSpec(
  store: Store,
  inside: Inside,
  asked: { readonly id: string | null; readonly today: string },
): Result<Spec, Failure> {
  const specs = loadSpecs(store, { archived: false });
  const wanted = asked.id ?? inside.spec;
  if (wanted === null) {
    const expected = 'the spec that the run works on: nothing here tells';
    return err({ kind: 'bad-argument', argument: '--id', value: '', expected, suggestion: null });
  }
  const found = findSpec(specs, wanted, asked.today);
  if (!found.ok || inside.spec === null || found.value.id === inside.spec) return found;
  const wantedState = `${inside.spec}, which this run works on: an agent ticks no other`;
  const status = "another spec than this run's";
  return err({ kind: 'wrong-state', spec: found.value.id, status, wanted: wantedState, next: 'chant tick NUMBER' });
}

/** The file may be rewritten in between: several tools of an agent can be at work at once. */
const tries = 3;

function tick(store: Store, spec: Spec, query: string): Result<TickCriterionOutput, Failure> {
  for (let attempt = 1; ; attempt += 1) {
    const document = readSpecDocument(store, spec);
    if (!document.ok) return document;
    const { text } = document.value;
    const { criteria } = document.value.spec;
    const chosen = chooseCriterion(criteria, query);
    if (!chosen.ok) return chosen;
    const { criterion, number } = chosen.value;
    const changed = !criterion.ticked && criterion.check === null;
    const open = criteria.filter((one) => one !== criterion && !one.ticked && one.check === null).length;
    const offset = changed ? findBox(text, criterion) : null;
    const ticked = offset === null ? ok(undefined) : tickSpec(store, spec.path, { text, offset });
    if (ticked.ok) return ok({ spec: spec.id, number, criterion, changed, open });
    if (attempt === tries) return ticked;
  }
}

function outsideOfRun({ id }: TickCriterionInput): Failure {
  const wanted = 'a run: ticks are claims of an agent in its workspace (a person edits the spec)';
  const next = id === null ? null : `chant edit ${id}`;
  return { kind: 'wrong-state', spec: 'tick', status: 'not in a workspace', wanted, next };
}

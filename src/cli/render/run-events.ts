import type { Event } from '../../core/event.ts';
import type { Evidence } from '../../core/plan/evidence.ts';
import type { GateName, GateResult } from '../../core/plan/verdict.ts';
import { troubleTexts } from '../../core/plan/trouble-texts.ts';
import { renderAgentEvent } from './agent-event.ts';
import { renderAgentUsage } from './agent-usage.ts';
import { renderCi } from './ci-checks.ts';
import { renderDetail } from './detail.ts';
import { renderDuration } from './duration.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';
import { wordChoice } from './provider-choice.ts';
import { shortId } from '../../core/spec/spec-id.ts';

type Of<Kind extends Event['kind']> = Extract<Event, { kind: Kind }>;
type Renderers = { readonly [Kind in Event['kind']]: (event: Of<Kind>) => string | null };

/** One renderer per kind of event; null: nothing to say. The two lines of a run's beginning and its last one are fixed. */
const renderers: Renderers = {
  'run-started': ({ spec, title, resumed, attempt, choice }) => {
    const how = resumed ? paint('dim', ` (going on with attempt ${attempt})`) : wordTurn(choice);
    return `${paint('bold', `Working ${shortId(spec)}: ${oneLine(title)}`)}${how}`;
  },
  'step-started': () => null,
  'step-finished': ({ step, ms }) => {
    // Claim and prepare are over before the agent's line, the agent's own step is told by what it does.
    if (step === 'claim' || step === 'prepare' || step === 'prompt') return null;
    return paint('dim', `${step} done in ${renderDuration(ms)}`);
  },
  'workspace-ready': ({ path }) => `> Agent working in worktree ${path}`,
  'setup-ran': ({ command, exitCode, ms }) =>
    `setup: ${oneLine(command)} ${exitCode === 0 ? 'done' : paint('red', wordExit(exitCode, null))} in ${renderDuration(ms)}`,
  agent: ({ event }) => renderAgentEvent(event),
  'check-started': ({ check, side }) => paint('dim', `check ${oneLine(check.name)}: runs ${wordSide(side)}`),
  'check-finished': ({ evidence }) => renderEvidence(evidence),
  gate: ({ result }) => renderGate(result),
  halted: ({ reason, finding, newSpec }) =>
    [
      `${paint('yellow', 'Halted:')} ${oneLine(reason)}`,
      `Finding saved as ${finding}`,
      `Created spec: ${newSpec}`,
    ].join('\n'),
  landed: ({ target, commit, broughtAlong }) => {
    const along = broughtAlong.length === 0 ? '' : `; the checkout in ${broughtAlong.join(', ')} came along`;
    return `${paint('green', 'Landed')} on ${target.replace('refs/heads/', '')} as ${commit.slice(0, 8)}${along}`;
  },
  verdict: (event) => renderVerdict(event),
  waiting: (event) => renderWaiting(event),
  waited: ({ ms }) => paint('dim', `waited ${renderDuration(ms)}`),
  'run-finished': ({ spec, outcome, ms, usage }) => {
    const used = usage === null ? '' : `${paint('dim', `used ${renderAgentUsage(usage)}`)}\n`;
    if (outcome === 'completed') return `${used}${paint('green', `Completed in ${renderDuration(ms)}`)}`;
    if (outcome !== 'ready') return used === '' ? null : used.trimEnd();
    return `${used}${paint('green', `Proved in ${renderDuration(ms)}`)}, and not landed\nnext: chant land ${spec}`;
  },
  recovered: ({ spec, attempt, what }) => `Recovered ${shortId(spec)}, attempt ${attempt}: ${oneLine(what)}`,
  ci: ({ checks }) =>
    checks.length === 0 ? paint('dim', 'CI has not said anything yet') : renderCi(checks).join('\n'),
  journal: () => null,
  warning: ({ message }) => `${paint('yellow', 'warning:')} ${oneLine(message)}`,
};

/** Who works, where that was not to be known beforehand. */
function wordTurn(choice: Of<'run-started'>['choice']): string {
  const isTurn = choice !== undefined && ['first', 'kept', 'random', 'round-robin'].includes(choice.why);
  return isTurn ? paint('dim', ` (${oneLine(choice.name)}; ${wordChoice(choice)})`) : '';
}

/** What the verdict on an issue did to the specs that come after it. */
function renderVerdict({ words, reason, cancelled, busy, created }: Of<'verdict'>): string {
  const names = (ids: readonly string[]): string => ids.map(shortId).join(', ');
  return [
    `${paint('yellow', 'Verdict:')} ${oneLine(words)}${reason === '' ? '' : `: ${oneLine(reason)}`}`,
    ...created.map(({ title, specs }) => `Created for "${oneLine(title)}": ${names(specs)}`),
    ...(cancelled.length === 0 ? [] : [`Cancelled: ${names(cancelled)}`]),
    ...(busy.length === 0 ? [] : [`Somebody works on ${names(busy)}: not cancelled`]),
  ].join('\n');
}

/** The time comes first: a narrow terminal cuts the end. */
function renderWaiting({ cause, why, until, leftMs, tries }: Of<'waiting'>): string {
  const how = why === 'reset' ? 'serves again' : 'is tried again';
  const time = until.replace(/^.*T|\.\d+/g, '');
  return `waiting ${renderDuration(leftMs)}: ${troubleTexts[cause]}; ${how} at ${time} (try ${tries}). Ctrl-C pauses`;
}

/** An event as lines without their last line feed; null: nothing to show a person. */
export function renderEvent(event: Event): string | null {
  // The map's type pairs every kind with a function of that kind; the compiler cannot follow the pairing here.
  const render = renderers[event.kind] as (event: Event) => string | null;
  return render(event);
}

/** What it means that a gate holds. */
const held: Readonly<Record<GateName, string>> = {
  agent: 'ended by itself, without an error',
  refs: 'nothing else in the repository was changed',
  halt: 'it did not halt',
  work: 'something was changed',
  scope: 'only what the spec names was changed',
  protect: 'protected files are as they were',
  targets: 'every file that the spec names is there',
  outline: 'the document has its outline, or none was asked for',
  criteria: 'all are proved, or claimed',
  checks: 'all ended as expected',
  schema: 'the output fits, or none was asked for',
  confirm: 'a person has confirmed it, or nobody was asked to',
};

/** The verdict of one gate; what it found stands indented below. */
function renderGate({ gate, verdict, detail }: GateResult): string {
  const words = {
    held: `${paint('green', `✓ ${gate}:`)} ${held[gate]}`,
    warned: `${paint('yellow', `! ${gate}:`)} ${held[gate]}, but`,
    failed: `${paint('red', `✗ ${gate}`)}: does not hold`,
    skipped: paint('dim', `- ${gate}: not looked at`),
  };
  return [words[verdict], ...renderDetail(detail)].join('\n');
}

/** What chant saw when it ran a check, on one line. */
function renderEvidence({ check, side, expected, held, exitCode, ended, ms }: Evidence): string {
  const verdict = held ? paint('green', 'as expected') : paint('red', `expected to ${expected}`);
  return `check ${oneLine(check)}: ${wordExit(exitCode, ended)} ${wordSide(side)}, ${verdict} (${renderDuration(ms)})`;
}

function wordSide(side: Evidence['side']): string {
  return { before: 'on the base', after: 'on the result', merged: 'on the merged tree' }[side];
}

function wordExit(exitCode: number | null, ended: string | null): string {
  if (exitCode === 0) return 'passes';
  return exitCode === null ? `was ended (${ended ?? 'signal'})` : `fails (exit ${exitCode})`;
}

import type { RunState } from '../../core/lifecycle/run-state.ts';
import { isDeepEqual } from '../../core/is-deep-equal.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { splitFrontmatter } from '../../core/spec/split-frontmatter.ts';
import type { LinkedSpec, ShownInput, ShowSpecOutput } from '../../engine/operations/show-spec.ts';
import { renderAgentUsage } from './agent-usage.ts';
import { renderDetail } from './detail.ts';
import { renderEvidenceLines } from './evidence-lines.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';
import { renderProblem } from './problems.ts';
import { wordChoice } from './provider-choice.ts';
import { reasonTexts } from './reason.ts';
import { statusStyle } from './status-style.ts';

const labelWidth = 14;

/** The page of `chant show`: where the spec stands, what it needs, and then the file's own text. */
export function renderSpecPage(shown: ShowSpecOutput): string {
  const { spec, text, landedOn, status, run, usage, dependencies, dependents, parts, inputs } = shown;
  const style = statusStyle(status);
  const head = [
    paint('bold', oneLine(spec.title)),
    ...field('id', [spec.id]),
    ...field('file', [`${spec.path}${landedOn === null ? '' : `, as it is on ${oneLine(landedOn)}`}`]),
    ...field('status', [style === null ? status : paint(style, status)]),
    ...field('because', spec.statusReason === null || status !== spec.status ? [] : [oneLine(spec.statusReason)]),
    ...(run === null ? [] : field('run', wordRun(run))),
    ...field('agent', wordAgent(shown)),
    ...field('used', usage === null ? [] : [renderAgentUsage(usage)]),
    ...field('type', [spec.type]),
    ...wordIntent(spec, run),
    ...field('members', parts.map(wordLink)),
    ...field('depends on', dependencies.map(wordLink)),
    ...field('needed by', dependents.map(wordLink)),
    ...field('inputs', inputs.map(wordInput)),
    ...wordOutcome(spec),
    ...wordOthers(spec),
    ...field('problems', spec.problems.map(renderProblem)),
  ];
  return `${head.join('\n')}\n\n${splitFrontmatter(text).body.trim()}\n`;
}

function wordIntent(spec: Spec, run: RunState | null): readonly string[] {
  const { approval } = spec;
  const isTaken = run?.scope !== undefined && isDeepEqual(run.scope.files, spec.targetFiles);
  const done = spec.criteria.filter((criterion) => criterion.ticked).length;
  return [
    ...field('labels', spec.labels),
    ...field(
      'approval',
      approval.required ? [`${approval.status}${approval.by === null ? '' : ` by ${approval.by}`}`] : [],
    ),
    ...field('confirmed', wordConfirmation(spec.confirm)),
    ...field('criteria', spec.criteria.length === 0 ? [] : [`${done} of ${spec.criteria.length} ticked`]),
    ...field('target files', spec.targetFiles),
    ...field('scope from', isTaken ? [run.scope.from] : []),
    ...field('allow files', spec.allowFiles),
    ...field('protect', spec.protect),
    ...field(
      'checks',
      spec.checks.map((check) => (check.name === check.run ? check.run : `${check.name}: ${check.run}`)),
    ),
    ...field('lands on', spec.targetBranch === null ? [] : [spec.targetBranch]),
  ];
}

function wordConfirmation({ required, by, at, reason }: Spec['confirm']): readonly string[] {
  if (!required) return [];
  return [
    by === null
      ? 'not yet: a person has to'
      : oneLine(`by ${by}${at === null ? '' : `, ${at}`}${reason === null ? '' : `: ${reason}`}`),
  ];
}

function wordOutcome(spec: Spec): readonly string[] {
  return [
    ...field('completed at', spec.completedAt === null ? [] : [spec.completedAt]),
    ...field('branch', spec.branch === null ? [] : [spec.branch]),
    ...field('commits', spec.commits),
  ];
}

/** What a landing wrote is worded; whatever else stands there is shown as it is. */
function wordOthers({ unknownKeys }: Spec): readonly string[] {
  const evidence = renderEvidenceLines(unknownKeys['evidence']);
  const others = Object.entries(unknownKeys).filter(([key]) => key !== 'evidence' || evidence === null);
  return [
    ...field('evidence', evidence ?? []),
    ...field(
      'other keys',
      others.map(([key, value]) => `${key}: ${JSON.stringify(value)}`),
    ),
  ];
}

function wordRun({ attempt, phase, reason, detail, pinned, landedCommit }: RunState): readonly string[] {
  const why = reason === null ? '' : `: ${reasonTexts[reason]}`;
  const where = landedCommit ?? pinned;
  return [
    `attempt ${attempt}, ${phase.replace('_', ' ')}${why}`,
    ...renderDetail(detail),
    ...(where === null ? [] : [`${landedCommit === null ? 'kept' : 'landed'} as ${where.slice(0, 12)}`]),
  ];
}

/** Who worked, and where that is still open who would work next. */
function wordAgent({ run, nextAgent }: ShowSpecOutput): readonly string[] {
  const last = run?.agent ?? null;
  const why = last === null || last.choice === null ? '' : ` (${wordChoice(last.choice)})`;
  return [
    ...(last === null ? [] : [`${oneLine(last.name)}${why}`]),
    ...(nextAgent === null ? [] : [`next: ${oneLine(nextAgent.name)} (${wordChoice(nextAgent)})`]),
  ];
}

function wordLink({ query, id, title, status }: LinkedSpec): string {
  if (id === null) return paint('red', `${query} (no single spec has this id)`);
  return `${id}  ${status ?? ''}  ${oneLine(title ?? '')}`;
}

function wordInput({ key, value, exists, on }: ShownInput): string {
  const where = on === null ? '' : ` on ${oneLine(on)}`;
  return `${value} (${key})${exists === false ? paint('red', ' is not there') : where}`;
}

/** A labelled value; a list stands one value per line, under each other. Nothing for no value. */
function field(label: string, values: readonly string[]): readonly string[] {
  return values
    .flatMap((value) => value.split('\n'))
    .map((value, index) => `${paint('dim', (index === 0 ? label : '').padEnd(labelWidth))}${value}`);
}

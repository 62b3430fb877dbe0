import { fence } from '../prompt/fence.ts';
import type { Criterion, Spec } from '../spec/spec.ts';
import type { Change } from './collected.ts';

export interface HandoverInput {
  readonly spec: Pick<Spec, 'id' | 'title' | 'targetFiles' | 'allowFiles' | 'protect'>;
  readonly attempt: number;
  readonly who: string;
  /** ISO UTC. */
  readonly at: string;
  /** Absolute. */
  readonly workspace: string;
  /** Without `refs/heads/`. */
  readonly branch: string;
  readonly base: string;
  /** Subjects of the commits that were made, oldest first. */
  readonly commits: readonly string[];
  readonly changes: readonly Change[];
  /** As the agent's copy of the spec has them. */
  readonly criteria: readonly Criterion[];
  /** Command lines. */
  readonly checks: readonly string[];
  /** The last that the agent said; empty: nothing. */
  readonly lastMessage: string;
}

/** What was done and what is left of a run that a person takes over, as a markdown page. */
export function buildHandover(input: HandoverInput): string {
  const { spec, attempt, who, at, workspace, branch, base } = input;
  const facts = [
    `- spec: ${spec.id}, attempt ${attempt}`,
    `- taken over by ${who}, ${at}`,
    `- workspace: ${workspace}`,
    `- branch: ${branch}, from ${base.slice(0, 12)}`,
  ];
  return `${[
    `# Taken over: ${spec.title.replace(/\s+/g, ' ')}`,
    facts.join('\n'),
    ...tellDone(input),
    ...tellLeft(input),
    ['## How to go on', ...howToGoOn(input)].join('\n\n'),
  ].join('\n\n')}\n`;
}

function tellDone({ commits, changes, lastMessage }: HandoverInput): readonly string[] {
  const files = changes.map(({ status, path }) => `${status}: ${path}`);
  return [
    '## What was done',
    files.length === 0 ? 'No file was changed.' : `Files, committed or not:\n\n${fence(files.join('\n'))}`,
    ...(commits.length === 0 ? [] : [`Commits of the agent:\n\n${fence(commits.join('\n'))}`]),
    ...(lastMessage.trim() === '' ? [] : [`The last that it said:\n\n${fence(lastMessage.trim())}`]),
  ];
}

function tellLeft({ spec, criteria, checks }: HandoverInput): readonly string[] {
  const boxes = criteria.map(({ text, ticked }) => `- [${ticked ? 'x' : ' '}] ${text.replace(/\s+/g, ' ')}`);
  const scope = [...spec.targetFiles, ...spec.allowFiles];
  return [
    '## What is left',
    ...(boxes.length === 0 ? [] : [`Criteria; a tick is what the agent claims:\n\n${boxes.join('\n')}`]),
    checks.length === 0
      ? 'No check proves the result.'
      : `Checks that must come out as the spec says:\n\n${fence(checks.join('\n'))}`,
    ...(scope.length === 0 ? [] : [`Only these may be changed:\n\n${fence(scope.join('\n'))}`]),
    ...(spec.protect.length === 0 ? [] : [`These must stay as they are:\n\n${fence(spec.protect.join('\n'))}`]),
  ];
}

function howToGoOn({ spec, workspace }: HandoverInput): readonly string[] {
  return [
    `Work in ${workspace}; commit there or not, as you like. Tick what holds in the copy of the spec there. Then, from your own checkout:`,
    [
      `- \`chant land ${spec.id}\` judges all of it as it would judge an agent's, and lands it`,
      `- \`chant resume ${spec.id}\` has the agent go on with what is there then`,
      `- \`chant reset ${spec.id}\` puts it away; all of it stays pinned`,
    ].join('\n'),
  ];
}

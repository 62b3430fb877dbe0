import type { DemoReport } from '../../engine/operations/run-demo.ts';
import type { Evidence } from '../../core/plan/evidence.ts';
import { shortId } from '../../core/spec/spec-id.ts';
import { renderDuration } from './duration.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';
import { stripControl } from '../../core/strip-control.ts';

type Phase = DemoReport['phases'][number];

/** The closing page of the demo: what was proved, what landed, where everything lies, what to type next. */
export function renderDemo(report: DemoReport): string {
  const sections = [
    renderProved(report),
    renderLanded(report),
    renderStaged(report),
    renderPlaces(report),
    renderNext(report),
  ];
  return `\n${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function renderProved({ phases }: DemoReport): string[] {
  const proved = phases.filter((phase) => phase.evidence.length > 0);
  return [paint('bold', 'Proved, by commands that chant ran itself'), ...proved.flatMap(renderEvidence)];
}

function renderEvidence({ phase, evidence }: Phase): string[] {
  const commands = [...new Set(evidence.map((one) => one.run))];
  return commands.flatMap((run, index) => {
    const name = (index === 0 ? phase : '').padEnd(14);
    return [`  ${name} ${oneLine(run)}`, ...evidence.filter((one) => one.run === run).map(renderOutcome)];
  });
}

const sides: Record<Evidence['side'], string> = {
  before: 'before the work',
  after: 'with the work',
  merged: 'as it landed',
};

function renderOutcome(one: Evidence): string {
  const word = one.exitCode === 0 ? paint('green', 'passed') : paint('red', 'failed');
  const must = one.held && one.expected !== 'any' ? ', as it must' : '';
  return `  ${''.padEnd(16)} ${word} on ${one.commit.slice(0, 7)}, ${sides[one.side]}${must}`;
}

function renderLanded({ phases, ms }: DemoReport): string[] {
  const lines = phases.map(
    ({ phase, id, target, commit }) =>
      `  ${phase.padEnd(14)} ${shortId(id)}  ${commit.slice(0, 7)} on ${oneLine(target)}`,
  );
  return [paint('bold', `Landed, in ${renderDuration(ms)}`), ...lines];
}

function renderStaged({ staged }: DemoReport): string[] {
  const lines = stripControl(staged.body).trimEnd().split('\n');
  const folded = lines.findIndex((line) => line.startsWith('<details>'));
  const body =
    folded === -1 ? lines : [...lines.slice(0, folded), `[folded: ${lines.length - folded} lines of evidence]`];
  return [
    paint('bold', `In the fork, on ${oneLine(staged.branch)}, without anything of chant`),
    ...staged.subjects.map((subject) => `  ${oneLine(subject)}`),
    '  its pull request would say:',
    ...['', oneLine(staged.title), '', ...body].map((line) => (line === '' ? '' : `    ${line}`)),
  ];
}

function renderPlaces({ places, packet }: DemoReport): string[] {
  return [
    paint('bold', 'Where it lies'),
    `  the project    ${oneLine(places.project)}`,
    `  the research   ${oneLine(places.project)}/.chant/research`,
    `  the specs      ${oneLine(places.project)}/.chant/specs`,
    `  the packet     ${oneLine(packet)} (a page for whoever reviews)`,
    `  the fork       ${oneLine(places.fork)} (remote origin)`,
    `  the upstream   ${oneLine(places.upstream)} (remote upstream; it has seen nothing)`,
    `  the sessions   ${oneLine(places.sessions)} (recorded; they played the agent)`,
  ];
}

function renderNext({ phases, places, waiting, program }: DemoReport): string[] {
  const fix = phases.at(-1);
  if (fix === undefined) return [];
  const commands = [
    [`cd ${quote(places.project)}`, ''],
    [`alias chant="node ${quote(program)}"`, 'unless it is installed'],
    [`git diff main...${fix.target} -- src docs`, 'the fix'],
    [`git show ${fix.target}:.chant/research/issue-1234-impact-map.md`, 'why it touches two places'],
    [`chant stage ${shortId(fix.id)} --dry-run`, 'the whole text of the pull request'],
    [`chant log ${shortId(fix.id)}`, 'how it went'],
    [`chant status`, 'where everything stands'],
    [`chant show ${shortId(waiting)}`, 'the upstream pull request: it waits for you'],
  ] as const;
  const width = Math.max(...commands.slice(1).map(([line]) => line.length));
  const lines = commands.map(([line, says]) => {
    return `  ${says === '' ? line : `${line.padEnd(width)}  ${paint('dim', `# ${says}`)}`}`;
  });
  return [paint('bold', 'Type next'), ...lines];
}

/** A path that a shell takes as one word. */
function quote(path: string): string {
  const line = oneLine(path);
  return /^[\w./@:+-]+$/.test(line) ? line : `'${line.replaceAll("'", "'\\''")}'`;
}

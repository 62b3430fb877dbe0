import { assertNever } from '../../assert-never.ts';
import type { Check, Criterion, Expectation } from '../../spec/spec.ts';
import { quoteInline } from '../fence.ts';
import type { PromptInput } from '../prompt-input.ts';

/** What chant will look at when the agent has finished. */
export function buildProofSection(input: PromptInput): string {
  const parts = [describeChecks(input.checks), describeCriteria(input)].filter((part) => part !== '');
  if (parts.length === 0) {
    parts.push('chant looks at what changed in the files. What you say about it does not count.');
  }
  return ['## What proves the work', ...parts].join('\n\n');
}

function describeChecks(checks: readonly Check[]): string {
  if (checks.length === 0) return '';
  const lines = checks.map(
    (check) => `- ${nameCheck(check)}: ${expect(check.after)} on your result${before(check)}${detail(check)}`,
  );
  return `chant runs these itself, on a checkout of its own. Run them before you finish:\n\n${lines.join('\n')}`;
}

function nameCheck(check: Check): string {
  return check.name === check.run ? quoteInline(check.run) : `${quoteInline(check.name)}, ${quoteInline(check.run)}`;
}

function before(check: Check): string {
  return check.before === 'any' ? '' : `; ${expect(check.before)} on the base, before your work`;
}

function detail({ expect: text, repeat }: Check): string {
  const said = text === undefined ? '' : `; where it fails, its output must say ${quoteInline(text)}`;
  const times =
    repeat === undefined
      ? ''
      : `; it is run up to ${repeat.of} times, to fail at least ${repeat.atLeast} times, or to pass every time`;
  return `${said}${times}`;
}

function expect(expectation: Expectation): string {
  switch (expectation) {
    case 'pass':
      return 'must pass';
    case 'fail':
      return 'must fail';
    case 'any':
      return 'may pass or fail';
    default:
      return assertNever(expectation);
  }
}

function describeCriteria(input: PromptInput): string {
  const { criteria, path } = input.spec;
  if (criteria.length === 0) return '';
  const known = new Set(input.checks.map((check) => check.name));
  const byCheck = (criterion: Criterion): boolean => criterion.check !== null && known.has(criterion.check);
  const proved = criteria.filter(byCheck);
  const numbered = criteria.map((criterion, index) => ({ criterion, number: index + 1 }));
  const open = numbered.filter(({ criterion }) => !byCheck(criterion) && !criterion.ticked);
  return [...describeOpen(open, path), ...describeProved(proved)].join('\n\n');
}

function describeOpen(
  open: readonly { readonly criterion: Criterion; readonly number: number }[],
  path: string,
): string[] {
  if (open.length === 0) return [];
  const lines = open.map(({ criterion, number }) => `- ${number} (line ${criterion.line}): ${criterion.text}`);
  return [
    `When one of these holds, and you have seen it hold, tick it: run \`chant tick NUMBER\`, or call the tool \`tick\`, or change its \`- [ ]\` to \`- [x]\` in ${quoteInline(path)}, and nothing else in that file. One that stays open makes the run fail:\n\n${lines.join('\n')}`,
  ];
}

function describeProved(proved: readonly Criterion[]): string[] {
  if (proved.length === 0) return [];
  const lines = proved.map((criterion) => `- ${criterion.text}`);
  return [`These are proved by a check; chant ticks them, and a tick of yours does not count:\n\n${lines.join('\n')}`];
}

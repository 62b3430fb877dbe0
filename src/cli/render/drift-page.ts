import type { InputDrift, SpecDrift } from '../../core/trace/drift.ts';
import type { FindDriftOutput } from '../../engine/operations/find-drift.ts';
import { renderDetail } from './detail.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';

/** Landed specs with what became of their inputs and, where they were asked again, of their checks. */
export function renderDrift({ specs }: FindDriftOutput): string {
  if (specs.length === 0) return 'No spec has landed yet.\n';
  const count = (state: SpecDrift['state']): number => specs.filter((spec) => spec.state === state).length;
  const broken = specs.filter(isBroken).length;
  const asked = specs.some((spec) => spec.checks !== null) ? `, ${broken} with checks that do not hold any more` : '';
  const sum = `${specs.length} landed: ${count('stale')} stale, ${count('suspect')} suspect${asked}`;
  return `${[...specs.flatMap(renderSpec), sum].join('\n')}\n`;
}

/** Whether a landed spec's checks, asked again, do not all hold. */
export function isBroken({ checks }: SpecDrift): boolean {
  return checks?.some((check) => !check.held) ?? false;
}

const styles = { fresh: 'green', suspect: 'yellow', stale: 'red' } as const;

function renderSpec(spec: SpecDrift): readonly string[] {
  const { id, title, state, because, inputs, checks } = spec;
  return [
    `${paint(styles[state], state.padEnd(7))} ${oneLine(id)} ${oneLine(title)}`,
    ...inputs.filter((input) => input.state !== 'same').map((input) => `  ${wordInput(input)}`),
    ...(because.length === 0 ? [] : [`  rests on ${because.map(oneLine).join(', ')}`]),
    ...(checks ?? []).flatMap((check) => {
      const how = check.held ? paint('green', 'holds') : paint('red', `exit ${oneLine(check.exit)}`);
      const tail = check.held ? [] : renderDetail((check.tail ?? '').trim().split('\n').slice(-8));
      return [`  check ${oneLine(check.check)}: ${how}`, ...tail.map((line) => `  ${line}`)];
    }),
  ];
}

function wordInput({ path, state, detail }: InputDrift): string {
  const words: Readonly<Record<InputDrift['state'], string>> = {
    same: 'is the same',
    changed: 'was changed since',
    missing: 'is not there any more',
    moved: `is now ${detail ?? 'elsewhere'}`,
    unreadable: `cannot be read: ${detail ?? ''}`,
    added: 'was not among its inputs when it landed',
    unknown: 'was not fingerprinted: nobody can tell',
  };
  return oneLine(`${path} ${words[state]}`);
}

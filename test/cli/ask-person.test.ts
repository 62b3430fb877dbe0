import { expect, test } from 'vitest';
import { findPerson, parseAnswer } from '../../src/cli/ask-person.ts';
import { makeSluice } from '../../src/cli/hold-events.ts';
import type { AskedPermission } from '../../src/context.ts';
import type { Event } from '../../src/core/event.ts';
import { makeContext } from '../helper/fake-context.ts';

const asked: AskedPermission = {
  spec: '2026-02-08-010-v7b',
  question: {
    title: 'Run \u001b]0;owned\u0007it',
    tool: 'execute',
    command: 'npm test\nrm -rf \u202e/',
    paths: ['src/a.ts'],
    inScope: false,
  },
  coversAs: 'command',
};

/** A person who types these lines; null: the end of the input. */
function atTerminal(
  lines: readonly (string | null)[],
  how: { json?: boolean; quiet?: boolean; interactive?: boolean },
) {
  const shown: string[] = [];
  const events: Event[] = [];
  const typed = [...lines];
  const sluice = makeSluice((event) => void events.push(event));
  const { context, stdout } = makeContext({
    terminal: {
      interactive: how.interactive ?? true,
      ask: async (text) => {
        shown.push(text);
        sluice.emit({ kind: 'warning', spec: null, message: 'meanwhile' });
        return typed.shift() ?? null;
      },
    },
  });
  const person = findPerson({ terminal: context.terminal, json: false, quiet: false, ...how, sluice });
  return { person, shown, events, stdout };
}

const ask = async (rig: ReturnType<typeof atTerminal>) => {
  if (!('ask' in rig.person)) throw new Error(rig.person.absent);
  return rig.person.ask(asked, new AbortController().signal);
};

test.each([
  [{ json: true }, 'the output is JSON'],
  [{ quiet: true }, 'chant is told to be quiet'],
  [{ interactive: false }, 'chant does not run at a terminal'],
])('with %j nobody is asked, and it is said why', (how, absent) => {
  expect(atTerminal([], how).person).toEqual({ absent });
});

test('the question shows the whole command line by line, and nothing that a terminal would act on', async () => {
  const rig = atTerminal(['y'], {});
  expect(await ask(rig)).toBe('allow');
  expect(rig.shown.join('')).toMatchInlineSnapshot(`
    "May the agent of 010-v7b do this? Run it (execute)
      $ npm test
      | rm -rf /
      src/a.ts
      y yes, this once; a yes, for this run: this command, whenever it comes
      n no; r no, for this run: the same is not asked again; Ctrl-C pauses the run
      > "
  `);
});

test('no other answer counts than those that were asked for, not Enter either', async () => {
  const rig = atTerminal(['', 'yikes', ' N '], {});
  expect(await ask(rig)).toBe('refuse');
  expect(rig.shown.slice(1)).toEqual(['y, a, n or r: ', 'y, a, n or r: ']);
});

test('the end of the input is no answer, and leaves the line', async () => {
  const rig = atTerminal([null], {});
  expect(await ask(rig)).toBeNull();
  expect(rig.stdout()).toBe('\n');
});

test('what happens meanwhile is shown after the answer', async () => {
  const rig = atTerminal(['', 'a'], {});
  const before = rig.events.length;
  expect(await ask(rig)).toBe('allow-run');
  expect([before, rig.events.length]).toEqual([0, 2]);
});

test.each([
  ['y', 'allow'],
  ['YES', 'allow'],
  ['a', 'allow-run'],
  ['n', 'refuse'],
  ['r', 'refuse-run'],
  ['yy', null],
])('%j means %s', (line, answer) => {
  expect(parseAnswer(line)).toBe(answer);
});

test('of an agent that talks on while a question stands, the first thousand lines are kept, and how many more there were', () => {
  const events: Event[] = [];
  const sluice = makeSluice((event) => void events.push(event));
  sluice.close();
  for (let line = 0; line < 1005; line += 1)
    sluice.emit({ kind: 'agent', spec: 's', event: { kind: 'said', text: `${line}` } });
  sluice.emit({ kind: 'step-started', spec: 's', step: 'collect' });
  expect(events).toEqual([]);
  sluice.open();
  expect(events).toHaveLength(1002);
  expect(events.at(-1)).toMatchObject({ kind: 'warning', message: expect.stringContaining('5 more lines') });
});

import type { AskedPermission, Person, Terminal } from '../context.ts';
import type { PermissionAnswer } from '../core/plan/permission-question.ts';
import type { Sluice } from './hold-events.ts';
import { renderForTerminal } from './render/paint.ts';
import { renderAskAgain, renderQuestion } from './render/permission-question.ts';

export interface AskingHow {
  readonly terminal: Terminal;
  readonly json: boolean;
  readonly quiet: boolean;
  /** What is not to be shown while the question is. */
  readonly sluice: Sluice;
}

/** Who can be asked what an agent may do: whoever sits at the terminal, unless the output is for somebody else. */
export function findPerson({ terminal, json, quiet, sluice }: AskingHow): Person {
  if (json) return { absent: 'the output is JSON' };
  if (quiet) return { absent: 'chant is told to be quiet' };
  if (!terminal.interactive) return { absent: 'chant does not run at a terminal' };
  return {
    ask: async (asked, signal) => {
      sluice.close();
      try {
        return await askUntilClear(terminal, asked, signal);
      } finally {
        sluice.open();
      }
    },
  };
}

async function askUntilClear(
  terminal: Terminal,
  asked: AskedPermission,
  signal: AbortSignal,
): Promise<PermissionAnswer | null> {
  const color = terminal.color;
  let text = renderQuestion(asked);
  for (;;) {
    const line = await terminal.ask(renderForTerminal(text, color), signal);
    if (line === null) {
      // The line with the question is left open.
      terminal.out('\n');
      return null;
    }
    const answer = parseAnswer(line);
    if (answer !== null) return answer;
    text = renderAskAgain();
  }
}

/** Nothing is an answer but what was asked for: not Enter alone either. */
export function parseAnswer(line: string): PermissionAnswer | null {
  switch (line.trim().toLowerCase()) {
    case 'y':
    case 'yes':
      return 'allow';
    case 'a':
    case 'all':
      return 'allow-run';
    case 'n':
    case 'no':
      return 'refuse';
    case 'r':
      return 'refuse-run';
    default:
      return null;
  }
}

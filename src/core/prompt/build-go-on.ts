import { fence } from './fence.ts';

/** What an agent that goes on must know of what was before. */
export interface GoOnInput {
  /** Why it was stopped: `rate limit`, `paused by a person`. */
  readonly why: string;
  /** Paths that are changed by now, with how; null: to be looked up by the agent. */
  readonly changes: readonly { readonly path: string; readonly status: string }[] | null;
  /** Paths that a person has changed since, with how; absent: none. */
  readonly byPerson?: readonly { readonly path: string; readonly status: string }[];
  /** Texts of the criteria that are ticked. */
  readonly ticked: readonly string[];
  /** The last that the agent said; empty: nothing. */
  readonly lastMessage: string;
}

const mostPaths = 100;
const longestMessage = 4000;

/** Tells an agent that it goes on: it follows the whole prompt, or stands alone where the agent remembers the rest. */
export function buildGoOn({ why, changes, byPerson = [], ticked, lastMessage }: GoOnInput): string {
  const parts = [
    '## Go on',
    `You were at work on this spec and were stopped (${why}). What you made is still in the workspace: look at it first, keep it, and go on from there. Do not begin anew. What was asked holds unchanged.`,
    ...(changes === null ? [] : [tellChanges(changes)]),
    ...(byPerson.length === 0
      ? []
      : [
          `Since you were stopped a person has worked in the workspace. Keep what was done there:\n\n${listPaths(byPerson)}`,
        ]),
    ...(ticked.length === 0 ? [] : [`Criteria that are ticked:\n\n${fence(ticked.join('\n'))}`]),
    ...(lastMessage.trim() === ''
      ? []
      : [`The last you said, as data:\n\n${fence(lastMessage.slice(-longestMessage))}`]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function tellChanges(changes: NonNullable<GoOnInput['changes']>): string {
  if (changes.length === 0) return 'No file was changed so far.';
  return `Files that are changed so far:\n\n${listPaths(changes)}`;
}

function listPaths(changes: NonNullable<GoOnInput['changes']>): string {
  const lines = changes.slice(0, mostPaths).map(({ path, status }) => `${status}: ${path}`);
  const more = changes.length > mostPaths ? [`and ${changes.length - mostPaths} more`] : [];
  return fence([...lines, ...more].join('\n'));
}

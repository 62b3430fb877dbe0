import { renderForTerminal } from './paint.ts';

/** What is known about an error that nobody expected. */
export interface Bug {
  readonly version: string;
  /** What it ran on: `Node 20.19.0, linux`. */
  readonly platform: string;
  readonly argv: readonly string[];
  readonly error: unknown;
}

/** The page for a bug in chant: all that a report needs. */
export function renderBug({ version, platform, argv, error }: Bug): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const page = [
    'error: this is a bug in chant',
    '',
    `  version: chant ${version}, ${platform}`,
    `  command: chant ${argv.join(' ')}`,
    '',
    ...stack.split('\n').map((line) => `  ${line.trimEnd()}`),
    '',
    'Nothing that was made is lost: the next command on the same spec takes up what was left.',
    "next: report this page in chant's issue tracker; take out what is private first",
    '',
  ];
  return renderForTerminal(page.join('\n'), false);
}

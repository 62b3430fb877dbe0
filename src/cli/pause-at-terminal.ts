import { renderForTerminal } from './render/paint.ts';

/** Waits until the user presses Enter; `title` says what comes next. */
export async function pauseAtTerminal(title: string): Promise<void> {
  const { text } = await import('@clack/prompts');
  await text({ message: `${renderForTerminal(title, false)}: press Enter`, defaultValue: '' });
}

import { renderForTerminal } from './render/paint.ts';

/** Asks a person to type where something goes; null: the person does not want to. */
export async function askForName(name: string): Promise<string | null> {
  const { isCancel, text } = await import('@clack/prompts');
  const answer = await text({ message: `Type ${renderForTerminal(name, false)} to open it there` });
  return isCancel(answer) ? null : (answer ?? '');
}

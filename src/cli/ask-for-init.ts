import type { InitProjectInput } from '../engine/operations/init-project.ts';

/** Asks what `init` needs to know; an empty answer leaves it to chant. null: the user does not want to go on. */
export async function askForInit(): Promise<InitProjectInput | null> {
  const { group, confirm, text } = await import('@clack/prompts');
  let cancelled = false;
  const answers = await group(
    {
      provider: () => text({ message: 'Which agent works?', placeholder: 'claude, codex, ... (empty: decide later)' }),
      check: () => text({ message: 'Which command proves a result?', placeholder: 'npm test (empty: look for it)' }),
      silent: () => confirm({ message: 'Keep .chant out of git?', initialValue: false }),
    },
    {
      onCancel: () => {
        cancelled = true;
      },
    },
  );
  if (cancelled) return null;
  return {
    name: null,
    provider: orNull(answers.provider),
    check: orNull(answers.check),
    mainBranch: null,
    silent: answers.silent,
  };
}

function orNull(answer: string | undefined): string | null {
  const word = (answer ?? '').trim();
  return word === '' ? null : word;
}

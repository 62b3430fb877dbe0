import type { InitProjectInput } from '../engine/operations/init-project.ts';

/** Asks what `init` needs to know; an empty answer leaves it to chant. null: the user does not want to go on. */
export async function askForInit(): Promise<InitProjectInput | null> {
  const { group, confirm, text } = await import('@clack/prompts');
  let cancelled = false;
  const answers = await group(
    {
      agent: () =>
        text({
          message: 'Which command starts the agent that works?',
          placeholder: 'claude-agent-acp (empty: decide later)',
        }),
      acp: ({ results }) =>
        orNull(results.agent) === null
          ? Promise.resolve(false)
          : confirm({ message: 'Does it speak the Agent Client Protocol?', initialValue: true }),
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
    provider: null,
    agent: orNull(answers.agent),
    acp: answers.acp === true,
    check: orNull(answers.check),
    mainBranch: null,
    silent: answers.silent,
  };
}

function orNull(answer: string | undefined): string | null {
  const word = (answer ?? '').trim();
  return word === '' ? null : word;
}

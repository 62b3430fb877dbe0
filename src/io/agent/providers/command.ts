import type { Provider } from '../provider.ts';
import type { ProviderSettings } from '../provider-settings.ts';

/**
 * Any program: started in the workspace, given the prompt on standard input and, as a file, in `CHANT_PROMPT_FILE`.
 * What it prints is what it says; its exit status tells whether it failed.
 */
export function commandProvider({ config }: ProviderSettings): Provider {
  return {
    name: config.name,
    kind: 'command',
    capabilities: { resume: false, cost: false, permissions: false },
    speaksTo: 'people',
    launch: () => ({ argv: config.command, env: config.env }),
    conversation: {
      by: 'lines',
      input: (request) => request.prompt,
      read: (line) => [{ kind: 'said', text: line }],
    },
  };
}

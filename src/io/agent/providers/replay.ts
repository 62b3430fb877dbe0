import { resolve } from 'node:path';
import { parseReplayLine } from '../replay/replay-line.ts';
import type { Provider } from '../provider.ts';
import type { ProviderSettings } from '../provider-settings.ts';

/** Plays a recorded session again: an ordinary process, under the same limits as the agent that was recorded. */
export function replayProvider({ config, root, replayAgent }: ProviderSettings): Provider {
  return {
    name: config.name,
    kind: 'replay',
    capabilities: { resume: false, cost: true, permissions: false },
    speaksTo: 'chant',
    launch: () => ({
      argv: [process.execPath, replayAgent, resolve(root, config.session ?? '')],
      env: config.env,
    }),
    conversation: { by: 'lines', input: () => '', read: parseReplayLine },
  };
}

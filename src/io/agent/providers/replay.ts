import { resolve } from 'node:path';
import { parseReportLine } from '../report-line.ts';
import type { Provider } from '../provider.ts';
import type { ProviderSettings } from '../provider-settings.ts';

/** Plays a recorded session again: an ordinary process, under the same limits as the agent that was recorded. */
export function replayProvider({ config, root, programs }: ProviderSettings): Provider {
  return {
    name: config.name,
    kind: 'replay',
    capabilities: { resume: false, cost: true, permissions: false },
    speaksTo: 'chant',
    launch: () => ({
      argv: [process.execPath, programs.replayAgent, resolve(root, config.session ?? '')],
      env: config.env,
    }),
    conversation: { by: 'lines', input: () => '', read: parseReportLine },
  };
}

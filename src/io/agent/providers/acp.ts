import type { Provider } from '../provider.ts';
import type { ProviderSettings } from '../provider-settings.ts';

/** Any agent that speaks the Agent Client Protocol, version 1, over its standard input and output. */
export function acpProvider({ config }: ProviderSettings): Provider {
  return {
    name: config.name,
    kind: 'acp',
    capabilities: { resume: true, cost: true, permissions: true },
    speaksTo: 'chant',
    launch: () => ({ argv: config.command, env: config.env }),
    conversation: {
      by: 'protocol',
      talk: async (link) => {
        // Loaded when needed: the protocol's package takes longer to load than all of chant.
        const { talkAcp } = await import('../acp/talk-acp.ts');
        await talkAcp(link, { mode: config.mode, permissions: config.permissions });
      },
    },
  };
}

import type { ProviderConfig } from '../../../core/config/config.ts';
import type { Preset } from '../presets.ts';
import type { AgentLink, Provider } from '../provider.ts';
import type { ProviderSettings } from '../provider-settings.ts';

/**
 * Any agent that speaks the Agent Client Protocol, version 1, over its standard input and output. `preset`: what is
 * known of this one; the configuration wins over it.
 */
export function acpProvider({ config, preset }: ProviderSettings & { readonly preset?: Preset }): Provider {
  return {
    name: config.name,
    kind: 'acp',
    capabilities: { resume: true, cost: preset?.cost ?? true, permissions: true },
    speaksTo: 'chant',
    launch: (request) => {
      if (preset === undefined) return { argv: config.command, env: config.env };
      const model = request.model ?? config.model;
      return {
        argv: [
          ...nameProgram(config, preset),
          ...(preset.options?.(request) ?? []),
          ...(model === null ? [] : (preset.modelOption?.(model) ?? [])),
        ],
        env: {
          ...preset.env,
          ...(config.permissions === 'allow' ? {} : preset.asking),
          ...preset.variables?.({ ...request, model }),
          ...nameModel(preset, model),
          ...config.env,
        },
      };
    },
    conversation: {
      by: 'protocol',
      talk: async (link) => {
        // Loaded when needed: the protocol's package takes longer to load than all of chant.
        const { talkAcp } = await import('../acp/talk-acp.ts');
        await talkAcp(link, {
          modes: listModes(config, preset, link),
          permissions: config.permissions,
          cancels: preset?.forgets !== true,
        });
      },
    },
  };
}

/** A program that is configured gets the words behind the preset's own that it lacks: `gemini-work --acp`. */
function nameProgram({ command }: ProviderConfig, preset: Preset): readonly string[] {
  const [, ...words] = preset.command;
  return command.length === 0 ? preset.command : [...command, ...words.filter((word) => !command.includes(word))];
}

function nameModel({ modelVariable }: Preset, model: string | null): Readonly<Record<string, string>> {
  return model === null || modelVariable === undefined ? {} : { [modelVariable]: model };
}

function listModes(
  { mode, permissions }: ProviderConfig,
  preset: Preset | undefined,
  { request }: AgentLink,
): readonly string[] {
  if (mode !== null) return [mode];
  if (permissions === 'ask') return preset?.modes?.ask ?? [];
  const isFree = permissions === 'allow' && request.confine !== undefined;
  return preset?.modes?.[isFree ? 'free' : 'work'] ?? [];
}

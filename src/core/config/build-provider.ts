import { findModelVendor } from '../model/model-vendors.ts';
import { agentHomes, findAgentName } from '../sandbox/agent-homes.ts';
import type { ProviderConfig } from './config.ts';
import type { ParallelAgent } from './parallel-agent.ts';
import type { ProviderValues } from './settings.ts';

/** A provider with what is said of it, and what is built in where nothing is; nothing need be said of one that is known. */
export function buildProvider(name: string, values: ProviderValues): ProviderConfig {
  return {
    name,
    // `providers.ollama` with nothing but an endpoint means the kind of that name.
    kind: values.kind ?? (values.command === undefined ? name : 'command'),
    command: values.command ?? [],
    env: values.env ?? {},
    endpoint: values.endpoint ?? null,
    model: values.model ?? null,
    mode: values.mode ?? null,
    permissions: values.permissions ?? 'allow',
    allowCommands: values.allow_commands ?? [],
    session: values.session ?? null,
    keyEnv: values.key_env ?? null,
    api: values.api ?? null,
    prices: values.prices ?? null,
    maxSteps: values.max_steps ?? 200,
  };
}

/** The provider that an agent of `parallel.agents` is: its command, and what `providers` says of its name. */
export function buildAgent(agent: ParallelAgent, values: ProviderValues): ProviderConfig {
  const provider = buildProvider(agent.name, values);
  const env = { ...provider.env, ...agent.env };
  if (agent.command === null) return { ...provider, env };
  if (values.kind !== undefined) return { ...provider, env, command: agent.command };
  return { ...provider, env, ...recognize(agent.command) };
}

/**
 * What a command line of the existing tool means. `claude`, or the name of any agent that is known: that agent, started
 * as is best. Something around one (`claude-account1`): the same, by this program. Else a program that takes a prompt,
 * unless it says that it speaks the Agent Client Protocol: `some-acp`, `agent --acp`.
 */
function recognize(command: readonly string[]): Pick<ProviderConfig, 'kind' | 'command'> {
  const [word = '', ...rest] = command;
  const known = findAgentName(command);
  if (rest.length === 0) {
    if (findModelVendor(word) !== null || Object.hasOwn(agentHomes, word) || word === 'kirocli')
      return { kind: word, command: [] };
  }
  if (known !== null) return { kind: known, command };
  return { kind: isAcpLine(command) ? 'acp' : 'command', command };
}

/** Whether the words that start a program say that it speaks the Agent Client Protocol. */
export function isAcpLine(command: readonly string[]): boolean {
  return command.some((word) => /(^|[-_/])acp(@[^/]*)?$/.test(word));
}

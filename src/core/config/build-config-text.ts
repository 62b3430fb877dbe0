import { formatInline } from '../spec/format-yaml.ts';

/** What `chant init` writes into a new configuration; null leaves a key out. */
export interface NewConfig {
  readonly name: string;
  readonly provider: string | null;
  /** How to start the agent that works; it becomes the provider `agent`. */
  readonly agent: { readonly kind: 'command' | 'acp'; readonly command: readonly string[] } | null;
  readonly mainBranch: string | null;
  readonly check: string | null;
  readonly silent: boolean;
}

/** The text of a new `.chant/config.md`. */
export function buildConfigText(config: NewConfig): string {
  const provider = config.provider ?? (config.agent === null ? null : 'agent');
  const defaults = [
    ...(provider === null ? [] : [`  provider: ${formatInline(provider)}`]),
    ...(config.mainBranch === null ? [] : [`  main_branch: ${formatInline(config.mainBranch)}`]),
  ];
  const lines = [
    '---',
    'project:',
    `  name: ${formatInline(config.name)}`,
    ...(defaults.length === 0 ? [] : ['defaults:', ...defaults]),
    ...(config.agent === null ? [] : ['providers:', ...formatAgent(provider ?? 'agent', config.agent)]),
    ...(config.check === null ? [] : ['checks:', `  - ${formatInline(config.check)}`]),
    ...(config.silent ? ['silent: true'] : []),
    '---',
  ];
  return `${lines.join('\n')}\n${explanation}`;
}

function formatAgent(name: string, agent: NonNullable<NewConfig['agent']>): string[] {
  const command = agent.command.map((word) => `      - ${formatInline(word)}`);
  return [`  ${formatInline(name)}:`, `    kind: ${agent.kind}`, '    command:', ...command];
}

const explanation = `
# Configuration of chant

The lines between the two \`---\` are the configuration. This text is for people: say here what your team should know.

- \`providers\` say how to start the agents that work: \`kind: acp\` for an agent that speaks the Agent Client
  Protocol, \`kind: command\` for any other program. \`defaults.provider\` names the one that is used.
- \`checks\` are commands that chant itself runs before it lands the work of a code or task spec.
- Agents and checks run in a sandbox where bubblewrap works (Linux). \`workspace: { expose: [~/.npmrc] }\` shows them
  more of your HOME, \`workspace: { sandbox: none }\` does without.
- \`chant config --validate\` tells whether chant understands this file.
`;

import { formatInline } from '../spec/format-yaml.ts';

/** What `chant init` writes into a new configuration; null leaves a key out. */
export interface NewConfig {
  readonly name: string;
  readonly provider: string | null;
  readonly mainBranch: string | null;
  readonly check: string | null;
  readonly silent: boolean;
}

/** The text of a new `.chant/config.md`. */
export function buildConfigText(config: NewConfig): string {
  const defaults = [
    ...(config.provider === null ? [] : [`  provider: ${formatInline(config.provider)}`]),
    ...(config.mainBranch === null ? [] : [`  main_branch: ${formatInline(config.mainBranch)}`]),
  ];
  const lines = [
    '---',
    'project:',
    `  name: ${formatInline(config.name)}`,
    ...(defaults.length === 0 ? [] : ['defaults:', ...defaults]),
    ...(config.check === null ? [] : ['checks:', `  - ${formatInline(config.check)}`]),
    ...(config.silent ? ['silent: true'] : []),
    '---',
  ];
  return `${lines.join('\n')}\n${explanation}`;
}

const explanation = `
# Configuration of chant

The lines between the two \`---\` are the configuration. This text is for people: say here what your team should know.

- \`checks\` are commands that chant itself runs before it lands the work of a code or task spec.
- \`chant config --validate\` tells whether chant understands this file.
`;

import type { Config } from '../../core/config/config.ts';
import type { ValidateConfigOutput } from '../../engine/operations/validate-config.ts';
import type { Check } from '../../core/spec/spec.ts';
import { paint } from './paint.ts';

/** The configuration in force, as indented `key: value` lines. */
export function renderConfig({ config }: ValidateConfigOutput): string {
  return `${renderKeys({ ...hideSecrets(config), checks: config.checks.map(wordCheck) }, '').join('\n')}\n\n`;
}

function wordCheck({ name, run }: Check): string {
  return name === run ? run : `${name}: ${run}`;
}

/** The configuration without the values of environment variables, which may be keys. */
export function hideSecrets(config: Config): Config {
  const hide = <T extends { readonly env: Readonly<Record<string, string>> }>(one: T): T => {
    return { ...one, env: Object.fromEntries(Object.keys(one.env).map((variable) => [variable, '(set)'])) };
  };
  const providers = Object.entries(config.providers).map(([name, provider]) => [name, hide(provider)]);
  return {
    ...config,
    parallel: { agents: config.parallel.agents.map(hide) },
    providers: Object.fromEntries(providers),
  };
}

/**
 * Keys as a configuration file writes them: `main_branch`, times without their unit in the name.
 * `named`: the keys are names that the user gave.
 */
function renderKeys(value: object, indent: string, named = false): readonly string[] {
  return Object.entries(value).flatMap(([key, entry]: [string, unknown]) => {
    const label = `${indent}${paint('cyan', named ? key : renderKey(key))}:`;
    if (entry === null || entry === undefined) return [`${label} ${paint('dim', '(not set)')}`];
    if (Array.isArray(entry)) return renderList(label, entry, indent);
    if (typeof entry === 'number' && key.endsWith('Ms')) return [`${label} ${renderTime(entry)}`];
    if (typeof entry !== 'object') return [`${label} ${String(entry)}`];
    const lines = renderKeys(entry, `${indent}  `, key === 'providers' || key === 'env');
    return lines.length === 0 ? [`${label} ${paint('dim', '(none)')}`] : [label, ...lines];
  });
}

function renderKey(key: string): string {
  return key.replace(/Ms$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function renderTime(ms: number): string {
  return ms % 60_000 === 0 ? `${ms / 60_000}m` : `${ms / 1000}s`;
}

function renderList(label: string, entries: readonly unknown[], indent: string): readonly string[] {
  if (entries.length === 0) return [`${label} ${paint('dim', '(none)')}`];
  return [
    label,
    ...entries.map((entry) => `${indent}  - ${typeof entry === 'string' ? entry : JSON.stringify(entry)}`),
  ];
}

import path from 'node:path';
import type { Config } from '../../core/config/config.ts';
import { readEnvironmentConfig } from '../../core/config/environment-config.ts';
import { layerConfig } from '../../core/config/layer-config.ts';
import { type ConfigSource, parseAgentsFile, parseConfig, type ParsedConfig } from '../../core/config/parse-config.ts';
import { parsePlainNode } from '../../core/config/parse-plain-node.ts';
import type { Failure } from '../../core/failure.ts';
import type { Problem } from '../../core/problem.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { splitFrontmatter } from '../../core/spec/split-frontmatter.ts';
import type { Store } from './find-store.ts';
import { readSpecText, readStats } from './read-spec-text.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The configuration with all that is wrong in its files. */
export interface ConfigReport {
  /** Keys with an error count as not written. */
  readonly config: Config;
  readonly problems: readonly Problem[];
  /** Files that were there, lowest precedence first; `~` stands for the home folder. */
  readonly files: readonly string[];
}

/** The configuration in force. Failure: config-bad, with every problem of every file. */
export async function loadConfig(store: Store, env: Environment): Promise<Result<Config, Failure>> {
  const { config, problems } = await readConfigFiles(store, env);
  return problems.length === 0 ? ok(config) : err({ kind: 'config-bad', problems });
}

/** Reads every file that has a say, and tells what is wrong instead of failing. */
export async function readConfigFiles(store: Store, env: Environment): Promise<ConfigReport> {
  const user = locateUserConfig(env);
  const sources = [
    ...(user === null ? [] : [{ ...user, parse: parseConfig }]),
    { file: path.join(store.dir, 'config.md'), name: '.chant/config.md', parse: parseConfig },
    { file: path.join(store.dir, 'agents.md'), name: '.chant/agents.md', parse: parseAgentsFile },
  ];
  const read = await Promise.all(sources.map(readSource));
  const found = read.filter((source) => source !== null);
  return {
    config: layerConfig([...found.map((source) => source.values), readEnvironmentConfig(env)]),
    problems: found.flatMap((source) => source.problems),
    files: found.map((source) => source.name),
  };
}

interface Source {
  readonly file: string;
  readonly name: string;
  readonly parse: (source: ConfigSource) => ParsedConfig;
}

/** null where there is no such file. */
async function readSource({ file, name, parse }: Source): Promise<(ParsedConfig & { readonly name: string }) | null> {
  const stats = readStats(file);
  if (stats === null) return null;
  const read = readSpecText(file, stats);
  if (read.kind === 'text') {
    const plain = parsePlainNode(splitFrontmatter(read.text).yaml);
    // The library takes longer to load than all that a short command does.
    const parseYaml =
      plain === null ? (await import('../../core/config/parse-yaml-node.ts')).parseYamlNode : () => plain;
    return { name, ...parse({ text: read.text, file: name, parseYaml }) };
  }
  const { rule, message } = read;
  const problem = { severity: 'error', rule, message, file: name, line: 1, suggestion: null } as const;
  return { name, values: { values: {}, providers: {} }, problems: [problem] };
}

/** `$XDG_CONFIG_HOME/chant/config.md`, which is `~/.config/chant/config.md` unless it is set to an absolute path. */
function locateUserConfig(env: Environment): { file: string; name: string } | null {
  const base = env['XDG_CONFIG_HOME'];
  if (base !== undefined && path.isAbsolute(base)) {
    const file = path.join(base, 'chant', 'config.md');
    return { file, name: file };
  }
  const home = env['HOME'];
  if (home === undefined || home === '') return null;
  return { file: path.join(home, '.config', 'chant', 'config.md'), name: '~/.config/chant/config.md' };
}

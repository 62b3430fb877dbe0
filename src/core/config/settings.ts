import { rotationStrategies } from './parallel-agent.ts';
import { agents } from './read-agents.ts';
import {
  amount,
  anything,
  checks,
  command,
  count,
  countFromOne,
  duration,
  flag,
  name,
  oneOf,
  prices,
  network,
  text,
  texts,
  type ValueReader,
  variableName,
  variables,
} from './value-reader.ts';

/** Every key that a configuration may have, with what reads its value. `anything` takes all that is below a key, too. */
export const settings = {
  'project.name': text,
  'project.prefix': name,
  'project.silent': flag,
  'defaults.prompt': name,
  'defaults.provider': text,
  'defaults.model': text,
  'defaults.main_branch': text,
  'defaults.branch_prefix': text,
  'defaults.rotation_strategy': oneOf(...rotationStrategies),
  'parallel.agents': agents,
  'approval.required': flag,
  'approval.scope': flag,
  checks: checks,
  'limits.timeout': duration,
  'limits.stall': duration,
  'limits.attempts': countFromOne,
  'limits.wait': duration,
  'limits.cost_usd': amount,
  'limits.tokens': countFromOne,
  'limits.files': countFromOne,
  'limits.day.cost_usd': amount,
  'limits.day.tokens': countFromOne,
  'workspace.isolation': oneOf('worktree', 'clone'),
  'workspace.sandbox': oneOf('none', 'bwrap', 'auto'),
  'workspace.network': network,
  'workspace.expose': texts,
  'workspace.writable': texts,
  'workspace.setup': texts,
  'workspace.include': texts,
  'workspace.env': texts,
  'landing.mode': oneOf('merge', 'squash', 'rebase', 'branch'),
  'fork.remote': text,
  'fork.upstream': text,
  'fork.draft': flag,
  'fork.trailers': flag,
  silent: flag,
  'validation.strict_output_validation': flag,
} as const;

/** The keys below `providers.<name>`. */
export const providerSettings = {
  kind: oneOf(
    'command',
    'acp',
    'claude',
    'codex',
    'openai',
    'openai-compatible',
    'anthropic',
    'ollama',
    'kirocli',
    'replay',
    'gemini',
    'opencode',
    'qwen',
    'copilot',
    'goose',
    'kiro',
    'cursor',
  ),
  command: command,
  env: variables,
  endpoint: text,
  model: text,
  mode: text,
  permissions: oneOf('allow', 'scope', 'ask'),
  allow_commands: texts,
  session: text,
  key_env: variableName,
  api: oneOf('responses', 'chat'),
  prices: prices,
  max_steps: countFromOne,
} as const;

/**
 * Keys of the existing tool that are understood, so that a file of it passes, and that nothing uses yet. Values are
 * checked where a wrong one would be a slip for sure.
 */
export const acceptedSettings: Readonly<Record<string, ValueReader<unknown>>> = {
  'defaults.split_model': text,
  'defaults.prompt_extensions': texts,
  'defaults.branch': flag,
  'defaults.pr': flag,
  'parallel.cleanup.enabled': flag,
  'parallel.cleanup.prompt': text,
  'parallel.cleanup.auto_run': flag,
  'parallel.stagger_delay_ms': count,
  'parallel.stagger_jitter_ms': count,
  repos: anything,
  'enterprise.derived': anything,
  'enterprise.required': texts,
  'approval.rejection_action': oneOf('manual', 'dependency', 'group'),
  'approval.require_approval_for_agent_work': flag,
  'site.output_dir': text,
  'site.base_url': text,
  'site.title': text,
  'site.include': anything,
  'site.exclude': anything,
  'site.features': anything,
  'site.graph': anything,
  'site.timeline': anything,
  'lint.thresholds': anything,
  'lint.disable': texts,
  'watch.poll_interval_ms': countFromOne,
  'watch.idle_timeout_minutes': count,
  'watch.failure.max_retries': count,
  'watch.failure.retry_delay_ms': count,
  'watch.failure.backoff_multiplier': amount,
  'watch.failure.retryable_patterns': texts,
  'watch.failure.on_permanent_failure': oneOf('skip', 'stop'),
  git: anything,
  schema: anything,
  scale: anything,
};

type Read<Table extends Readonly<Record<string, ValueReader<unknown>>>> = {
  readonly [Key in keyof Table]?: Table[Key] extends ValueReader<infer Value> ? Value : never;
};

/** Values by key, dots between the levels. A key that is absent was not written, or not usably. */
export type SettingValues = Read<typeof settings>;
export type ProviderValues = Read<typeof providerSettings>;

/** What one file, or the environment, says. */
export interface PartialConfig {
  readonly values: SettingValues;
  readonly providers: Readonly<Record<string, ProviderValues>>;
}

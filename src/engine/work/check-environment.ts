import { listKeyNames } from '../../core/model/list-key-names.ts';
import { buildAgentEnvironment } from '../../core/plan/agent-environment.ts';
import { formatAgentIdentity, type Run } from './run.ts';

/**
 * The environment of checks and of set-up commands: as the agent's, with the session's git configuration, but without
 * the keys of model services. A check runs what the agent wrote.
 */
export function buildCheckEnvironment(run: Run, session: string): Record<string, string> {
  const { name, email } = formatAgentIdentity(run.token);
  return buildAgentEnvironment({
    env: run.context.env,
    allowed: run.project.config.workspace.env,
    modelKeys: false,
    withheld: listKeyNames(run.project.config.providers),
    extra: {
      GIT_CONFIG_GLOBAL: `${session}/gitconfig`,
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
    },
  });
}

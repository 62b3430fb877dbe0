import { findAgentHome, placeAgentHome } from '../../core/sandbox/agent-homes.ts';
import type { Mount } from '../../core/sandbox/box.ts';
import { isThere, leadsSomewhere } from '../../io/sandbox/is-there.ts';
import { readSettingsFile } from '../../io/sandbox/read-settings-file.ts';
import { writeInside } from '../../io/workspace/write-inside.ts';

interface HomeRequest {
  /** What starts the agent. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's HOME, and the folder that stands for it inside. */
  readonly home: string;
  readonly privateHome: string;
}

/**
 * Gives an agent that is known what it needs of its user's HOME: copies of its settings, and mounts of its sign-in and
 * of what it was taught. What it made of a copy in an earlier turn stays.
 */
export function equipHome(request: HomeRequest): readonly Mount[] {
  const { argv, env, home, privateHome } = request;
  const agent = findAgentHome(argv);
  if (agent === null) return [];
  const { signIn, copied, read, moved } = placeAgentHome(agent, { home, env });
  for (const { path, own } of copied) {
    const data = isThere(`${privateHome}/${own}`) ? null : readSettingsFile(path);
    // Where the disk refuses, the agent will say what it misses.
    if (data !== null) writeInside(privateHome, own, { data, mode: 0o600 });
  }
  for (const { own } of moved) writeInside(privateHome, `${own}/.keep`, { data: '' });
  return [
    ...moved.map(({ path, own }): Mount => ({ path, as: 'write', source: `${privateHome}/${own}` })),
    ...read.filter(({ path }) => leadsSomewhere(path)).map(({ path }): Mount => ({ path, as: 'read', source: path })),
    ...signIn
      .filter(({ path }) => leadsSomewhere(path))
      .map(({ path }): Mount => ({ path, as: 'write', source: path })),
  ];
}

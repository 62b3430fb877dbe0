import fs from 'node:fs';
import path from 'node:path';
import { parseGitConfig } from '../../core/guard/parse-git-config.ts';
import type { Place, Repo } from './repo.ts';

/**
 * Every configuration file that git reads in a repository and one workspace of it, but for the system's own: the
 * user's, the repository's, and what those include. A file that is a link stands there with what it leads to.
 */
export function listConfigs(repo: Repo, place: Place | null): readonly string[] {
  const found = new Set<string>();
  const waiting = [
    path.join(repo.commonDir, 'config'),
    path.join(repo.gitDir, 'config.worktree'),
    ...(place === null ? [] : [path.join(place.gitDir, 'config.worktree')]),
    ...listUserConfigs(repo),
  ];
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    if (found.has(file)) continue;
    found.add(file);
    if (fs.existsSync(file)) waiting.push(fs.realpathSync(file), ...listIncluded(repo, file));
  }
  return [...found];
}

/** Where git looks for the user's own configuration (git-config(1), "Files"). */
function listUserConfigs(repo: Repo): readonly string[] {
  const { GIT_CONFIG_GLOBAL: global, HOME: home, XDG_CONFIG_HOME: xdg } = repo.env;
  if (global !== undefined) return global === '' || global === '/dev/null' ? [] : [global];
  if (home === undefined) return [];
  return [path.join(home, '.gitconfig'), path.join(xdg || path.join(home, '.config'), 'git', 'config')];
}

/** `include.path` and `includeIf.<when>.path`, whether git would follow them now or not. */
function listIncluded(repo: Repo, file: string): readonly string[] {
  if (!fs.statSync(file).isFile()) return [];
  return parseGitConfig(fs.readFileSync(file, 'utf8'))
    .filter(({ key, value }) => /^include(if\..*)?\.path$/s.test(key) && value !== '')
    .map(({ value }) => value.replace(/^"(.*)"$/, '$1').replace(/^~(?=\/)/, repo.env['HOME'] ?? '~'))
    .map((included) => path.resolve(path.dirname(fs.realpathSync(file)), included));
}

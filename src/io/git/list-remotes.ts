import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Repo } from './repo.ts';
import { runGit } from './run-git.ts';

export interface Remote {
  readonly name: string;
  /** Where it is fetched from, after `url.*.insteadOf`; may hold a secret. */
  readonly fetchUrl: string;
  /** Every place that a push goes to. */
  readonly pushUrls: readonly string[];
}

/** The remotes of a repository, sorted by name, with the URLs that git would use. */
export async function listRemotes(repo: Repo): Promise<Result<readonly Remote[], Failure>> {
  const answer = await runGit(repo, ['remote', '--verbose']);
  return answer.ok ? ok(parseRemotes(answer.value.stdout)) : answer;
}

/** Reads `origin\thttps://host/a/b.git (fetch)`, one line for each use; a partial clone adds `[blob:none]`. */
export function parseRemotes(output: string): readonly Remote[] {
  const remotes = new Map<string, { name: string; fetchUrl: string; pushUrls: string[] }>();
  for (const line of output.split('\n')) {
    const [, name, url, use] = /^([^\t]+)\t(.*) \((fetch|push)\)(?: \[[^\]]*\])?$/.exec(line) ?? [];
    if (name === undefined || url === undefined) continue;
    const remote = remotes.get(name) ?? { name, fetchUrl: '', pushUrls: [] };
    if (use === 'fetch') remote.fetchUrl = url;
    else remote.pushUrls.push(url);
    remotes.set(name, remote);
  }
  return [...remotes.values()];
}

import { type ContributionRules, isRulesFile, type UpstreamFile } from '../../core/forge/contribution-rules.ts';
import { readRules } from '../../core/forge/read-rules.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { readBytesAt } from '../../io/git/cat-file.ts';
import { listNames } from '../../io/git/list-names.ts';
import type { Repo } from '../../io/git/repo.ts';

const folders = ['.github', '.gitea', '.forgejo', '.gitlab', 'docs'];
const largest = 256 * 1024;

/** The rules of the upstream project as its files stand at a commit that was fetched. */
export async function readUpstreamRules(repo: Repo, commit: string): Promise<Result<ContributionRules, Failure>> {
  const names = await listNames(repo, commit, folders);
  if (!names.ok) return names;
  const files: UpstreamFile[] = [];
  for (const path of names.value.filter(isRulesFile)) {
    const data = await readBytesAt(repo, commit, path);
    if (!data.ok) return data;
    if (data.value === null || data.value.includes(0)) continue;
    files.push({ path, text: data.value.subarray(0, largest).toString('utf8').replaceAll('\r\n', '\n') });
  }
  return ok(readRules(files));
}

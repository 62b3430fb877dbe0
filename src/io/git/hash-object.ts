import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Repo } from './repo.ts';
import { runGit } from './run-git.ts';

/** Stores a text as git would store a file of that path (line ends as configured), and gives its name. */
export async function writeBlob(
  repo: Repo,
  file: { readonly text: string; readonly path: string },
): Promise<Result<string, Failure>> {
  const answer = await runGit(repo, ['hash-object', '-w', '--stdin', `--path=${file.path}`], { input: file.text });
  return answer.ok ? ok(answer.value.stdout.trim()) : answer;
}

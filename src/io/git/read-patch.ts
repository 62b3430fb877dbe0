import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Repo } from './repo.ts';
import { runGit } from './run-git.ts';

/** Bytes of one file's patch that are looked at. */
const largest = 4 * 1024 * 1024;

/** One file of a change. */
export interface PatchRequest {
  readonly from: string;
  readonly to: string;
  readonly path: string;
  /** Path that it had in `from`; null: the same. */
  readonly was: string | null;
}

/** git's patch text of one file between two commits, as UTF-8, and whether its content is no text. */
export async function readPatch(
  repo: Repo,
  { from, to, path, was }: PatchRequest,
): Promise<Result<{ readonly text: string; readonly binary: boolean }, Failure>> {
  const paths = [path, ...(was === null ? [] : [was])].map((one) => `:(literal,top)${one}`);
  const renames = was === null ? '--no-renames' : '--find-renames';
  // Programs that a configuration or an attribute names are not asked: the patch is what git itself says.
  const plain = ['--no-color', '--no-ext-diff', '--no-textconv', '--unified=4', '--src-prefix=a/', '--dst-prefix=b/'];
  const args = ['diff-tree', '-r', '-p', ...plain, renames, from, to, '--', ...paths];
  const answer = await runGit(repo, args);
  if (!answer.ok) return answer;
  const text = answer.value.bytes.subarray(0, largest).toString('utf8');
  const head = text.slice(0, text.indexOf('\n@@ ') === -1 ? text.length : text.indexOf('\n@@ '));
  return ok({ text, binary: /^(?:Binary files .* differ|GIT binary patch)$/m.test(head) });
}

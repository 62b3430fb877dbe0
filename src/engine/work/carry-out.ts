import { isLiteral } from '../../core/scope/is-literal.ts';
import { matchesAny } from '../../core/scope/matches-any.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { listIgnored } from '../../io/git/check-ignore.ts';
import { hashContent } from '../../io/project/project-files.ts';
import { writeRunFile } from '../../io/store/run-file.ts';
import { listInside, readInside } from '../../io/workspace/read-inside.ts';
import type { CollectInput } from './collect-input.ts';
import type { Run } from './run.ts';

const maxFileBytes = 64 * 1024 * 1024;

/**
 * Copies declared targets below `.chant/` that git ignores (research in silent mode) into the run's folder: they
 * cannot land through git, and the workspace goes. Gives path -> content hash of those that the run wrote.
 */
export async function carryOut(
  run: Run,
  input: CollectInput,
): Promise<Result<Readonly<Record<string, string>>, Failure>> {
  const { spec, repo } = run;
  const { workspace, gitDir } = input.ground;
  const wanted = spec.targetFiles.filter((path) => path.startsWith('.chant/') && !path.split('/').includes('..'));
  if (wanted.length === 0) return ok({});
  const files = [
    ...wanted.filter(isLiteral).filter((path) => !path.endsWith('/')),
    ...listInside(workspace, '.chant').filter((path) => matchesAny(wanted, path)),
  ];
  const ignored = run.project.config.silent
    ? ok([...new Set(files)])
    : await listIgnored(repo, [...new Set(files)], {
        at: { workTree: workspace, gitDir },
        index: `${run.dir}/index`,
      });
  if (!ignored.ok) return ignored;
  const carried: Record<string, string> = {};
  for (const path of ignored.value) {
    const data = readInside(workspace, path, maxFileBytes);
    if (data === null || path === spec.path || input.prepared.carried[path] === hashContent(data)) continue;
    const kept = writeRunFile(run.dir, `carried/${path}`, data);
    if (!kept.ok) return kept;
    carried[path] = hashContent(data);
  }
  return ok(carried);
}

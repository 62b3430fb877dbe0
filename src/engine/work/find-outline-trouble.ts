import type { Collected } from '../../core/plan/collected.ts';
import { findClaims, judgeClaims } from '../../core/outline/judge-claims.ts';
import { findDocument } from '../../core/outline/find-document.ts';
import { judgeOutline } from '../../core/outline/judge-outline.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { listFilesAt } from '../../io/git/ls-files.ts';
import { loadOutline } from '../load-outline.ts';
import { readResult } from './read-result.ts';
import type { Run } from './run.ts';

/** So many files that a document names are looked at; nobody checks more by hand either. */
const mostFiles = 200;

/** What a run's document lacks of its outline, and which of the places that it names are not there. */
export async function findOutlineTrouble(run: Run, collected: Collected): Promise<Result<readonly string[], Failure>> {
  const document = findDocument(run.spec);
  if (run.spec.outline === null || document === null) return ok([]);
  const outline = loadOutline(run, run.spec.outline);
  if (!outline.ok) return outline;
  const text = await readResult(run, collected, document);
  if (!text.ok) return text;
  // The gate of targets has said that it is missing.
  if (text.value === null) return ok([]);
  const missing = judgeOutline(outline.value, text.value);
  const claims = findClaims(text.value);
  const tree = await listFilesAt(run.repo, collected.work);
  if (!tree.ok) return tree;
  const files = new Set(tree.value);
  const lengths = new Map<string, number | null>();
  for (const path of new Set(claims.slice(0, mostFiles).map((claim) => claim.path))) {
    const data = files.has(path) || path.startsWith('.chant/') ? await readResult(run, collected, path) : ok(null);
    if (!data.ok) return data;
    lengths.set(path, data.value === null ? null : countLines(data.value));
  }
  const known = claims.filter((claim) => lengths.has(claim.path));
  return ok([...missing, ...judgeClaims(known, { files, linesOf: (path) => lengths.get(path) ?? null })]);
}

function countLines(text: string): number {
  return text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
}

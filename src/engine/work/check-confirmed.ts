import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { parseSpec } from '../../core/spec/parse-spec.ts';
import type { Spec, SpecSummary } from '../../core/spec/spec.ts';
import { readBytesAt } from '../../io/git/cat-file.ts';
import { hashContent } from '../../io/project/project-files.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import type { Repo } from '../../io/git/repo.ts';
import type { Project } from '../open-project.ts';
import type { Input } from './find-inputs.ts';

/** Where specs and documents are read. */
interface Site {
  readonly project: Project;
  readonly repo: Repo;
}

/**
 * A fix that rests on steps instead of a failing test: a person must have confirmed the document as it is now. It takes
 * the place of the check that fails before the work, so no flag passes over it. Failures: unconfirmed, and of git.
 */
export async function checkConfirmed(
  site: Site,
  about: {
    readonly spec: Spec;
    readonly specs: readonly SpecSummary[];
    readonly inputs: readonly Input[];
    /** Commit that the work starts from. */
    readonly base: string;
  },
): Promise<Result<void, Failure>> {
  const { spec, specs, inputs, base } = about;
  if (spec.type !== 'code') return ok(undefined);
  const related = specs.filter(
    ({ type, labels }) => type === 'research' && labels.some((one) => spec.labels.includes(one)),
  );
  for (const one of related) {
    const versions = await readVersions(site, one, base);
    if (!versions.ok) return versions;
    const input = inputs.find(({ path }) => versions.value.some((version) => isAskedAbout(version, path)));
    if (input === undefined) continue;
    const fingerprint = await fingerprintInput(site, input, base);
    if (!fingerprint.ok) return fingerprint;
    const words = versions.value.map(({ confirm }) => confirm).filter(({ by }) => by !== null);
    if (words.some(({ of }) => of === fingerprint.value)) continue;
    const by = words[0]?.by ?? null;
    return err({ kind: 'unconfirmed', spec: spec.id, on: one.id, document: input.path, by });
  }
  return ok(undefined);
}

function isAskedAbout({ confirm, targetFiles }: Spec, path: string): boolean {
  return confirm.required && targetFiles.includes(path);
}

/** A spec as the user has it, and as it landed where the work starts. */
async function readVersions(site: Site, spec: SpecSummary, base: string): Promise<Result<readonly Spec[], Failure>> {
  const own = readSpecDocument(site.project.store, spec);
  const landed = await readBytesAt(site.repo, base, spec.path);
  if (!landed.ok) return landed;
  const { id, path, archived } = spec;
  const text = landed.value?.toString('utf8') ?? null;
  const other = text === null ? [] : [parseSpec({ id, path, archived, text })];
  return ok([...(own.ok ? [own.value.spec] : []), ...other]);
}

async function fingerprintInput(site: Site, { path, file }: Input, base: string): Promise<Result<string, Failure>> {
  if (file !== null) return ok(file.hash);
  const bytes = await readBytesAt(site.repo, base, path);
  return bytes.ok ? ok(hashContent(bytes.value?.toString('utf8') ?? '')) : bytes;
}

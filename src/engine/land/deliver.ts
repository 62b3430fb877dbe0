import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { hashContent, readProjectFile, writeProjectFile } from '../../io/project/project-files.ts';
import { readRunFile } from '../../io/store/run-file.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { writeSpec } from '../../io/store/write-spec.ts';
import type { Run } from '../work/run.ts';
import type { LandInput } from './landing.ts';

/** Documents of the user's that changed while the agent rewrote them: they are never written over. */
export function findCarryTrouble(run: Run, input: LandInput): readonly string[] {
  const place = { root: run.project.store.root, chantDir: run.project.store.dir };
  return Object.entries(input.collected.carriedOut).flatMap(([path, hash]) => {
    const now = readProjectFile(place, path);
    return now === null || now.hash === hash || now.hash === input.carried[path] ? [] : [path];
  });
}

/** Copies what was carried out of the workspace into the user's `.chant/`, and writes the spec's outcome there. */
export function deliver(
  run: Run,
  input: Pick<LandInput, 'collected' | 'carried'>,
  ownText: string | null,
): Result<void, Failure> {
  const place = { root: run.project.store.root, chantDir: run.project.store.dir };
  for (const [path, hash] of Object.entries(input.collected.carriedOut)) {
    const data = readRunFile(run.dir, `carried/${path}`);
    // The run's folder can be written by anybody who can write the repository: what was judged is what goes home.
    if (data === null || hashContent(data) !== hash) {
      return {
        ok: false,
        failure: {
          kind: 'file-trouble',
          action: 'read',
          path: `${run.dir}/carried/${path}`,
          reason: 'it was changed since the run',
        },
      };
    }
    const written = writeProjectFile(place, path, data);
    if (!written.ok) return written;
  }
  if (ownText === null) return ok(undefined);
  const document = readSpecDocument(run.project.store, run.spec);
  if (!document.ok) return document;
  return writeSpec(run.project.store, run.spec.path, { text: ownText, expected: document.value.text });
}

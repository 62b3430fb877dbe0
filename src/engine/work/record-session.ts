import { extractCriteria } from '../../core/spec/extract-criteria.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { RecordedFile, Recorder } from '../../io/agent/recorder.ts';
import { readBytesAt } from '../../io/git/cat-file.ts';
import { readRunFile } from '../../io/store/run-file.ts';
import type { PinnedRun } from './conclude-run.ts';
import type { Run } from './run.ts';

/** Writes down what the agent said and made, so that the session can be played again. */
export async function recordSession(
  run: Run,
  asked: { readonly pinned: PinnedRun; readonly recorder: Recorder; readonly file: string },
): Promise<Result<void, Failure>> {
  const { collected, agent, agentName } = asked.pinned;
  const files: RecordedFile[] = [];
  for (const change of collected.changes) {
    const data = change.status === 'deleted' ? ok(null) : await readBytesAt(run.repo, collected.work, change.path);
    if (!data.ok) return data;
    const mode = change.mode === '100755' || change.mode === '120000' ? change.mode : '100644';
    files.push({ path: change.path, content: data.value, mode });
  }
  for (const path of Object.keys(collected.carriedOut)) {
    files.push({ path, content: readRunFile(run.dir, `carried/${path}`), mode: '100644' });
  }
  const was = new Set(
    extractCriteria(run.text)
      .filter((one) => one.ticked)
      .map((one) => one.text),
  );
  const ticked = extractCriteria(collected.specText ?? '')
    .filter((one) => one.ticked && !was.has(one.text))
    .map((one) => one.text);
  const saved = asked.recorder.finish({
    file: asked.file,
    title: run.spec.title,
    provider: agentName,
    files,
    ticks: ticked,
    halt: collected.halt,
    outcome: agent,
  });
  return saved.ok ? ok(undefined) : saved;
}

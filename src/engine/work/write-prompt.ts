import { defaultBudgetBytes } from '../../core/prompt/prompt-input.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { listAttempts } from '../../io/store/run-folder.ts';
import { loadRunRecord } from '../../io/store/run-record.ts';
import { writeRunFile } from '../../io/store/run-file.ts';
import { readInside } from '../../io/workspace/read-inside.ts';
import { writeInside } from '../../io/workspace/write-inside.ts';
import type { Ready } from './check-ready.ts';
import type { Ground, Run } from './run.ts';

/** Largest input that is looked at for the prompt; larger ones go by path. */
const maxTextBytes = 1024 * 1024;

/** Loads what prompts are built with, while git is busy with something else. */
export function warmUpPrompts(): void {
  void import('../../core/prompt/build-prompt.ts');
}

/** Builds the prompt, with what there is to tell of an attempt that is gone on from behind it, keeps it in the run record as it is sent, and gives the agent a copy of its own. */
export async function writePrompt(
  run: Run,
  ready: Ready,
  about: { readonly ground: Ground; readonly goOn: string | null },
): Promise<Result<string, Failure>> {
  const { spec, project } = run;
  const { ground, goOn } = about;
  const { buildPrompt } = await import('../../core/prompt/build-prompt.ts');
  const built = buildPrompt({
    template: ready.template,
    spec,
    specText: run.text,
    workspace: ground.workspace,
    branch: ground.branch.replace('refs/heads/', ''),
    inputs: ready.inputs.map((input) => ({
      key: input.key,
      path: input.path,
      text: readText(ground.workspace, input.path),
      outside: true,
    })),
    checks: ready.checks,
    scope: [...spec.targetFiles, ...spec.allowFiles],
    protect: spec.protect,
    outline: ready.outline,
    attempts: listEarlier(run),
    budgetBytes: defaultBudgetBytes,
    project: { name: project.config.project.name },
  });
  if (!built.ok) return built;
  const prompt = goOn === null ? built.value : `${built.value}\n${goOn}`;
  const kept = writeRunFile(run.dir, 'prompt.md', prompt);
  if (!kept.ok) return kept;
  const given = writeInside(ground.session, 'prompt.md', { data: prompt });
  return given.ok ? ok(prompt) : given;
}

/** Text as UTF-8; null when it is none. */
function readText(workspace: string, path: string): string | null {
  const data = readInside(workspace, path, maxTextBytes);
  if (data === null || data.includes(0)) return null;
  return data.toString('utf8');
}

function listEarlier(run: Run) {
  return listAttempts(run.project.store, run.spec.id)
    .filter((attempt) => attempt < run.attempt)
    .flatMap((attempt) => {
      const record = loadRunRecord(run.project.store, run.spec.id, attempt);
      const finished = record?.finished;
      if (finished === null || finished === undefined) return [];
      const finding = record?.collected?.halt?.finding;
      const detail = finding === undefined ? finished.detail : [...finished.detail, finding];
      return [{ attempt, outcome: finished.outcome, reason: finished.reason, detail }];
    });
}

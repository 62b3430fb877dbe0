import { chmodSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { assertNever } from '../../../core/assert-never.ts';
import type { AgentEvent } from '../../../core/plan/agent-outcome.ts';
import type { SessionContent, SessionMode, SessionStep } from '../../../core/session/session.ts';
import { extractCriteria } from '../../../core/spec/extract-criteria.ts';
import { tickCriteria } from '../../../core/spec/tick-criteria.ts';

/** Where a session is played. */
export interface Stage {
  /** Absolute. */
  readonly workspace: string;
  readonly specFile: string | null;
  readonly outbox: string | null;
}

/** Does what a step says and tells it; null for the end. Throws where the disk says no: then the player has failed. */
export function playStep(step: SessionStep, stage: Stage): AgentEvent | null {
  switch (step.kind) {
    case 'said':
      return { kind: 'said', text: step.text };
    case 'did':
      return { kind: 'did', action: step.action, path: step.path };
    case 'denied':
      return { kind: 'denied', what: step.what };
    case 'error':
      return { kind: 'error', message: step.message, transient: false };
    case 'usage':
      return { kind: 'usage', usage: step.usage };
    case 'wrote':
      writeFile(place(stage, step.path), step.content, step.mode);
      return { kind: 'did', action: 'wrote', path: step.path };
    case 'deleted':
      rmSync(place(stage, step.path), { force: true });
      return { kind: 'did', action: 'deleted', path: step.path };
    case 'ran':
      return { kind: 'did', action: `ran ${step.command} (exit ${step.exit})`, path: null };
    case 'ticked':
      tick(stage.specFile, step.criterion);
      return { kind: 'did', action: `ticked ${step.criterion}`, path: null };
    case 'halt':
      halt(stage.outbox, step.reason, step.finding);
      return { kind: 'did', action: `halted: ${step.reason}`, path: null };
    case 'end':
      return null;
    default:
      return assertNever(step);
  }
}

/** The place of a path, its folder made; a link in the workspace must not lead out of it. */
function place(stage: Stage, path: string): string {
  const root = realpathSync(stage.workspace);
  const target = join(root, path);
  // The nearest folder that exists is looked at before anything is made in it.
  let above = dirname(target);
  while (!isThere(above)) above = dirname(above);
  const real = realpathSync(above);
  if (real !== root && !real.startsWith(root + sep)) throw new Error(`${path} leads out of the workspace`);
  mkdirSync(dirname(target), { recursive: true });
  return target;
}

function isThere(folder: string): boolean {
  try {
    realpathSync(folder);
    return true;
  } catch {
    return false;
  }
}

function writeFile(target: string, content: SessionContent, mode: SessionMode): void {
  const bytes = 'text' in content ? Buffer.from(content.text, 'utf8') : Buffer.from(content.base64, 'base64');
  // Removed first: writing through an existing link would change what it points at.
  rmSync(target, { force: true });
  if (mode === '120000') return symlinkSync(bytes.toString('utf8'), target);
  writeFileSync(target, bytes);
  chmodSync(target, mode === '100755' ? 0o755 : 0o644);
}

function tick(specFile: string | null, criterion: string): void {
  if (specFile === null) throw new Error('CHANT_SPEC_FILE is not set');
  const text = readFileSync(specFile, 'utf8');
  const lines = extractCriteria(text)
    .filter((one) => one.text === criterion.trim())
    .map((one) => one.line);
  writeFileSync(specFile, tickCriteria(text, lines, true));
}

function halt(outbox: string | null, reason: string, finding: string): void {
  if (outbox === null) throw new Error('CHANT_OUTBOX is not set');
  mkdirSync(outbox, { recursive: true });
  writeFileSync(join(outbox, 'halt.md'), `# ${reason}\n\n${finding}`);
}

import type { FileTrouble } from '../../../core/failure.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { errorReason } from '../../process/error-reason.ts';
import { type Gate, type GateOptions, openGate } from './open-gate.ts';

/** Gates that are open, by the folder that they lie in. */
const gates = new Map<string, Promise<Gate>>();

/** Opens the gate of a run's folder, or gives the one that is open there. Failure: file-trouble. */
export async function holdGate(options: GateOptions): Promise<Result<Gate, FileTrouble>> {
  const gate = gates.get(options.folder) ?? openGate(options);
  gates.set(options.folder, gate);
  try {
    return ok(await gate);
  } catch (cause) {
    gates.delete(options.folder);
    return err({ kind: 'file-trouble', action: 'create', path: options.folder, reason: errorReason(cause) });
  }
}

/** Closes the gate of a folder that is about to go; where there is none nothing happens. */
export async function closeGate(folder: string): Promise<void> {
  const gate = gates.get(folder);
  gates.delete(folder);
  (await gate)?.close();
}

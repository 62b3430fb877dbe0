import { isLiteral } from '../../scope/is-literal.ts';
import type { Gate } from '../gate.ts';

/** Does every file that the spec names exist now? Research and documentation must have written it in this run. */
export const targetsGate: Gate = {
  name: 'targets',
  reason: 'target-missing',
  otherwise: 'failed',
  judge: ({ spec, collected }) => {
    const literal = spec.targetFiles.filter(isLiteral);
    const written = new Set([
      ...collected.changes.filter((change) => change.status !== 'deleted').map((change) => change.path),
      ...Object.keys(collected.carriedOut),
    ]);
    const mustWrite = spec.type === 'research' || spec.type === 'documentation';
    return literal.flatMap((path) => {
      if (!collected.present.includes(path)) return [`${path} does not exist`];
      return mustWrite && !isWritten(path, written) ? [`${path} was not written in this run`] : [];
    });
  },
};

/** A target may be a folder: then something below it counts. */
function isWritten(path: string, written: ReadonlySet<string>): boolean {
  const folder = path.endsWith('/') ? path : `${path}/`;
  return written.has(path) || [...written].some((one) => one.startsWith(folder));
}

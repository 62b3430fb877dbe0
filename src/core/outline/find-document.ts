import { isLiteral } from '../scope/is-literal.ts';
import type { Spec } from '../spec/spec.ts';

/** The document that a spec with an outline writes: its first markdown file; null: it names none. */
export function findDocument(spec: Pick<Spec, 'targetFiles'>): string | null {
  return spec.targetFiles.find((path) => isLiteral(path) && path.endsWith('.md')) ?? null;
}

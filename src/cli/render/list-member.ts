import type { SplitMember } from '../../core/scope/plan-split.ts';
import { oneLine } from './one-line.ts';

/** One part of a spec that is divided: its id and title, and its files below. */
export function listMember({ id, title, files }: Pick<SplitMember, 'id' | 'title' | 'files'>): readonly string[] {
  return [`${id}  ${oneLine(title)}`, ...files.map((path) => `  ${oneLine(path)}`)];
}

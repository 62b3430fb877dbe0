import { shortId } from '../spec/spec-id.ts';
import type { Spec } from '../spec/spec.ts';

/** What a person calls the work: `#1234` from the title or a label `issue-1234`, else the spec's short id. */
export function formatReference(spec: Pick<Spec, 'id' | 'title' | 'labels'>): string {
  const number = /#(\d+)\b/.exec(spec.title)?.[1] ?? /(?:^|\n)issue-(\d+)(?:$|\n)/.exec(spec.labels.join('\n'))?.[1];
  return number === undefined ? shortId(spec.id) : `#${number}`;
}

/** `Re-research #1234: pessimistic locking insufficient` */
export function formatResearchTitle(spec: Pick<Spec, 'id' | 'title' | 'labels'>, reason: string): string {
  return `Re-research ${formatReference(spec)}: ${reason.replace(/\s+/g, ' ').trim()}`;
}

/** `issue-1234-finding-1.md`; without an issue the short id stands in its place. */
export function formatFindingName(spec: Pick<Spec, 'id' | 'title' | 'labels'>, number: number): string {
  const reference = formatReference(spec);
  const slug = reference.startsWith('#') ? `issue-${reference.slice(1)}` : reference.replace(/[^A-Za-z0-9._-]+/g, '-');
  return `${slug}-finding-${number}.md`;
}

import { shortId } from '../../core/spec/spec-id.ts';
import type { ReviewReport } from '../../engine/operations/review-spec.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';

/** What was said on a pull request, one line for each note, and what to type next. */
export function renderReviewPage({ spec, url, notes, document, dryRun }: ReviewReport): string {
  if (notes.length === 0) return `Nothing new on ${oneLine(url)}\n`;
  const lines = [
    paint('bold', `New on ${oneLine(url)}:`),
    ...notes.map(({ author, verdict, path, line, body }) => {
      const where = path === null ? '' : ` ${oneLine(line === null ? path : `${path}:${line}`)}`;
      const what = verdict === null || verdict === 'commented' ? '' : ` (${verdict})`;
      return `  ${oneLine(author)}${what}${where}: ${oneLine(body).slice(0, 200)}`;
    }),
    ...(document === null
      ? [dryRun ? 'Nothing was written.' : '']
      : [
          `Saved as ${document}; ${shortId(spec)} is informed by it, and open again`,
          `${paint('cyan', 'next:')} chant work ${shortId(spec)}, then chant stage ${shortId(spec)}`,
        ]),
  ];
  return `${lines.join('\n')}\n`;
}

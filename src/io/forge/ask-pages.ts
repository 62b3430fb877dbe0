import type { ZodMiniType } from 'zod/mini';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Connection, Question } from './connection.ts';

const pageSize = 100;
/** A list that is longer has no end that a person would want. */
const maxPages = 100;

export interface PageOptions<Page, Item> {
  /** Parameter that bounds a page: `per_page` on GitHub, `limit` on Gitea. */
  readonly sizeName: string;
  readonly server: string;
  readonly schema: ZodMiniType<Page>;
  readonly items: (page: Page) => readonly Item[];
}

/**
 * All items of a list, page after page: as long as the answer's `link` header names a next one, or, where there is no
 * such header, as long as pages are full.
 */
export async function askPages<Page, Item>(
  connection: Connection,
  question: Question,
  { sizeName, server, schema, items }: PageOptions<Page, Item>,
): Promise<Result<readonly Item[], Failure>> {
  const all: Item[] = [];
  for (let page = 1; page <= maxPages; page++) {
    const parameters = { ...question.parameters, [sizeName]: pageSize, page };
    const answer = await connection.ask({ ...question, parameters }, schema);
    if (!answer.ok) return answer;
    const found = items(answer.value.value);
    all.push(...found);
    const { link } = answer.value.headers;
    const isLast = link === undefined ? found.length < pageSize : !/rel="next"/.test(String(link));
    if (isLast || found.length === 0) return ok(all);
  }
  const detail = `more than ${maxPages} pages`;
  const { action } = question;
  return err({ kind: 'forge-trouble', server, action, reason: 'bad-answer', detail, retryAt: null, withToken: false });
}

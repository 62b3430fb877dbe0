import type { ZodMiniType } from 'zod/mini';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Connection, Question } from './connection.ts';

/** A list that is longer has no end that a person would want. */
const maxPages = 100;

/** How a page is asked for, and the most that a forge gives at once: asked for more, it would give less, and the list would seem to end. */
export interface PageSize {
  readonly name: string;
  readonly most: number;
}

export const githubPage: PageSize = { name: 'per_page', most: 100 };
/** `api.MAX_RESPONSE_ITEMS` of Gitea, where nobody has set it. */
export const giteaPage: PageSize = { name: 'limit', most: 50 };

export interface PageOptions<Page, Item> {
  readonly size: PageSize;
  readonly server: string;
  readonly schema: ZodMiniType<Page>;
  readonly items: (page: Page) => readonly Item[];
}

/**
 * All items of a list, page after page: as long as the answer's `link` header names a next one, or, where there is no
 * such header, as long as pages are full or fewer came than there are said to be.
 */
export async function askPages<Page, Item>(
  connection: Connection,
  question: Question,
  { size, server, schema, items }: PageOptions<Page, Item>,
): Promise<Result<readonly Item[], Failure>> {
  const all: Item[] = [];
  for (let page = 1; page <= maxPages; page++) {
    const parameters = { ...question.parameters, [size.name]: size.most, page };
    const answer = await connection.ask({ ...question, parameters }, schema);
    if (!answer.ok) return answer;
    const found = items(answer.value.value);
    all.push(...found);
    const { link, 'x-total-count': total } = answer.value.headers;
    const isShort = found.length < size.most && !(all.length < Number(total));
    const isLast = link === undefined ? isShort : !/rel="next"/.test(String(link));
    if (isLast || found.length === 0) return ok(all);
  }
  const detail = `more than ${maxPages} pages`;
  const { action } = question;
  return err({ kind: 'forge-trouble', server, action, reason: 'bad-answer', detail, retryAt: null, withToken: false });
}

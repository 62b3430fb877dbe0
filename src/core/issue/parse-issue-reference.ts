import type { BadArgument } from '../failure.ts';
import { err, ok, type Result } from '../result.ts';
import { parseServer } from './parse-server.ts';
import { isRepositoryWord } from './repository-place.ts';

/** What a user calls an issue. */
export type IssueReference =
  /** `server` is null for `owner/name#1234`: the forge that the project is on. */
  | {
      readonly kind: 'issue';
      readonly server: string | null;
      readonly owner: string;
      readonly name: string;
      readonly number: number;
    }
  /** `#1234`, or `1234`, because a shell may take `#1234` for a comment: an issue of the upstream repository. */
  | { readonly kind: 'number'; readonly number: number }
  /** Path of a markdown file, as it was written. */
  | { readonly kind: 'file'; readonly path: string };

const expected =
  'https://github.com/owner/name/issues/1234, owner/name#1234, #1234 (in quotes), or the path of a markdown file';

/**
 * Reads what stands for `<issue>` on a command line. Names that no forge gives out, control characters, numbers with
 * leading zeros and addresses of anything but an issue are refused, so that nothing of it can be read as an option, a
 * path or another host later. Failure: bad-argument.
 */
export function parseIssueReference(text: string): Result<IssueReference, BadArgument> {
  const reference = readReference(text.trim());
  if (reference !== null) return ok(reference);
  return err({ kind: 'bad-argument', argument: '<issue>', value: text.slice(0, 200), expected, suggestion: null });
}

function readReference(text: string): IssueReference | null {
  if (/\p{Cc}/u.test(text) || text.length > 4096) return null;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return readAddress(text);
  const bare = /^#?([1-9][0-9]*)$/.exec(text);
  if (bare !== null) return withNumber(bare[1], (number) => ({ kind: 'number', number }));
  const named = /^([^/#\s]+)\/([^/#\s]+)#([1-9][0-9]*)$/.exec(text);
  if (named !== null) return readIssue(null, named);
  return /\.(?:md|markdown)$/i.test(text) && !text.startsWith('-') ? { kind: 'file', path: text } : null;
}

/** `https://host/any/path/owner/name/issues/1234?x#issuecomment-1` */
function readAddress(text: string): IssueReference | null {
  const [address = ''] = text.split(/[?#]/);
  const match = /^(.+)\/([^/]+)\/([^/]+)\/issues\/([1-9][0-9]*)\/?$/.exec(address);
  const server = match === null ? null : parseServer(match[1] ?? '');
  if (match === null || server === null) return null;
  return readIssue(server, match.slice(1));
}

/** `parts`: anything, then owner, name and number. */
function readIssue(server: string | null, [, owner = '', name = '', number]: readonly string[]): IssueReference | null {
  if (!isRepositoryWord(owner) || !isRepositoryWord(name)) return null;
  return withNumber(number, (value) => ({ kind: 'issue', server, owner, name, number: value }));
}

function withNumber(text: string | undefined, make: (number: number) => IssueReference): IssueReference | null {
  const number = Number(text);
  return Number.isSafeInteger(number) ? make(number) : null;
}

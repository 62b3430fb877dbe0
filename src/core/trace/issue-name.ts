import { isUrl } from '../scope/is-url.ts';

/** `issue-1234`, where a path is that of an issue's snapshot: `.chant/research/issue-1234.md`; null for all others. */
export function issueNameOf(path: string): string | null {
  return /(?:^|\/)(issue-\d+)\.md$/.exec(path)?.[1] ?? null;
}

/** The issue that somebody means by `#1234`, `issue-1234`, `o/r#1234` or its address; null where it is none. */
export function parseIssueName(word: string): string | null {
  const clean = word.trim();
  const match = isUrl(clean)
    ? /\/(?:issues|pull|pulls)\/(\d+)(?:[/?#].*)?$/.exec(clean)
    : /^(?:[\w.-]+\/[\w.-]+)?#(\d+)$|^issue-(\d+)$/.exec(clean);
  const number = match?.[1] ?? match?.[2];
  return number === undefined ? null : `issue-${number}`;
}

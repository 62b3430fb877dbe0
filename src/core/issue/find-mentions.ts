import type { LinkedIssue } from './issue.ts';
import { isRepositoryWord, type RepositoryPlace } from './repository-place.ts';

const longest = 200_000;
const most = 100;

/**
 * Issues and pull requests of the same forge that texts name: `#12`, `acme/store#12`, or by address; each once, in the
 * order in which they are named, at most 100. What stands in code is not looked at. `self`: the issue itself.
 */
export function findMentions(
  texts: readonly string[],
  place: RepositoryPlace,
  self: { readonly number: number },
): readonly LinkedIssue[] {
  const found = new Map<string, LinkedIssue>();
  const own = `${place.owner}/${place.name}#${self.number}`.toLowerCase();
  for (const text of texts) {
    for (const { owner, name, number } of findInText(text.slice(0, longest), place)) {
      const reference = `${owner}/${name}#${number}`;
      if (found.size >= most || reference.toLowerCase() === own || found.has(reference.toLowerCase())) continue;
      const url = `${place.server}/${owner}/${name}/issues/${number}`;
      found.set(reference.toLowerCase(), { reference, url, title: null, state: null, relation: 'mentions' });
    }
  }
  return [...found.values()];
}

interface Mention {
  readonly owner: string;
  readonly name: string;
  readonly number: number;
}

function findInText(text: string, place: RepositoryPlace): readonly Mention[] {
  const prose = text.replace(/^ {0,3}(```|~~~)[\s\S]*?(?:^ {0,3}\1|(?![\s\S]))/gm, '').replace(/`[^`\n]*`/g, '');
  const pattern =
    /(https?:\/\/[^\s<>()"']{1,300}?)\/([\w.-]{1,100})\/([\w.-]{1,100})\/(?:issues|pulls?)\/([1-9]\d{0,9})\b|(?<![\w/#&.-])(?:([\w.-]{1,100})\/([\w.-]{1,100}))?#([1-9]\d{0,9})\b/g;
  const mentions: Mention[] = [];
  for (const match of prose.matchAll(pattern)) {
    const [, server, urlOwner, urlName, urlNumber, owner, name, number] = match;
    if (server !== undefined && server.toLowerCase() !== place.server) continue;
    const mention = {
      owner: urlOwner ?? owner ?? place.owner,
      name: urlName ?? name ?? place.name,
      number: Number(urlNumber ?? number),
    };
    if (isRepositoryWord(mention.owner) && isRepositoryWord(mention.name)) mentions.push(mention);
  }
  return mentions;
}

import { splitWords } from '../split-words.ts';

/** What makes a shell do more than start one program with these words. A blank line end is no second command. */
const shellWork = /[;&|<>`$(){}\n\r\\*?~!#]/;

/**
 * May an agent run this command line, where only some are allowed? An allowed line is allowed as it stands; and one
 * that begins with the words of an allowed one, as long as it is nothing but words: `npm test` allows `npm test -- -t x`
 * and never `npm test; rm -rf .`.
 */
export function isCommandAllowed(line: string, allowed: readonly string[]): boolean {
  const wanted = line.trim();
  if (wanted === '') return false;
  if (allowed.some((one) => one.trim() === wanted)) return true;
  if (hasShellWork(wanted)) return false;
  const words = splitWords(wanted);
  if (words === null) return false;
  return allowed.some((one) => {
    const begin = hasShellWork(one) ? null : splitWords(one);
    return begin !== null && begin.length > 0 && begin.every((word, index) => words[index] === word);
  });
}

/** Between quotes most of it is text. */
function hasShellWork(line: string): boolean {
  return shellWork.test(line.replace(/'[^']*'|"[^"$`\\!]*"/g, 'x'));
}

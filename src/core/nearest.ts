/**
 * The known word that somebody who wrote `word` most likely meant.
 * Upper and lower case and `-` and `_` count as the same. Null where nothing is near enough to be a typing slip
 * (one slip for short words, up to three for long ones).
 */
export function nearest(word: string, known: readonly string[]): string | null {
  const wanted = fold(word);
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const other = fold(candidate);
    const limit = Math.max(1, Math.min(3, Math.floor(Math.max(wanted.length, other.length) / 3)));
    if (Math.abs(wanted.length - other.length) > limit) continue;
    const found = distance(wanted, other);
    if (found <= limit && found < bestDistance && found < Math.max(wanted.length, other.length)) {
      best = candidate;
      bestDistance = found;
    }
  }
  return best;
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll('-', '_');
}

/** Number of characters to insert, delete, replace or swap with their neighbour. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

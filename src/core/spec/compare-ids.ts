/** Order of ids in lists: by the id of the driver, then by member number (`x.2` before `x.10`). For `sort`. */
export function compareIds(a: string, b: string): number {
  if (!a.includes('.') && !b.includes('.')) return compareText(a, b);
  const [stemA = '', ...membersA] = a.split('.');
  const [stemB = '', ...membersB] = b.split('.');
  if (stemA !== stemB) return compareText(stemA, stemB);
  for (let index = 0; index < Math.min(membersA.length, membersB.length); index += 1) {
    const order = compareMember(membersA[index] ?? '', membersB[index] ?? '');
    if (order !== 0) return order;
  }
  return membersA.length - membersB.length;
}

function compareMember(a: string, b: string): number {
  const whole = /^\d+$/;
  if (whole.test(a) && whole.test(b) && Number(a) !== Number(b)) return Number(a) - Number(b);
  return compareText(a, b);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Says how much of a text is here. */
export function wordCut(all: number, shown: number): string {
  return `Cut: the first ${shown} of ${all} characters are here.`;
}

import type { InputDocument } from './prompt-input.ts';

/**
 * Which inputs stand in the prompt itself. While all together are over the budget, the biggest one goes by path:
 * so one huge file costs only itself, and as many documents as possible are read at once. Of two that are as big,
 * the later goes first.
 */
export function chooseInlined(inputs: readonly InputDocument[], budgetBytes: number): ReadonlySet<InputDocument> {
  const sized = inputs.flatMap((input) => (input.text === null ? [] : [{ input, bytes: byteLength(input.text) }]));
  let total = sized.reduce((sum, { bytes }) => sum + bytes, 0);
  const chosen = new Set(sized.map(({ input }) => input));
  for (const { input, bytes } of sized.reverse().sort((a, b) => b.bytes - a.bytes)) {
    if (total <= budgetBytes) break;
    chosen.delete(input);
    total -= bytes;
  }
  return chosen;
}

/** Length of a text as UTF-8; half of a surrogate pair counts as the three bytes of its replacement. */
function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else bytes += code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

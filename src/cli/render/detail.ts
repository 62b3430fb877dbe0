/** Lines of detail, indented under what they explain; a text of several lines stays in one block. */
export function renderDetail(detail: readonly string[]): readonly string[] {
  return detail.flatMap((text) => text.split('\n')).map((line) => `  ${line}`.trimEnd());
}

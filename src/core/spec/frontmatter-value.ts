/** What chant writes into a frontmatter. */
export type FrontmatterValue =
  | string
  | number
  | boolean
  | readonly FrontmatterValue[]
  | { readonly [key: string]: FrontmatterValue };

/** Whether a value is a mapping. */
export function isMapping(value: FrontmatterValue): value is { readonly [key: string]: FrontmatterValue } {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Whether a value is a list. */
export function isList(value: FrontmatterValue): value is readonly FrontmatterValue[] {
  return Array.isArray(value);
}

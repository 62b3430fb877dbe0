import type { FrontmatterValue } from './frontmatter-value.ts';
import { loadFrontmatter } from './load-frontmatter.ts';
import type { Approval } from './spec.ts';
import { splitFrontmatter } from './split-frontmatter.ts';

/** What is to stand below `approval` in a spec's text; what somebody else wrote there stays. */
export function buildApprovalValue(text: string, approval: Approval): Record<string, FrontmatterValue> {
  const before = loadFrontmatter(splitFrontmatter(text).yaml).values['approval'];
  const entries = typeof before === 'object' && before !== null ? Object.entries(before) : [];
  const others = entries.flatMap(([key, value]) => {
    return typeof value === 'string' && !Object.hasOwn(approval, key) ? [[key, value] as const] : [];
  });
  const told = Object.entries(approval).filter(([, value]) => value !== null);
  return Object.fromEntries([...told, ...others]);
}

import type { FrontmatterValue } from './frontmatter-value.ts';
import type { Check } from './spec.ts';

/** A check as it stands in a frontmatter. */
export function buildCheckValue(check: Check): FrontmatterValue {
  const { name, run, before, after, timeoutMs, expect, repeat } = check;
  return {
    ...{ name, run, before, after },
    ...(timeoutMs === null ? {} : { timeout: `${timeoutMs}ms` }),
    ...(expect === undefined ? {} : { expect }),
    ...(repeat === undefined ? {} : { repeat: `${repeat.atLeast} of ${repeat.of}` }),
  };
}

import { buildSummary, type SpecSource } from './build-spec.ts';
import { loadPlainFrontmatter } from './load-plain-frontmatter.ts';
import type { SpecSummary } from './spec.ts';
import { splitFrontmatter } from './split-frontmatter.ts';

/** As `parseSummary`, without the YAML library, which takes ms to load; null for a frontmatter that needs it. */
export function parsePlainSummary(source: SpecSource): SpecSummary | null {
  const split = splitFrontmatter(source.text);
  const values = loadPlainFrontmatter(split.yaml);
  return values === null ? null : buildSummary({ source, split, loaded: { values, trouble: null } });
}

import { buildSpec, buildSummary, type SpecSource } from './build-spec.ts';
import { loadFrontmatter } from './load-frontmatter.ts';
import type { Spec, SpecSummary } from './spec.ts';
import { splitFrontmatter } from './split-frontmatter.ts';

/**
 * Reads one spec file. Never throws and never refuses: what cannot be used stands in `problems`, and everything else
 * of the file is still there, so that no spec disappears from a list.
 */
export function parseSpec(source: SpecSource): Spec {
  const split = splitFrontmatter(source.text);
  return buildSpec({ source, split, loaded: loadFrontmatter(split.yaml) });
}

/** The part of a spec that lists and look-ups need. */
export function parseSummary(source: SpecSource): SpecSummary {
  const split = splitFrontmatter(source.text);
  return buildSummary({ source, split, loaded: loadFrontmatter(split.yaml) });
}

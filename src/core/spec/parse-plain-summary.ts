import { buildSummary, type SpecSource, titleOf } from './build-spec.ts';
import { loadPlainFrontmatter } from './load-plain-frontmatter.ts';
import { noApproval } from './parse-approval.ts';
import { readUsualFields } from './read-usual-fields.ts';
import type { SpecSummary } from './spec.ts';
import { splitFrontmatter } from './split-frontmatter.ts';

/** As `parseSummary`, without the YAML library, which takes ms to load; null for a frontmatter that needs it. */
export function parsePlainSummary(source: SpecSource): SpecSummary | null {
  const split = splitFrontmatter(source.text);
  const values = loadPlainFrontmatter(split.yaml);
  if (values === null) return null;
  const fields = split.frontmatter === 'closed' ? readUsualFields(values) : null;
  if (fields === null) return buildSummary({ source, split, loaded: { values, trouble: null } });
  const { id, path, archived } = source;
  return { id, path, archived, title: titleOf(split, id), ...fields, approval: noApproval, problems: noProblems };
}

const noProblems: SpecSummary['problems'] = [];

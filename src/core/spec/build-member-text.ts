import type { SpecBad } from '../failure.ts';
import { ok, type Result } from '../result.ts';
import type { SplitMember } from '../scope/plan-split.ts';
import { buildCheckValue } from './build-check-value.ts';
import { editFrontmatter, type FrontmatterEdit } from './edit-frontmatter.ts';
import { withoutCriteria } from './extract-criteria.ts';
import type { Check, Spec, SpecDocument } from './spec.ts';
import { splitFrontmatter } from './split-frontmatter.ts';

/** Which part of how many it is, from 1. */
export interface MemberPlace {
  readonly number: number;
  readonly count: number;
}

/**
 * The text of one member of a spec that is divided: the whole's frontmatter with its part of the files, and the whole's
 * words. What only the whole can show (a test that is red before and green after) is asked of the last alone, and there
 * only that it is green: red it was before the first. The criteria of the whole are the last one's. Failure: spec-bad.
 */
export function buildMemberText(
  { spec, text }: SpecDocument,
  member: SplitMember,
  place: MemberPlace,
): Result<string, SpecBad> {
  const isLast = place.number === place.count;
  const checks = spec.checks.map((check) => divideCheck(check, isLast));
  const edits: FrontmatterEdit[] = [
    { key: 'target_files', value: member.files },
    ...(member.dependsOn.length === 0 ? [] : [{ key: 'depends_on', value: member.dependsOn }]),
    ...(spec.checks.some(isTurning) ? [{ key: 'checks', value: checks.map(buildCheckValue) }] : []),
    ...ofTheWhole.map((key) => ({ key, value: null })),
  ];
  const edited = editFrontmatter(text, edits, spec);
  if (!edited.ok) return edited;
  const { bodyStart } = splitFrontmatter(edited.value);
  return ok(`${edited.value.slice(0, bodyStart)}\n${buildBody(spec, text, { member, place })}`);
}

/** Where the whole stands, what came of it before, and a person's word on it. */
const ofTheWhole = [
  ...['status', 'status_reason', 'members', 'confirm'],
  ...['branch', 'commits', 'completed_at', 'evidence', 'inputs'],
];

function buildBody(
  spec: Spec,
  text: string,
  of: { readonly member: SplitMember; readonly place: MemberPlace },
): string {
  const { member, place } = of;
  const whole = withoutCriteria(splitFrontmatter(text).body.replace(/^\s*#[^\n]*\n?/, '')).trim();
  const criteria = place.number < place.count || spec.criteria.length === 0 ? [ownCriterion] : listTexts(spec);
  const parts = [
    `# ${member.title.replace(/\s+/g, ' ').trim()}`,
    `Part ${place.number} of ${place.count} of ${spec.id}. Do here what its target files need and nothing else: the other parts have theirs.`,
    ...(whole === '' ? [] : [whole]),
    '## Acceptance Criteria',
    criteria.map((criterion) => `- [ ] ${criterion}`).join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

const ownCriterion = 'All that the whole asks for in these files is done';

function listTexts({ criteria }: Spec): readonly string[] {
  return criteria.map(({ text }) => text.replace(/\s+/g, ' '));
}

/** Whether it tells the work from what was before it, which a part of the work alone does not show. */
function isTurning({ before, after }: Check): boolean {
  return before === 'fail' || after !== 'pass';
}

function divideCheck(check: Check, isLast: boolean): Check {
  if (!isTurning(check)) return check;
  if (isLast) return { ...check, before: 'any' };
  const { expect: _, repeat: __, ...plain } = check;
  return { ...plain, before: 'any', after: 'any' };
}

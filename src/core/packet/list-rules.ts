import { findSection, parseSections } from '../outline/parse-sections.ts';
import { fieldsOf, textOf } from '../raw-value.ts';
import { loadFrontmatter } from '../spec/load-frontmatter.ts';
import { splitFrontmatter } from '../spec/split-frontmatter.ts';

/** Something that upstream asks for, to be ticked by whoever sends the change. */
export interface RuleItem {
  readonly rule: 'agents' | 'sign-off' | 'commits' | 'template';
  /** `asks`: it has to be done. `forbids`: nothing may be sent before somebody has asked there. `silent`: nothing is said. */
  readonly state: 'asks' | 'forbids' | 'silent';
  /** 1-based line of the document about upstream's rules; null: it says nothing of it. */
  readonly line: number | null;
}

/** The checklist that the document of `chant fork` makes; see `formatRules`, which wrote it. */
export function listRules(document: string): readonly RuleItem[] {
  const fields = fieldsOf(loadFrontmatter(splitFrontmatter(document).yaml).values);
  const sections = parseSections(document);
  const lineOf = (title: string): number | null => findSection(sections, title)?.line ?? null;
  const agents = textOf(fields['agents']);
  const asked = (is: boolean): RuleItem['state'] => (is ? 'asks' : 'silent');
  const template = findSection(sections, 'Template for pull requests');
  const hasTemplate = template !== null && !template.lines.some(({ text }) => text === 'There is none.');
  return [
    { rule: 'agents', state: agents === 'forbids' || agents === 'asks' ? agents : 'silent', line: lineOf('Agents') },
    { rule: 'sign-off', state: asked(fields['sign_off'] === 'true'), line: lineOf('Sign-off') },
    { rule: 'commits', state: asked(fields['conventional_commits'] === 'true'), line: lineOf('Commits') },
    { rule: 'template', state: asked(hasTemplate), line: template?.line ?? null },
  ];
}

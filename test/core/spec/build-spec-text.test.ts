import { expect, it } from 'vitest';
import { buildSpecText } from '../../../src/core/spec/build-spec-text.ts';
import { parseSpec } from '../../../src/core/spec/parse-spec.ts';

it('gives a spec of a title only no section that nobody wrote', () => {
  const text = buildSpecText({ title: ' Fix\nit ', body: null, frontmatter: [{ key: 'type', value: 'code' }] });
  expect(text).toBe('---\ntype: code\n---\n\n# Fix it\n');
});

it('is read back as it was meant', () => {
  const frontmatter = [
    { key: 'type', value: 'research' },
    { key: 'labels', value: ['fix', '1234567'] },
  ];
  const text = buildSpecText({ title: 'T', body: '\r\n## Acceptance Criteria\r\n\r\n- [ ] a\r\n', frontmatter });
  expect(text.endsWith('# T\n\n## Acceptance Criteria\n\n- [ ] a\n')).toBe(true);
  const spec = parseSpec({ id: 'x', path: 'x.md', archived: false, text });
  expect(spec).toMatchObject({ title: 'T', type: 'research', labels: ['fix', '1234567'], problems: [] });
  expect(spec.criteria).toHaveLength(1);
});

import { expect, test } from 'vitest';
import { findTampering } from '../../../src/core/plan/tampering.ts';
import { parseSpec } from '../../../src/core/spec/parse-spec.ts';

const text = `---
type: code
target_files: [src/a.js]
checks: [npm test]
depends_on: [v7b]
---

# Fix it

## Acceptance Criteria

- [ ] it works
`;
const read = (changed: string) => parseSpec({ id: 'x', path: '.chant/specs/x.md', archived: false, text: changed });
const spec = read(text);

test.each([
  ['ticks', text.replace('[ ]', '[x]')],
  ['notes', `${text}\n## Notes\n\nDone.\n`],
  ['labels', text.replace('type: code', 'type: code\nlabels: [fix]')],
])("%s are the agent's to write", (_, changed) => {
  expect(findTampering(spec, read(changed))).toEqual([]);
});

test.each([
  ['status', 'type: code', 'type: code\nstatus: completed'],
  ['type', 'type: code', 'type: research'],
  ['approval', 'type: code', 'type: code\napproval: { required: true, status: approved }'],
  ['target_files', 'src/a.js', '"**"'],
  ['allow_files', 'type: code', 'type: code\nallow_files: ["**"]'],
  ['checks', 'npm test', '"true"'],
  ['protect', 'type: code', 'type: code\nprotect: [x]'],
  ['depends_on', '[v7b]', '[]'],
  ['target_branch', 'type: code', 'type: code\ntarget_branch: main'],
  ['criteria', 'it works', 'it exists'],
])('a changed %s is told', (key, from, to) => {
  expect(findTampering(spec, read(text.replace(from, to)))).toEqual([`${key} was changed in the spec`]);
});

test('a removed spec is told', () => {
  expect(findTampering(spec, null)).toEqual(['the spec file was removed']);
});

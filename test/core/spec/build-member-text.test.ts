import { describe, expect, test } from 'vitest';
import { planSplit } from '../../../src/core/scope/plan-split.ts';
import { buildMemberText } from '../../../src/core/spec/build-member-text.ts';
import { parseSpec } from '../../../src/core/spec/parse-spec.ts';

const id = '2026-02-08-010-v7b';
const text = `---
# why: the report of Ada
type: code
status: failed
labels: [fix, issue-1234]
depends_on: [008-j3n]
informed_by: [.chant/research/map.md]
target_files: [src/a.js, src/b.js, doc/c.md]
protect: [test/x.test.js]
target_branch: fix/issue-1234
ticket: X-1
confirm: true
checks:
  - npm test
  - { name: reproduction, run: node t.js, before: fail, after: pass, expect: lost, repeat: 3 of 10, timeout: 90s }
---

# Fix it

As recommended.

## Acceptance Criteria

- [ ] The test passes \`check:reproduction\`
- [x] Every place is done

### More of them

- [ ] Over
  two lines

## Notes

Mind the lock.
`;

function divide(whole: string, limit: number) {
  const spec = parseSpec({ id, path: `.chant/specs/${id}.md`, archived: false, text: whole });
  const parts = planSplit(spec, limit);
  return parts.map((member, index) => {
    const built = buildMemberText({ spec, text: whole }, member, { number: index + 1, count: parts.length });
    if (!built.ok) throw new Error(JSON.stringify(built.failure));
    return { text: built.value, spec: parseSpec({ id: member.id, path: '', archived: false, text: built.value }) };
  });
}

describe('a spec that is divided', () => {
  const [first, second] = divide(text, 2);

  test('gives each member its files, and all else that the whole says', () => {
    expect(first?.spec).toMatchObject({
      title: 'Fix it (1 of 2: src)',
      status: 'pending',
      targetFiles: ['src/a.js', 'src/b.js'],
      dependsOn: ['008-j3n'],
      informedBy: ['.chant/research/map.md'],
      protect: ['test/x.test.js'],
      targetBranch: 'fix/issue-1234',
      labels: ['fix', 'issue-1234'],
      unknownKeys: { ticket: 'X-1' },
      confirm: { required: false },
      problems: [],
    });
    expect(first?.text).toContain('# why: the report of Ada\n');
    expect(second?.spec).toMatchObject({ targetFiles: ['doc/c.md'], dependsOn: [`${id}.1`] });
  });

  test('asks only the last for what the whole must show, and that after the work alone', () => {
    const plain = { name: 'npm-test', run: 'npm test', before: 'any', after: 'pass', timeoutMs: null };
    const turning = { name: 'reproduction', run: 'node t.js', before: 'any', timeoutMs: 90_000 };
    expect(first?.spec.checks).toEqual([plain, { ...turning, after: 'any' }]);
    const repeat = { atLeast: 3, of: 10 };
    expect(second?.spec.checks).toEqual([plain, { ...turning, after: 'pass', expect: 'lost', repeat }]);
  });

  test('gives its words to all members, and its criteria, as if none was met, to the last', () => {
    for (const one of [first, second]) {
      expect(one?.text).toContain('As recommended.\n');
      expect(one?.text).toContain('## Notes\n\nMind the lock.\n');
      expect(one?.text).toContain(`of 2 of ${id}.`);
    }
    expect(first?.spec.criteria.map((one) => one.text)).toEqual(['All that the whole asks for in these files is done']);
    expect(second?.spec.criteria.map(({ text: words, ticked }) => [words, ticked])).toEqual([
      ['The test passes `check:reproduction`', false],
      ['Every place is done', false],
      ['Over two lines', false],
    ]);
  });
});

test('a spec of few words is divided, too: without criteria or checks, and without a frontmatter', () => {
  const [first, second] = divide('---\ntarget_files: [a, b]\n---\n\n# Do it\n', 1);
  expect(first?.text).toContain('# Do it (1 of 2: a)\n\nPart 1 of 2');
  expect(first?.text).not.toContain('checks');
  expect(second?.spec.criteria).toHaveLength(1);
});

import { expect, test } from 'vitest';
import type { Proof } from '../../../src/core/plan/proof.ts';
import { buildPullText, type PullTextInput } from '../../../src/core/staging/build-pull-text.ts';

const proof = (change: Partial<Proof>): Proof => ({
  ...{
    check: 'reproduction',
    side: 'before',
    passed: false,
    held: true,
    exit: '1',
    tree: 'a'.repeat(40),
    at: '',
    ms: 1,
  },
  ...{ run: 'npm test', tail: 'lost' },
  ...change,
});
const plain: PullTextInput = {
  spec: { title: 'Fix issue #1234: add locking', criteria: [] },
  specText:
    '---\ntype: code\n---\n\n# Fix issue #1234: add locking\n\nOne writer at a time.\n\n## Acceptance Criteria\n\n- [x] a\n',
  issue: { number: 1234, repository: 'acme/store' },
  commits: [{ subject: 'Fix issue 1234: add locking', files: [{ path: 'src/a|b.js', status: 'modified' }] }],
  proofs: [proof({}), proof({ side: 'after', passed: true, exit: '0', tail: '' })],
  ...{ ruledOut: [], rules: { agents: 'silent', trailer: null }, agents: ['robot'] },
};

test('a pull request has a summary, changes and testing, and folded what was seen', () => {
  expect(buildPullText(plain)).toMatchInlineSnapshot(`
    {
      "body": "## Summary

    One writer at a time.

    For issue 1234 of \`acme/store\`.

    ## Changes

    - Fix issue 1234: add locking
      - \`src/a|b.js\` (modified)

    ## Testing

    Run by chant on these very commits:

    | command | without the fix | with it |
    |---|---|---|
    | \`npm test\` | failed (1) | passed |

    <details>
    <summary>Evidence</summary>

    **\`reproduction\` without the fix**: \`npm test\` ended with \`1\` on \`aaaaaaaaaaaa\`

    \`\`\`
    lost
    \`\`\`

    **\`reproduction\` with the fix**: \`npm test\` ended with \`0\` on \`aaaaaaaaaaaa\`

    It printed nothing.

    </details>
    ",
      "title": "Fix #1234: add locking",
    }
  `);
});

test.each([
  ['Fix issue #1234: add locking', 'Fix #1234: add locking'],
  ['Fix #1234: add locking', 'Fix #1234: add locking'],
  ['Add locking', 'Fix #1234: Add locking'],
  ['Fix #1234: add @ada, closes #1', 'Fix #1234: add ada, closes 1'],
  [`Fix issue #1234: ${'x'.repeat(500)}`, `Fix #1234: ${'x'.repeat(229)}`],
])('%s is titled %s', (title, wanted) => {
  expect(buildPullText({ ...plain, spec: { ...plain.spec, title } }).title).toBe(wanted);
});

test('who helped is told where upstream asks for it, and nowhere else', () => {
  expect(buildPullText(plain).body).not.toContain('robot');
  const asks = { agents: 'asks', trailer: 'Generated-by' } as const;
  expect(buildPullText({ ...plain, rules: asks }).body).toContain('## Assistance\n\nGenerated-by: robot\n');
});

test('what is too long for a forge loses its evidence, and not its summary', () => {
  const { body } = buildPullText({
    ...plain,
    proofs: Array.from({ length: 30 }, () => proof({ tail: 'x'.repeat(4000) })),
  });
  expect(body.length).toBeLessThan(65_536);
  expect(body).toContain('One writer at a time.');
  expect(body).toContain('The evidence is too long to stand here.');
});

import { expect, test } from 'vitest';
import { findMentions } from '../../../src/core/packet/find-mentions.ts';
import { takeExcerpt } from '../../../src/core/packet/take-excerpt.ts';

const cause = {
  path: '.chant/research/cause.md',
  text: `---
a: b
---
# Cause

## Root cause

Reads come first. \`src/store.js:19-21\` (\`set\`)
gives up the turn. Other code does not.

\`\`\`
src/store.js:99 is output
\`\`\`

### Detail

| place | affected |
|---|---|
| \`src/store.js:26\` | yes |
| src/store.json | no |

## Target files

- \`src/store.js\` (both)
`,
};

test('a sentence, a row or an item that names a file is found with its lines and its heading; output is none', () => {
  expect(findMentions([cause], 'src/store.js')).toEqual([
    {
      document: cause.path,
      line: 8,
      section: 'Root cause',
      text: '`src/store.js:19-21` (`set`) gives up the turn.',
      lines: [[19, 21]],
    },
    { document: cause.path, line: 19, section: 'Detail', text: '| `src/store.js:26` | yes |', lines: [[26, 26]] },
    { document: cause.path, line: 24, section: 'Target files', text: '`src/store.js` (both)', lines: null },
  ]);
});

test('a path that has characters of patterns in it is taken word for word', () => {
  const text = '## Root cause\n\n- `app/[id]/page+x.js:3` and app/Xid]/pageex.js:4\n';
  expect(findMentions([{ path: 'd.md', text }], 'app/[id]/page+x.js')).toMatchObject([{ lines: [[3, 3]] }]);
});

test('a part of a document is taken as it is written, up to the next heading of its level', () => {
  expect(takeExcerpt([cause], ['The cause', 'root CAUSE'])).toMatchObject({ title: 'Root cause', line: 6 });
  expect(takeExcerpt([cause], ['Root cause'])?.text).toMatch(/^Reads come first[\s\S]*is output[\s\S]*\| no \|$/);
  expect(takeExcerpt([cause], ['Summary'])).toBeNull();
  expect(takeExcerpt([{ path: 'empty.md', text: '## Summary\n\n## Next\n\nx\n' }], ['Summary'])).toBeNull();
});

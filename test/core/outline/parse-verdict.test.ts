import { describe, expect, it } from 'vitest';
import { judgeOutline } from '../../../src/core/outline/judge-outline.ts';
import { parseSections } from '../../../src/core/outline/parse-sections.ts';
import { parseVerdict } from '../../../src/core/outline/parse-verdict.ts';

const read = (text: string) => parseVerdict(parseSections(`# What\n\n## Verdict\n\n${text}\n\n## After\n\nmore\n`));

describe('the verdict', () => {
  it.each([
    ['proceed', { kind: 'proceed' }],
    ['**Proceed.** It is one.', { kind: 'proceed' }],
    ['not-a-bug: the guide\nsays `so`', { kind: 'end', words: 'not-a-bug', reason: 'the guide says so' }],
    ['Not a bug. It is meant.', { kind: 'end', words: 'not-a-bug', reason: 'It is meant.' }],
    ["won't fix - too old", { kind: 'end', words: 'wont-fix', reason: 'too old' }],
    ['`duplicate of #12`', { kind: 'end', words: 'duplicate of #12', reason: '' }],
    ['- duplicate of acme/kv#12, same trace', { kind: 'end', words: 'duplicate of acme/kv#12', reason: 'same trace' }],
    [
      'duplicate of https://x.test/o/r/issues/12. Same.',
      { kind: 'end', words: 'duplicate of https://x.test/o/r/issues/12', reason: 'Same.' },
    ],
  ])('%j is understood', (text, verdict) => {
    expect(read(text)).toEqual({ verdict, troubles: [] });
  });

  it.each([
    ['nothing at all', '', 'say one of'],
    ['words of its own', 'it is complicated', 'say one of'],
    ['an end without a reason', 'wont-fix.', 'say why: `wont-fix: the reason`'],
    ['a duplicate of nothing', 'duplicate of the other one', 'say one of'],
    ['a word that only begins so', 'proceed-ish', 'say one of'],
    ['no parts', 'decompose: many bugs', '2 to 12 parts'],
    ['one part', 'decompose\n\n- Reads: stale', '1 are there'],
    ['thirteen parts', `decompose\n\n${'- Reads: stale\n'.repeat(13)}`, '13 are there'],
    [
      'a part without a word on it',
      'decompose\n\n- Reads\n- Writes: lost',
      'line 7: Reads: what it is about is missing',
    ],
    ['two parts of one name', 'decompose\n\n- Reads: a\n- reads!: b', 'reads!: another part is called so'],
    ['a part of signs alone', 'decompose\n\n- Reads: a\n- ///: b', 'the part has no name'],
  ])('%s cannot be followed, and proceeds', (_, text, trouble) => {
    const { verdict, troubles } = read(text);
    expect(troubles.join('\n')).toContain(trouble);
    if (!text.includes('- ')) expect(verdict).toEqual({ kind: 'proceed' });
  });

  it('names the parts of an issue, in a table or a list, with names that files and branches may have', () => {
    const parts = [
      { name: 'lost-writes-of-a-batch', title: 'Lost writes, of a batch!', what: 'two writers' },
      { name: 'a-very-long-title-that-g', title: 'A very long title that goes on', what: '../../etc: x' },
    ];
    const table =
      'decompose: two.\n\n| what | Part |\n|---|---|\n| two writers | **Lost writes, of a batch!** |\n| ../../etc: x | A very long title that goes on |';
    const list =
      'decompose\n\n- **Lost writes, of a batch!**: two\n  writers\n- A very long title that goes on: ../../etc: x';
    expect(read(table)).toEqual({ verdict: { kind: 'decompose', reason: 'two.', parts }, troubles: [] });
    expect(read(list.replace('two\n  writers', 'two writers')).verdict).toMatchObject({ parts });
  });

  it('has no control characters in it', () => {
    expect(read('not-a-bug: \u001b[31mred\u0007').verdict).toMatchObject({ reason: 'red' });
  });

  it('may be missing where the outline says so, and must be usable where it is there', () => {
    const outline = '# O\n\n## Verdict (optional)\n\nHow.\n';
    expect(judgeOutline(outline, '# D\n')).toEqual([]);
    expect(judgeOutline(outline, '# D\n\n## Verdict (optional)\n\nproceed\n')).toEqual([]);
    expect(judgeOutline(outline, '# D\n\n## verdict\n\nnot-a-bug\n')).toEqual([
      '## Verdict: say why: `not-a-bug: the reason`',
    ]);
    expect(judgeOutline(outline.replace(' (optional)', ''), '# D\n')).toEqual(['## Verdict: the heading is missing']);
  });
});

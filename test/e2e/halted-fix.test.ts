import { describe, expect, test } from 'vitest';
import { makeInvestigationRig, rootCause, writeComprehension, writeImpactMap } from '../helper/investigation-rig.ts';

const research = (name: string) => `.chant/research/issue-1234-${name}.md`;
const write = (name: string, text: string) => ({ files: { [research(name)]: text } });
const reproduction = `import assert from 'node:assert';
import { test } from 'node:test';
import { get } from '../src/store.js';
test('a write is kept', () => assert.equal(get(), 1));
`;
const again = `# Again

The lock is not enough.

## Target files

- \`src/batch.js\` (a queue)
- \`src/store.js\` (the value)
`;

describe.each([
  { mode: 'with .chant/ tracked by git', silent: false },
  { mode: 'in silent mode', silent: true },
])('a fix whose research does not hold, $mode', ({ silent }) => {
  test('halts; the research is done again where the old lies, and the next attempt has its document and its scope', () => {
    const { rig, ids, work } = makeInvestigationRig({ silent });
    const id = (phase: string) => ids[phase] ?? '';
    const test1234 = 'test/issue-1234.test.js';
    expect(
      work(id('comprehension'), { Understand: write('comprehension', writeComprehension('proceed')) }).status,
    ).toBe(0);
    expect(work(id('reproduction'), { Reproduce: { files: { [test1234]: reproduction } } }).status).toBe(0);
    expect(work(id('root-cause'), { Find: write('root-cause', rootCause) }).status).toBe(0);
    expect(work(id('impact-map'), { Map: write('impact-map', writeImpactMap('src/store.js')) }).status).toBe(0);

    const halted = work(id('fix'), { Fix: { halt: { reason: 'a lock is not enough', finding: 'It deadlocks.\n' } } });
    expect(halted.status).toBe(3);
    const created = /Created spec: (\S+)/.exec(halted.stdout)?.[1] ?? '';
    expect(rig.show(created)).toMatchObject({
      title: 'Re-research #1234: a lock is not enough',
      labels: ['issue-1234', 're-research'],
      targetBranch: 'fix/issue-1234',
      status: 'ready',
    });
    expect(rig.show(id('fix'))).toMatchObject({ targetFiles: [], status: 'needs_attention' });
    expect(rig.chant(['work', id('fix')]).status).toBe(5);
    // Nobody takes the new research for a phase of the chain.
    expect(rig.chant(['investigate', 'docs/issue-1234.md']).stdout).toContain('Every spec of it is there already.');

    expect(work(created, { 'Re-research': write('re-research-1', again) })).toMatchObject({ status: 0, stderr: '' });
    if (!silent) expect(rig.git('show', `fix/issue-1234:${research('re-research-1')}`)).toContain('not enough');
    const files = { 'src/store.js': 'export const get = () => 1;\n', 'src/batch.js': 'export const queue = [];\n' };
    expect(work(id('fix'), { Fix: { files } })).toMatchObject({ status: 0 });
    expect(rig.read(`.chant/runs/${id('fix')}/2/prompt.md`)).toContain('The lock is not enough.');
    expect(rig.show(id('fix'))['targetFiles']).toEqual(['src/batch.js', 'src/store.js']);
    expect(rig.git('show', 'fix/issue-1234:src/batch.js')).toContain('queue');
    if (silent) expect(rig.git('status', '--porcelain')).toBe('');
    expect(rig.leftovers()).toEqual([]);
  });
});

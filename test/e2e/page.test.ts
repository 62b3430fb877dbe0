import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { pageFiles } from '../helper/page-project.ts';
import { type Ended, makeProjectRig, type ProjectRig } from '../helper/project-rig.ts';

const agent = path.resolve(import.meta.dirname, '../fixtures/agents/page-agent.mjs');
const reproduction = 'tests/storage/reproduction_test.rs';
const research = (name: string) => `.chant/research/issue-1234-${name}.md`;
const targets = [
  'docs/architecture/storage.md',
  'src/storage/batch.rs',
  'src/storage/store.rs',
  'tests/storage/concurrent_test.rs',
];

/** `2026-02-08-010-v7b` -> `010-v7b` */
const short = (id: string): string => id.slice('YYYY-MM-DD-'.length);
const suffix = (id: string): string => id.slice(-3);

/** All files of the user's checkout but those that chant writes while it runs: the agent compares. */
function readCheckout(root: string, folder = '', files: Record<string, string> = {}): Record<string, string> {
  for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    if (['.git', '.chant/runs', '.chant/cache'].includes(name)) continue;
    if (entry.isDirectory()) readCheckout(root, name, files);
    else files[name] = readFileSync(path.join(root, name), 'base64');
  }
  return files;
}

/** Exit status of the project's tests on a fresh clone of a revision. */
function runTests(rig: ProjectRig, revision: string, ...files: string[]): number | null {
  const clone = mkdtempSync(path.join(os.tmpdir(), 'clone-'));
  execFileSync('git', ['clone', '-q', rig.root, clone]);
  execFileSync('git', ['-C', clone, 'checkout', '-q', '--detach', rig.git('rev-parse', revision)]);
  return spawnSync(process.execPath, ['tests/run.mjs', ...files], { cwd: clone }).status;
}

describe.each([
  { mode: 'with .chant/ tracked by git', silent: false },
  { mode: 'in silent mode', silent: true },
])('the page, $mode', ({ silent }) => {
  let rig: ProjectRig;
  const ids: Record<string, string> = {};

  /** The id of a spec of the story. */
  const id = (name: string): string => ids[name] ?? `no spec ${name}`;

  function work(name: string, mode = ''): Ended {
    writeFileSync(path.join(rig.beside, 'checkout.json'), JSON.stringify(readCheckout(rig.root)));
    return rig.chant(['work', name], { env: { PAGE_MODE: mode } });
  }

  /** What chant wrote down of a check. */
  function evidence(attempt: number, file: string): Record<string, unknown> {
    return JSON.parse(rig.read(`.chant/runs/${id('fix')}/${attempt}/evidence/${file}.json`)) as Record<string, unknown>;
  }

  const branchesOf = () => rig.git('for-each-ref', '--format=%(refname:short)', 'refs/heads').split('\n');

  beforeAll(() => {
    rig = makeProjectRig({ files: pageFiles, agent: [process.execPath, agent], silent });
    // The four specs before the fix are 00w to 00z, so that the fix is 010, as on the page.
    const day = rig.addSpec('Something else').slice(0, 'YYYY-MM-DD'.length);
    rig.write(`.chant/specs/${day}-00v-old.md`, '# Something else again\n');
  });

  test('comprehension: a research spec whose result is its document completes', () => {
    ids['comprehension'] = rig.addSpec('Comprehend issue #1234', {
      frontmatter: `type: research\ntarget_files: [${research('comprehension')}]`,
    });
    expect(work('00w')).toMatchObject({ status: 0, stderr: '' });
    expect(rig.read(research('comprehension'))).toContain('Two writers read the same value.');
  });

  test('reproduction: a task adds a test that really fails', () => {
    ids['reproduction'] = rig.addSpec('Reproduce issue #1234', {
      frontmatter: `type: task
depends_on: [${suffix(id('comprehension'))}]
informed_by:
  - ${research('comprehension')}
target_files: [${reproduction}]
checks:
  - { name: reproduction, run: node tests/run.mjs ${reproduction}, after: fail }`,
    });
    expect(work('00x')).toMatchObject({ status: 0, stderr: '' });
    expect(runTests(rig, 'main', reproduction)).toBe(1);
  });

  test('root cause, then impact map: each is informed by what was found before', () => {
    ids['root cause'] = rig.addSpec('Find the root cause of issue #1234', {
      frontmatter: `type: research
depends_on: [${short(id('reproduction'))}]
informed_by:
  - ${research('comprehension')}
target_files: [${research('root-cause')}]`,
    });
    ids['impact map'] = rig.addSpec('Map the impact of issue #1234', {
      frontmatter: `type: research
depends_on: [${short(id('root cause'))}]
informed_by:
  - ${research('root-cause')}
target_files: [${research('impact-map')}]`,
    });
    // The impact map waits for the root cause, whose document is not there either.
    const early = work('00z');
    expect(early.status).toBe(5);
    expect(early.stderr).toContain(`${id('root cause')} is pending`);
    expect(work('00y')).toMatchObject({ status: 0, stderr: '' });
    expect(work('00z')).toMatchObject({ status: 0, stderr: '' });
  });

  test('$ chant add "Fix issue #1234: add locking to concurrent writes"', () => {
    const added = rig.chant(['add', 'Fix issue #1234: add locking to concurrent writes']);
    expect(added).toMatchObject({ status: 0, stderr: '' });
    expect(added.stdout).toMatch(/^Created spec: \d{4}-\d\d-\d\d-010-[0-9a-z]{3}\n$/);
    ids['fix'] = added.stdout.trim().replace('Created spec: ', '');
  });

  test('the user edits the spec so that it refers to the research', () => {
    const file = `.chant/specs/${id('fix')}.md`;
    const frontmatter = `---
type: code
labels: [fix, issue-1234]
depends_on: [${short(id('root cause'))}, ${short(id('impact map'))}]
informed_by:
  - ${research('root-cause')}
  - ${research('impact-map')}
target_files:
  - src/storage/store.rs
  - src/storage/batch.rs
  - tests/storage/concurrent_test.rs
  - docs/architecture/storage.md
target_branch: fix/issue-1234
protect: [${reproduction}]
checks:
  - { name: reproduction, run: node tests/run.mjs ${reproduction}, before: fail }
  - { name: all-tests, run: node tests/run.mjs tests/storage/concurrent_test.rs ${reproduction} }
---
`;
    rig.write(file, rig.read(file).replace(/^---\n[\s\S]*?\n---\n/, frontmatter));
    expect(rig.chant(['lint', '010'])).toMatchObject({ status: 0, stderr: '' });
    expect(rig.chant(['show', '010']).stdout).toContain('status        ready');
  });

  test('a file outside of target_files is refused: exit 3, the file named, nothing landed', () => {
    const before = rig.git('rev-parse', 'main');
    const status = rig.git('status', '--porcelain');
    const refused = work('010', 'stray');
    expect(refused.status).toBe(3);
    expect(refused.stdout).toContain('✗ scope');
    expect(refused.stderr).toContain('README.md');
    expect(branchesOf()).toEqual(['main']);
    expect(rig.git('rev-parse', 'main')).toBe(before);
    expect(rig.git('status', '--porcelain')).toBe(status);
    expect(rig.show('010')['status']).toBe('needs_attention');
    // What the agent made is kept, the stray file too.
    expect(rig.git('show', `refs/chant/runs/${id('fix')}/1:README.md`)).toContain('Tidied up on the way.');
    expect(rig.leftovers()).toEqual([]);
  });

  test('the approach does not hold: the agent halts, and the finding becomes new research that the fix waits for', () => {
    const halted = work('010', 'halt');
    expect(halted.status).toBe(3);
    const created = /^ *[\d.]+s Created spec: (\S+)$/m.exec(halted.stdout)?.[1] ?? '';
    ids['re-research'] = created;
    expect(rig.show(created)).toMatchObject({
      title: 'Re-research #1234: pessimistic locking insufficient',
      type: 'research',
      status: 'ready',
      informedBy: [research('root-cause'), research('impact-map'), research('finding-1')],
    });
    expect(rig.read(research('finding-1'))).toContain('Deadlock: a batch takes two locks.');
    expect(rig.show('010')['dependsOn']).toContain(created);
    expect(rig.chant(['show', '010']).stdout).toContain('pessimistic locking insufficient');
    expect(branchesOf()).toEqual(['main']);
    expect(rig.leftovers()).toEqual([]);
    const blocked = work('010');
    expect(blocked.status).toBe(5);
    expect(blocked.stderr).toContain(`${created} is pending`);
  });

  test('the research is done again, and its document informs the fix', () => {
    expect(work(suffix(id('re-research')))).toMatchObject({ status: 0, stderr: '' });
    expect(rig.show('010')['informedBy']).toEqual([
      research('root-cause'),
      research('impact-map'),
      research('re-research-1'),
    ]);
  });

  let done: Ended;

  test('$ chant work 010', () => {
    const main = rig.git('rev-parse', 'main');
    const status = rig.git('status', '--porcelain');
    const checkout = readCheckout(rig.root);
    done = work('010');
    expect(done).toMatchObject({ status: 0, stderr: '' });
    const lines = done.stdout.split('\n');
    expect(lines[0]).toBe(`Working ${short(id('fix'))}: Fix issue #1234: add locking to concurrent writes`);
    expect(lines[1]).toBe(`> Agent working in worktree ${rig.temp}/chant-${short(id('fix'))}`);
    expect(lines.at(-2)).toMatch(/^Completed in (\d+\.\d|\d+)s$|^Completed in \d+m \d+s$/);
    // The user stands where they stood.
    expect(rig.git('symbolic-ref', 'HEAD')).toBe('refs/heads/main');
    expect(rig.git('rev-parse', 'main')).toBe(main);
    expect(rig.git('status', '--porcelain')).toBe(status);
    const specFile = `.chant/specs/${id('fix')}.md`;
    expect({ ...readCheckout(rig.root), [specFile]: '' }).toEqual({ ...checkout, [specFile]: '' });
    expect(rig.show('010')['status']).toBe('completed');
    expect(rig.leftovers()).toEqual([]);
  });

  test('the agent has read the research, in its prompt and in its worktree', () => {
    const read = readFileSync(path.join(rig.beside, 'read.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { title: string; documents: string[] });
    const last = read.at(-1);
    expect(last?.title).toBe('Fix issue #1234: add locking to concurrent writes');
    expect(last?.documents).toEqual([research('root-cause'), research('impact-map'), research('re-research-1')]);
    const prompt = rig.read(`.chant/runs/${id('fix')}/3/prompt.md`);
    expect(prompt).toContain('Recommended: pessimistic locking, a lock per key.');
    expect(prompt).toContain('pessimistic locking insufficient');
  });

  test('chant itself has seen the reproduction test fail on the base and pass on the result', () => {
    const base = rig.git('rev-parse', 'main');
    expect(evidence(3, 'before-reproduction')).toMatchObject({ side: 'before', exitCode: 1, held: true, commit: base });
    expect(evidence(3, 'before-reproduction')['tail']).toContain('single writes: 1 instead of 3');
    expect(evidence(3, 'after-reproduction')).toMatchObject({ side: 'after', exitCode: 0, held: true });
    const spec = silent
      ? rig.read(`.chant/specs/${id('fix')}.md`)
      : rig.git('show', `fix/issue-1234:.chant/specs/${id('fix')}.md`);
    expect(spec).toMatch(/^status: completed$/m);
    expect(spec).toMatch(/check: reproduction\n\s+side: before\n\s+result: failed/);
    expect(spec).toMatch(/check: reproduction\n\s+side: after\n\s+result: passed/);
    expect(runTests(rig, 'main', reproduction)).toBe(1);
    expect(runTests(rig, 'fix/issue-1234', reproduction, 'tests/storage/concurrent_test.rs')).toBe(0);
  });

  test('the fix is one landing on the branch fix/issue-1234, in both places, with further tests and nothing else', () => {
    expect(branchesOf()).toEqual(['fix/issue-1234', 'main']);
    const changed = rig.git('diff', '--name-only', 'main...fix/issue-1234').split('\n');
    expect(changed).toEqual(silent ? targets : [`.chant/specs/${id('fix')}.md`, ...targets]);
    const subjects = rig.git('log', '--first-parent', '--format=%s', 'main..fix/issue-1234').split('\n');
    expect(subjects).toEqual([`chant(${id('fix')}): Fix issue #1234: add locking to concurrent writes`]);
    expect(rig.git('diff', 'main', 'fix/issue-1234', '--', reproduction)).toBe('');
  });

  // Each mode has a promise of its own.
  if (silent) {
    test('git has seen nothing of .chant: no commit on a branch, a clean status', () => {
      expect(rig.git('log', '--branches', '--name-only', '--format=').includes('.chant')).toBe(false);
      expect(rig.git('status', '--porcelain')).toBe('');
      for (const name of ['comprehension', 'root-cause', 'impact-map', 'finding-1', 're-research-1']) {
        expect(existsSync(path.join(rig.root, research(name))), name).toBe(true);
      }
    });
  } else {
    test('the research is on main, one landing per spec', () => {
      const subjects = rig.git('log', '--first-parent', '--format=%s', 'main').split('\n').slice(0, 5);
      const order = ['re-research', 'impact map', 'root cause', 'reproduction', 'comprehension'];
      expect(subjects.map((subject) => /^chant\((.*?)\): /.exec(subject)?.[1])).toEqual(order.map(id));
      for (const name of ['comprehension', 'root-cause', 'impact-map', 're-research-1']) {
        expect(rig.git('cat-file', '-t', `main:${research(name)}`)).toBe('blob');
      }
    });
  }
});

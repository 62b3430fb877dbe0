import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Packet } from '../../../src/core/packet/packet.ts';
import { makePacket, type PacketReport } from '../../../src/engine/operations/make-packet.ts';
import { type ChantRepo, makeChantRepo } from '../../helper/chant-repo.ts';
import { makeContext } from '../../helper/fake-context.ts';

const fix = '2026-02-08-005-fix';
const red = '2026-02-08-002-red';

function land(repo: ChantRepo, id: string, files: Readonly<Record<string, string>>): void {
  const target = repo.git('rev-parse', '--abbrev-ref', 'HEAD').trim();
  repo.git('checkout', '-q', '-b', 'work');
  for (const [file, text] of Object.entries(files)) repo.write(file, text);
  repo.git('add', '-A', '--', ...Object.keys(files));
  const message = `chant(${id}): it\n\nChant-Spec: ${id}\nChant-Run: 1`;
  repo.git('commit', '-q', '-m', message);
  repo.git('checkout', '-q', target);
  repo.git('merge', '-q', '--no-ff', 'work', '-m', message);
  repo.git('branch', '-q', '-D', 'work');
}

/** A test that shows a bug and its fix, landed on a branch of their own by specs that git does not track. */
function makeFix(options: { readonly redOnMain?: boolean } = {}): ChantRepo {
  const repo = makeChantRepo({ '.chant/config.md': '' });
  repo.write('.git/info/exclude', '/.chant/\n');
  repo.write('src/store.js', `${Array.from({ length: 40 }, (_, line) => `line ${line + 1}`).join('\n')}\n`);
  repo.write('src/same.js', 'same\n');
  repo.git('add', '-A');
  repo.git('commit', '-q', '-m', 'a person wrote this');
  repo.write('.chant/research/issue-7.md', '# It fails\n\nOften.\n');
  repo.write(
    '.chant/research/cause.md',
    '# Cause\n\n## Summary\n\nToo early.\n\n## Hypotheses\n\n| h | r |\n|---|---|\n| disk | no |\n\n## Root cause\n\n`src/store.js:30` is too early.\n\n## Target files\n\n- `src/store.js` (set)\n',
  );
  const criteria = '## Acceptance Criteria\n\n- [x] it passes `check:red`\n- [x] all places are done\n';
  repo.write(
    `.chant/specs/${red}.md`,
    `---\ntype: task\nstatus: completed\ntarget_files: [test/red.test.js]\nchecks: [{ name: red, run: node test/red.test.js, after: fail }]\n---\n# Reproduce it\n`,
  );
  repo.write(
    `.chant/specs/${fix}.md`,
    `---\nstatus: completed\nbranch: fix/issue-7\ntarget_branch: fix/issue-7\ndepends_on: [${red}]\ninformed_by: [.chant/research/cause.md, .chant/research/issue-7.md]\ntarget_files: [src/store.js]\nprotect: [test/red.test.js]\nchecks: [{ name: red, run: node test/red.test.js, before: fail }]\n---\n# Fix it\n\nAs found.\n\n${criteria}`,
  );
  if (options.redOnMain) land(repo, red, { 'test/red.test.js': 'throw 1;\n' });
  repo.git('checkout', '-q', '-b', 'fix/issue-7');
  if (!options.redOnMain) land(repo, red, { 'test/red.test.js': 'throw 1;\n' });
  const lines = Array.from({ length: 40 }, (_, line) => (line === 29 ? 'fixed' : `line ${line + 1}`));
  land(repo, fix, { 'src/store.js': `import lock;\n${lines.join('\n')}\n` });
  return repo;
}

async function make(repo: ChantRepo, out: string | null = null): Promise<PacketReport> {
  const { context } = makeContext({ cwd: repo.root, env: process.env });
  const made = await makePacket(context, { id: '005', out });
  if (!made.ok) throw new Error(JSON.stringify(made.failure));
  return made.value;
}

const outline = ({ files }: Packet) =>
  files.map(({ path: name, role, hunks }) => [name, role, hunks.map(({ specs, criteria }) => [specs, criteria])]);

test.each([{ redOnMain: false }, { redOnMain: true }])(
  'the test comes before the fix, each hunk with its spec and its criteria (test landed on main: $redOnMain)',
  async (options) => {
    const { packet } = await make(makeFix(options));
    expect(packet.branch).toBe('fix/issue-7');
    expect(outline(packet)).toEqual([
      ['test/red.test.js', 'proof', [[[red], ['C1']]]],
      [
        'src/store.js',
        'fix',
        [
          [[fix], ['C1']],
          [[fix], ['C1']],
        ],
      ],
    ]);
    // The root cause names line 30 as it was before the fix: the second hunk, and no other.
    expect(packet.files[1]?.hunks.map(({ mentions }) => mentions.map(({ section }) => section))).toEqual([
      [],
      ['Root cause'],
    ]);
    expect(packet.files[1]?.mentions.map(({ text }) => text)).toEqual(['`src/store.js` (set)']);
    expect(packet.works.map(({ id }) => id)).toEqual([fix, red]);
    expect(packet.issue).toMatchObject({ title: 'It fails', description: 'Often.' });
    expect(packet.ruledOut.map(({ title }) => title)).toEqual(['Hypotheses']);
  },
);

test('both files lie among the run records, where git does not look, or in a folder that is named', async () => {
  const repo = makeFix();
  const own = await make(repo);
  expect(path.relative(repo.root, own.html)).toBe(`.chant/runs/${fix}/packet.html`);
  expect(readFileSync(own.html, 'utf8')).toContain('<h1>Fix it</h1>');
  expect(readFileSync(own.markdown, 'utf8')).toContain('# Fix it');
  expect(repo.git('status', '--porcelain', '--untracked-files=all')).toBe('');
  const named = await make(repo, 'review');
  expect(path.relative(repo.root, named.markdown)).toBe(`review/${fix}.packet.md`);
  expect(existsSync(named.html)).toBe(true);
});

test('the policy of the page lets in exactly the style sheet that it has', async () => {
  const html = readFileSync((await make(makeFix())).html, 'utf8');
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(style))).toString('base64');
  expect(html).toContain(`style-src &#39;sha256-${digest}&#39;`);
});

test('a commit that no spec made is told as such, and its lines serve nothing', async () => {
  const repo = makeFix();
  repo.write('src/same.js', 'by hand\n');
  repo.git('commit', '-q', '-am', 'quick change');
  const { packet } = await make(repo);
  const hand = packet.files.find(({ path: name }) => name === 'src/same.js');
  expect(hand?.hunks).toMatchObject([{ specs: [], criteria: [], checks: [] }]);
  expect(packet.risks).toContainEqual({
    risk: 'by-hand',
    what: [expect.stringMatching(/^[0-9a-f]{12} quick change /)],
  });
  expect(packet.risks).toContainEqual({ risk: 'unmentioned', what: ['src/same.js'] });
});

test('what main gained meanwhile is none of the change, and neither is anything under .chant', async () => {
  const repo = makeFix();
  repo.git('checkout', '-q', 'main');
  repo.write('src/other.js', 'other\n');
  repo.git('add', 'src/other.js');
  repo.git('commit', '-q', '-m', 'meanwhile');
  repo.git('checkout', '-q', 'fix/issue-7');
  repo.git('merge', '-q', 'main', '-m', 'bring main in');
  repo.git('add', '-f', '.chant/research');
  repo.git('commit', '-q', '-m', 'planning');
  const { packet } = await make(repo);
  expect(packet.files.map(({ path: name }) => name)).toEqual(['test/red.test.js', 'src/store.js']);
});

test('an input that changed since is told', async () => {
  const repo = makeFix();
  const file = `.chant/specs/${fix}.md`;
  repo.write(
    file,
    repo.read(file).replace('status: completed', 'status: completed\ninputs: { .chant/research/cause.md: "sha256:0" }'),
  );
  expect((await make(repo)).packet.risks).toContainEqual({
    risk: 'inputs-changed',
    what: expect.arrayContaining(['.chant/research/cause.md']),
  });
});

test('names with spaces, quotes, dashes and line feeds are files like others', async () => {
  const repo = makeFix();
  const names = ['-n', 'a b', 'c"d', 'e\nf', ':(glob)*', 'ü'];
  for (const name of names) repo.write(name, 'x\n');
  repo.git('add', '-A');
  repo.git('commit', '-q', '-m', 'names');
  const { packet } = await make(repo);
  const found = packet.files.filter(({ path: name }) => names.includes(name));
  expect(found.map(({ path: name }) => name).sort()).toEqual([...names].sort());
  expect(found.every(({ added, hunks }) => added === 1 && hunks.length === 1)).toBe(true);
});

test('a file that was renamed or is no text is said to be so', async () => {
  const repo = makeFix();
  repo.git('mv', 'src/store.js', 'src/kept.js');
  repo.write('logo.bin', 'a\0b');
  repo.git('add', '-A');
  repo.git('commit', '-q', '-m', 'rename');
  const { packet } = await make(repo);
  const kept = packet.files.find(({ path: name }) => name === 'src/kept.js');
  expect(kept).toMatchObject({ was: 'src/store.js', status: 'renamed', added: 2, removed: 1 });
  expect(packet.files.map(({ path: name }) => name)).not.toContain('src/store.js');
  expect(packet.files.find(({ path: name }) => name === 'logo.bin')).toMatchObject({ binary: true, hunks: [] });
});

test('what has not landed has no packet', async () => {
  const repo = makeFix();
  repo.write('.chant/specs/2026-02-08-009-new.md', '# New\n');
  const { context } = makeContext({ cwd: repo.root, env: process.env });
  const made = await makePacket(context, { id: '009', out: null });
  expect(made).toMatchObject({ failure: { kind: 'publish-refused', reason: 'not-landed' } });
});

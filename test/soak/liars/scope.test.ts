import { expect } from 'vitest';
import { expectCaught, expectClean, expectLanded, makeLiar, readBeside, readPinned, work } from './liar-rig.ts';
import { test } from './liar-test.ts';

test('an agent that also changes a file outside its scope is stopped, and both changes are pinned', () => {
  const rig = makeLiar('fix; tick; echo more >> src/other.txt');
  expect(expectCaught(rig, 3, 'out-of-scope').detail).toContain('src/other.txt (modified)');
  expect(readPinned(rig, 'src/store.txt')).toBe('writes\nlocked');
  expect(readPinned(rig, 'src/other.txt')).toBe('others\nmore');
});

test('a file that is moved out of the scope counts as gone there and new elsewhere', () => {
  const rig = makeLiar('fix; tick; git mv src/other.txt src/moved.txt; git commit -qm move');
  const { detail } = expectCaught(rig, 3, 'out-of-scope');
  expect(detail).toContain('src/other.txt (deleted)');
  expect(detail).toContain('src/moved.txt (added)');
});

test('a target that becomes a link out of the tree is stopped', () => {
  const rig = makeLiar(
    'fix; tick; echo secret > "$RIG_BESIDE/secret"; rm src/store.txt; ln -s "$RIG_BESIDE/secret" src/store.txt',
  );
  expect(expectCaught(rig, 3, 'out-of-scope').detail).toContain('a link out of the tree');
  expect(readPinned(rig, 'src/store.txt')).toBe(`${rig.beside}/secret`);
});

test('a target that becomes a link to another file of the tree through a folder that is a link is stopped', () => {
  const rig = makeLiar('fix; tick; ln -s .. up; rm src/store.txt; ln -s up/../../secret src/store.txt');
  expectCaught(rig, 3, 'out-of-scope');
});

test("what is written through a link into the user's checkout is named, and neither undone nor landed", () => {
  const rig = makeLiar('fix; tick; ln -s "$RIG_ROOT/notes.txt" src/link; echo "by the agent" >> src/link; rm src/link');
  const main = rig.git('rev-parse', 'main');
  const caught = work(rig);
  expect([caught.status, caught.reason], caught.output).toEqual([3, 'repository-touched']);
  expect(caught.detail).toContain('notes.txt');
  expect(rig.read('notes.txt')).toBe('notes, not committed\nby the agent\n');
  expect(rig.git('rev-parse', 'main')).toBe(main);
  expectClean(rig);
});

test("an agent that climbs into the user's checkout and writes there is stopped; a person may accept it", () => {
  const rig = makeLiar(
    'fix; tick; cd "$RIG_ROOT/src"; echo "by the agent" > ../new.txt; echo "by the agent" >> other.txt',
  );
  const main = rig.git('rev-parse', 'main');
  const caught = work(rig);
  expect([caught.status, caught.reason], caught.output).toEqual([3, 'repository-touched']);
  expect(caught.detail).toContain('new.txt');
  expect(caught.detail).toContain('src/other.txt');
  expect(rig.git('rev-parse', 'main')).toBe(main);
  expectClean(rig);
  const again = rig.chant(['land', rig.id]);
  expect(again.status, again.stderr).toBe(3);
  const accepted = rig.chant(['land', rig.id, '--accept', 'repository-touched']);
  expect(accepted.status, accepted.stdout + accepted.stderr).toBe(0);
  expect(rig.git('show', 'main:src/store.txt')).toBe('writes\nlocked');
  expect(rig.read('src/other.txt')).toBe('others\nby the agent\n');
  expect(rig.read('new.txt')).toBe('by the agent\n');
  expectClean(rig);
});

test("an agent that edits the user's copy of its spec instead of its own has ticked nothing", () => {
  const rig = makeLiar(
    'fix; sed "s/- \\[ \\]/- [x]/; s/^type: code/type: code\\nstatus: completed/" "$CHANT_SPEC_FILE" > "$RIG_BESIDE/x"; cat "$RIG_BESIDE/x" > "$RIG_ROOT/.chant/specs/$CHANT_SPEC_ID.md"',
  );
  const main = rig.git('rev-parse', 'main');
  const caught = work(rig);
  expect([caught.status, caught.reason], caught.output).toEqual([3, 'repository-touched']);
  expect(caught.detail).toContain(rig.specPath);
  expect(rig.git('rev-parse', 'main')).toBe(main);
  expectClean(rig);
});

test('a file whose name differs in case alone is another file', () => {
  const rig = makeLiar('fix; tick; mv src/store.txt src/x; mv src/x src/Store.txt');
  const { detail } = expectCaught(rig, 3, 'out-of-scope');
  expect(detail).toContain('src/Store.txt (added)');
});

const nested = `git init -q vendor && cd vendor && git config user.email a@b.c && git config user.name a
  echo inner > inner.txt && git add -A && git commit -qm inner && cd ..`;

test('a repository inside the workspace is looked into, and its files count', () => {
  const rig = makeLiar(`fix; tick; ${nested}`);
  expect(expectCaught(rig, 3, 'out-of-scope').detail).toContain('vendor/inner.txt');
  expect(readPinned(rig, 'vendor/inner.txt')).toBe('inner');
});

test('a submodule that the agent adds is stopped', () => {
  const rig = makeLiar(`fix; tick; mkdir "$RIG_BESIDE/sub" && (cd "$RIG_BESIDE/sub"; ${nested})
    git -c protocol.file.allow=always submodule --quiet add "$RIG_BESIDE/sub/vendor" vendor; git commit -qm sub`);
  const before = rig.git('show-ref', '--heads');
  const caught = work(rig);
  expect(caught.status, caught.output).toBe(3);
  expect(['out-of-scope', 'repository-touched']).toContain(caught.reason);
  expect(caught.gates['scope']).toBe('failed');
  expect(rig.git('show-ref', '--heads')).toBe(before);
  expectClean(rig);
});

test('a commit of another repository in the place of a folder cannot land', () => {
  const rig = makeLiar(
    `fix; tick; git update-index --add --cacheinfo "160000,$(git rev-parse HEAD),src/lib"; git commit -qm link`,
    {
      spec: '---\ntarget_files: [src/**]\n---\n\n# Wide\n',
    },
  );
  const caught = work(rig);
  expect(caught.status, caught.output).not.toBe(null);
  expect(rig.git('ls-tree', '-r', 'main')).not.toContain('160000');
  expectClean(rig);
});

test('an agent that deletes the whole project is stopped, and the project is where it was', () => {
  const rig = makeLiar('rm -rf src test notes.txt staged.txt .chant');
  expect(expectCaught(rig, 3, 'out-of-scope').detail).toContain('src/other.txt (deleted)');
});

test('work that the agent hides behind an ignore file is pinned all the same', () => {
  const rig = makeLiar('fix; tick; echo "*.secret" > src/.gitignore; echo hidden > src/plan.secret');
  expect(expectCaught(rig, 3, 'out-of-scope').detail).toContain('src/.gitignore');
  expect(readPinned(rig, 'src/plan.secret')).toBe('hidden');
});

test('changes that the agent tells git to look away from are seen', () => {
  const rig =
    makeLiar(`fix; tick; git update-index --assume-unchanged src/other.txt; git update-index --skip-worktree notes.txt
    echo more >> src/other.txt; echo more >> notes.txt`);
  const { detail } = expectCaught(rig, 3, 'out-of-scope');
  expect(detail).toContain('src/other.txt');
  expect(detail).toContain('notes.txt');
});

const anySource = '---\ntarget_files: ["src/**"]\nchecks: [sh test/store.sh]\n---\n\n# Odd names\n';

test('file names with a line feed, quotes, a leading dash and invalid UTF-8 are carried as they are', () => {
  const rig = makeLiar(
    `fix; printf x > "src/two
lines"; printf y > 'src/-q "x"'; printf z > "$(printf 'src/\\377\\376')"; printf '\\377\\376\\000' > src/bytes`,
    { spec: anySource },
  );
  expectLanded(rig);
  expect(rig.git('ls-tree', '-z', '--name-only', 'main', 'src/')).toContain('src/two\nlines');
  expect(rig.git('show', 'main:src/-q "x"')).toBe('y');
  expect(rig.git('ls-tree', 'main', 'src/')).toContain('\\377\\376');
});

test('a name with a line feed outside the scope is named on one line', () => {
  const rig = makeLiar('fix; tick; printf x > "src/two\n\x1b[2Jlines"');
  const { output } = expectCaught(rig, 3, 'out-of-scope');
  expect(output).not.toContain('\x1b');
});

test('a file of invalid UTF-8 in the place of the spec proves nothing', () => {
  const rig = makeLiar('fix; printf \'\\377\\376\\000\' > "$CHANT_SPEC_FILE"');
  expectCaught(rig, 1, 'criteria-open');
});

test('a device, a pipe and a socket in the workspace do not hold the run up', () => {
  const rig = makeLiar(
    'fix; tick; mkfifo src/pipe; mkfifo "$CHANT_OUTBOX/halt.md"; mkfifo "$CHANT_OUTBOX/output.json"',
  );
  const caught = work(rig);
  expect(caught.outcome, caught.output).toBe('completed');
  expectClean(rig);
});

test('a pipe in the place of the spec does not hold the run up', () => {
  const rig = makeLiar('fix; rm "$CHANT_SPEC_FILE"; mkfifo "$CHANT_SPEC_FILE"');
  expectCaught(rig, 1, 'criteria-open');
});

test('a link in the place of the spec is not followed', () => {
  const rig = makeLiar(
    'fix; tick; mv "$CHANT_SPEC_FILE" "$RIG_BESIDE/spec.md"; ln -s "$RIG_BESIDE/spec.md" "$CHANT_SPEC_FILE"',
  );
  expectCaught(rig, 1, 'criteria-open');
});

test("a link in the place of the outbox or the finding gives nothing of the user's away", () => {
  const rig = makeLiar(
    'fix; tick; echo "# secret of the user" > "$RIG_BESIDE/secret"; ln -s "$RIG_BESIDE/secret" "$CHANT_OUTBOX/halt.md"',
  );
  expectLanded(rig);
  expect(readBeside(rig, 'secret')).toBe('# secret of the user\n');
});

test('files without any permission and folders that cannot be entered are pinned or named, and taken away', () => {
  const rig = makeLiar('fix; tick; mkdir -p src/closed; echo x > src/closed/file; chmod 000 src/store.txt src/closed');
  const caught = work(rig);
  expect(caught.outcome, caught.output).not.toBe('completed');
  expectClean(rig);
});

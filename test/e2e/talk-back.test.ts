import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeProjectRig, type ProjectRig } from '../helper/project-rig.ts';

/** A project whose agent runs this shell script. `say NAME COMMAND...` keeps what a command says, and its status. */
function makeRig(script: string, options: { readonly silent?: boolean; readonly config?: string } = {}): ProjectRig {
  const rig = makeProjectRig({ files: { 'src/store.txt': 'writes\n' }, agent: ['sh', '../agent.sh'], ...options });
  const say = 'say() { name="$1"; shift; "$@" > "$RIG/$name" 2>&1; echo "status $?" >> "$RIG/$name"; }\n';
  const file = path.join(rig.beside, 'agent.sh');
  writeFileSync(file, `${say}${script}\n`);
  chmodSync(file, 0o755);
  const config = rig.read('.chant/config.md').replace('"../agent.sh"', JSON.stringify(file));
  rig.write('.chant/config.md', config);
  if (options.silent !== true) rig.git('commit', '-qam', 'agent');
  return rig;
}

const body = '## Acceptance Criteria\n\n- [ ] writes are locked\n- [ ] reads go on\n- [ ] it is said\n';
function commitSpecs(rig: ProjectRig): void {
  rig.git('add', '.chant/specs');
  rig.git('commit', '-qm', 'specs');
}

const said = (rig: ProjectRig, name: string): string => readFileSync(path.join(rig.beside, name), 'utf8');

test('an agent finds chant on its PATH, looks at its spec, ticks what holds, and its work lands', () => {
  const rig = makeRig(
    [
      'echo locked >> src/store.txt',
      'say list chant list --json',
      'cd src',
      'say show chant show "$CHANT_SPEC_ID" --raw',
      'chant tick 1 & chant tick reads & wait',
      'say tick chant tick 3',
      'say log chant log "$CHANT_SPEC_ID"',
      'say version chant --version',
    ].join('\n'),
  );
  rig.addSpec('Another one');
  const id = rig.addSpec('Lock writes', { body });
  commitSpecs(rig);
  const run = rig.chant(['work', id]);
  expect(run.status, run.stderr).toBe(0);
  expect(JSON.parse(said(rig, 'list').split('\n')[0] ?? '').specs).toHaveLength(2);
  expect(said(rig, 'show')).toContain(`${body}status 0`);
  expect(said(rig, 'tick')).toBe('Ticked 3: it is said\nNone is open now.\nstatus 0\n');
  expect(said(rig, 'log')).toContain('status 0');
  expect(said(rig, 'version')).toMatch(/^chant \d.*\nstatus 0\n$/);
  expect(rig.git('show', `main:.chant/specs/${id}.md`)).toContain(body.replaceAll('[ ]', '[x]').trim());
  expect(rig.leftovers()).toEqual([]);
});

test('what is not for agents is refused, with or without the variable that says so, and changes nothing', () => {
  const commands = ['land', 'approve', 'reset', 'reject', 'edit', 'work'];
  const rig = makeRig(
    [
      'echo locked >> src/store.txt',
      'say add chant add "A spec of my own"',
      ...commands.map((name) => `say ${name} chant ${name} "$CHANT_SPEC_ID"`),
      'say silent chant silent on',
      'say unset env -u CHANT_WORKTREE chant approve "$CHANT_SPEC_ID"',
      'say session env -u CHANT_WORKTREE -C "$CHANT_OUTBOX" chant approve "$CHANT_SPEC_ID"',
      'say repo env -u CHANT_WORKTREE -C / chant approve "$CHANT_SPEC_ID" --repo "$CHANT_WORKTREE_PATH"',
      'say other chant tick 1 --id 001',
      'say json chant land 001 --json',
      'chant tick 1',
    ].join('\n'),
  );
  const other = rig.addSpec('Another one', { body });
  const id = rig.addSpec('Lock writes', { body: '## Acceptance Criteria\n\n- [ ] locked\n' });
  commitSpecs(rig);
  const run = rig.chant(['work', id]);
  expect(run.status, run.stderr).toBe(0);
  for (const name of ['add', 'silent', ...commands]) {
    expect(said(rig, name)).toContain(`error: chant ${name} cannot be used in an agent's workspace\n`);
    expect(said(rig, name)).toContain('status 1\n');
  }
  for (const name of ['unset', 'session', 'repo']) {
    expect(said(rig, name)).toContain("error: chant approve cannot be used in an agent's workspace\n");
    expect(said(rig, name)).toMatch(/this is one: .*chant-002-/);
  }
  expect(said(rig, 'other')).toContain(`error: ${other} is another spec than this run's\n`);
  expect(JSON.parse(said(rig, 'json').split('\n')[0] ?? '')).toMatchObject({
    error: { kind: 'inside-workspace', command: 'land', by: 'environment' },
  });
  expect(rig.git('show', `main:.chant/specs/${other}.md`)).toContain('- [ ] writes');
  expect(readdirSync(path.join(rig.root, '.chant/specs'))).toHaveLength(2);
});

test('an agent that unset its variables halts all the same', () => {
  const rig = makeRig(
    'echo half >> src/store.txt; say halt env -u CHANT_WORKTREE -u CHANT_OUTBOX -u CHANT_SPEC_ID chant halt --reason "no way"',
  );
  const id = rig.addSpec('Lock writes');
  const run = rig.chant(['work', id]);
  expect(run.status, run.stderr).toBe(3);
  expect(said(rig, 'halt')).toContain('status 0');
  expect(run.stderr).toContain('no way');
});

test('where git does not track .chant, an agent ticks in the copy that was carried in', () => {
  const rig = makeRig('echo locked >> src/store.txt; env -u CHANT_WORKTREE chant tick 1', { silent: true });
  const id = rig.addSpec('Lock writes', { body: '## Acceptance Criteria\n\n- [ ] locked\n' });
  const run = rig.chant(['work', id]);
  expect(run.status, run.stderr).toBe(0);
  expect(rig.read(`.chant/specs/${id}.md`)).toContain('- [x] locked');
});

test('a check that runs what an agent wrote cannot land or approve either', () => {
  const program = path.resolve(import.meta.dirname, '../../dist/chant.cjs');
  const rig = makeRig('echo locked >> src/store.txt', {
    config: `checks: [{ name: sly, run: '${process.execPath} ${program} approve 001 2>&1 | grep "cannot be used"' }]`,
  });
  const id = rig.addSpec('Lock writes');
  const run = rig.chant(['work', id]);
  expect(run.status, run.stdout + run.stderr).toBe(0);
});

/** A project whose agent speaks ACP and does these steps. */
function makeAcpRig(steps: readonly (readonly unknown[])[]): ProjectRig {
  const rig = makeRig('');
  const agent = path.resolve(import.meta.dirname, '../fixtures/agents/acp-agent.mjs');
  const command = JSON.stringify([process.execPath, agent, JSON.stringify({ steps })]);
  rig.write(
    '.chant/config.md',
    `---\ndefaults: { provider: rig }\nproviders: { rig: { kind: acp, command: ${command} } }\n---\n`,
  );
  rig.git('commit', '-qam', 'acp');
  return rig;
}

test('an agent that speaks ACP is handed the tools with its session, ticks with them, and its work lands', () => {
  const rig = makeAcpRig([
    ['tool', 'list', {}],
    ['write', 'src/store.txt'],
    ['tool', 'tick', { criterion: 'locked' }],
    ['tool', 'approve', { id: '001' }],
  ]);
  const id = rig.addSpec('Lock writes', { body: '## Acceptance Criteria\n\n- [ ] locked\n' });
  const run = rig.chant(['work', id]);
  expect(run.status, run.stdout + run.stderr).toBe(0);
  expect(run.stdout + run.stderr).toContain('tick: {"number":1,"text":"locked","changed":true');
  expect(run.stdout + run.stderr).toMatch(/approve: .*not found/);
  expect(rig.git('show', `main:.chant/specs/${id}.md`)).toContain('- [x] locked');
});

test('an agent that speaks ACP halts with the tool, and nothing lands', () => {
  const rig = makeAcpRig([
    ['write', 'src/store.txt'],
    ['tool', 'halt', { reason: 'locks are not enough', finding: 'Two writers wait for each other.' }],
  ]);
  const id = rig.addSpec('Lock writes');
  const main = rig.git('rev-parse', 'main');
  const run = rig.chant(['work', id]);
  expect(run.status, run.stdout + run.stderr).toBe(3);
  expect(run.stderr).toContain('locks are not enough');
  const [finding = ''] = readdirSync(path.join(rig.root, '.chant/research'));
  expect(rig.read(`.chant/research/${finding}`)).toContain('Two writers wait for each other.');
  expect(rig.git('rev-parse', 'main')).toBe(main);
  expect(rig.leftovers()).toEqual([]);
});

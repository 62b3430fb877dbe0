import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeProjectRig, type ProjectRig } from '../helper/project-rig.ts';

const fixture = path.resolve(import.meta.dirname, '../fixtures/agents/acp-agent.mjs');
const program = path.resolve(import.meta.dirname, '../../dist/chant.cjs');

/** `script` of util-linux makes a real terminal; where there is none, these tests are skipped and say so. */
const hasTerminal = spawnSync('script', ['-qec', 'test -t 0 && test -t 1', '/dev/null']).status === 0;
if (!hasTerminal) process.stderr.write('tests at a terminal are skipped: `script` of util-linux makes none here\n');

/** Whether the agent goes on talking while its question stands; it does when the file `asked-N` beside the project is there. */
const talks = (rig: ProjectRig, index: number): string => path.join(rig.beside, `asked-${index}`);

/** A project with a spec whose agent asks before it writes these files. */
function makeAsking(
  files: readonly string[],
  { talksOn }: { readonly talksOn: boolean },
): { readonly rig: ProjectRig; readonly id: string } {
  const rig = makeProjectRig({ files: { 'src/a.txt': 'one\n' }, agent: ['true'] });
  const steps = files.flatMap((file, index) => [
    ['say', 'next\n'],
    ['write', file, { ask: true, ...(talksOn ? { talksAfter: talks(rig, index) } : {}) }],
  ]);
  const command = JSON.stringify([process.execPath, fixture, JSON.stringify({ greet: false, steps })]);
  rig.write(
    '.chant/config.md',
    `---\ndefaults: { provider: rig }\nworkspace: { sandbox: none }\nproviders: { rig: { kind: acp, permissions: ask, command: ${command} } }\n---\n`,
  );
  rig.git('commit', '-qam', 'asks');
  return { rig, id: rig.addSpec('Ask', { frontmatter: 'target_files: ["src/*"]' }) };
}

interface Talk {
  readonly status: number | null;
  /** All that the terminal was sent. */
  readonly said: string;
}

/** Runs chant at a terminal and types the next of the answers whenever it is asked. */
function atTerminal(
  rig: ProjectRig,
  args: readonly string[],
  { answers, talksOn = false }: { readonly answers: readonly string[]; readonly talksOn?: boolean },
): Promise<Talk> {
  const line = [process.execPath, program, ...args].map((word) => `'${word}'`).join(' ');
  const env = { ...process.env, TMPDIR: rig.temp, TERM: 'xterm', NO_COLOR: '1' };
  const child = spawn('script', ['-qec', `stty cols 120 rows 40; ${line}`, '/dev/null'], {
    ...{ cwd: rig.root, env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // Typed before anything is asked: no answer to any question.
  child.stdin.write('y\r');
  let said = '';
  let typed = 0;
  const listen = (text: Buffer): void => {
    said += text.toString('utf8');
    const asked = said.split('  > ').length - 1;
    for (; typed < asked && typed < answers.length; typed += 1) void answer(typed);
  };
  const answer = async (index: number): Promise<void> => {
    if (talksOn) {
      writeFileSync(talks(rig, index), '');
      // It has said it; nobody has seen it.
      await expect.poll(() => countTalk(rig), { timeout: 60_000 }).toBe(index + 1);
    }
    child.stdin.write(answers[index] ?? '');
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  return new Promise((resolve) => {
    child.on('close', (status) => resolve({ status, said: said.replaceAll('\r\n', '\n') }));
  });
}

/** How often the agent has talked while a question stood, as its log says. */
function countTalk(rig: ProjectRig): number {
  const [id = ''] = readdirSync(path.join(rig.root, '.chant/runs')).filter((name) => !name.startsWith('.'));
  return rig.read(`.chant/runs/${id}/1/agent.log`).split('still here').length - 1;
}

test('without a terminal what an agent asks for is refused, and it is said why', () => {
  const { rig, id } = makeAsking(['src/b.txt'], { talksOn: false });
  const { status, stdout } = rig.chant(['work', id]);
  expect(status).toBe(1);
  expect(stdout).toContain('Write src/b.txt (nobody to ask: chant does not run at a terminal)');
});

describe.skipIf(!hasTerminal)('at a terminal', () => {
  test('the person is asked, and what was allowed lands', async () => {
    const files = ['src/b.txt', 'src/c\u001b]0;owned\u0007.txt', 'src/d.txt'];
    const { rig, id } = makeAsking(files, { talksOn: true });
    const { status, said } = await atTerminal(rig, ['work', id], { answers: ['y\r', 'n\r', 'a\r'], talksOn: true });
    expect([status, said]).toEqual([0, expect.any(String)]);
    expect(rig.git('diff', '--name-only', 'HEAD~1', '--', 'src')).toBe('src/b.txt\nsrc/d.txt');
    // Nothing of the run stands between a question and its answer, and nothing of the agent's moves the terminal.
    const questions = said.split('\n').filter((text) => text.startsWith('May the agent of'));
    expect(questions.map((text) => text.replace(/ of \S+ do/, ' do'))).toEqual([
      'May the agent do this? Write src/b.txt (edit)',
      'May the agent do this? Write src/c.txt (edit)',
      'May the agent do this? Write src/d.txt (edit)',
    ]);
    expect(said.split('\n').filter((text) => text.startsWith('  > '))).toEqual(['  > y', '  > n', '  > a']);
    const order = said.split('\n').flatMap((text) => /(next|May the agent|> [yna]$|still here)/.exec(text)?.[1] ?? []);
    expect(order).toEqual(['y', 'n', 'a'].flatMap((key) => ['next', 'May the agent', `> ${key}`, 'still here']));
    expect(said).not.toContain('owned');
    expect(said).not.toContain('\u001b]');
    expect(rig.journal(id).filter(({ entry }) => entry === 'asked')).toMatchObject([
      { answer: 'allow' },
      { answer: 'refuse' },
      { answer: 'allow-run' },
    ]);
  });

  test('Ctrl-C at the question pauses the run as always', async () => {
    const { rig, id } = makeAsking(['src/b.txt'], { talksOn: false });
    const { status, said } = await atTerminal(rig, ['work', id], { answers: ['\u0003'] });
    expect([status, said]).toEqual([130, expect.stringContaining('chant work')]);
    expect(rig.show(id)).toMatchObject({ status: 'paused' });
    expect(rig.leftovers()).toEqual([]);
  });

  test('a command whose output is JSON asks nobody', async () => {
    const { rig, id } = makeAsking(['src/b.txt'], { talksOn: false });
    const { status, said } = await atTerminal(rig, ['work', id, '--json'], { answers: [] });
    expect(status).toBe(1);
    expect(said).toContain('nobody to ask: the output is JSON');
    expect(said).not.toContain('May the agent');
  });
});

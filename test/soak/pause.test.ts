import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { bubblewrap } from '../helper/bubblewrap.ts';
import { type ModelServer, startModelServer } from '../helper/model-server.ts';
import { makeProjectRig, type ProjectRig } from '../helper/project-rig.ts';

const key = 'sk-test-e2e-4712';
const patience = { timeout: 60_000, interval: 50 };
const servers: ModelServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

/** An agent that does half of its work, does not hear TERM, and finishes when it is started in its own workspace again. */
const stubborn = `
echo start >> "$RIG/starts"
if [ -e half.txt ]; then echo whole > half.txt; exit 0; fi
echo half > half.txt
sed -i 's/^type: code/type: code\\nstatus: completed/' "$CHANT_SPEC_FILE"
trap '' TERM
: > "$RIG/up"
while :; do sleep 0.05; done`;

const workspaceOf = (rig: ProjectRig): string | undefined =>
  readdirSync(rig.temp).find((name) => name.startsWith('chant-') && !name.endsWith('.session'));

const places: readonly (readonly [string, string])[] = [
  ['a worktree', 'isolation: worktree, sandbox: none'],
  ['a clone', 'isolation: clone, sandbox: none'],
  ...(bubblewrap.works ? [['a sandbox', 'sandbox: bwrap, writable: [$RIG]'] as const] : []),
];

describe.each(places)('in %s', (_, workspace) => {
  test('an agent that ignores TERM and calls its spec completed is paused all the same, and goes on where it was', async () => {
    const rig = makeProjectRig({ files: { 'a.txt': 'a\n' }, agent: ['sh', '-c', stubborn] });
    const config = rig.read('.chant/config.md');
    const places = workspace.replace('$RIG', JSON.stringify(rig.beside));
    rig.write('.chant/config.md', config.replace(/---\n$/, `workspace: { ${places} }\n---\n`));
    const id = rig.addSpec('Do it', { frontmatter: 'type: code\nchecks: [grep -q whole half.txt]' });
    const working = rig.chantAsync(['work', id]);
    await vi.waitFor(() => expect(existsSync(path.join(rig.beside, 'up'))).toBe(true), patience);
    const paused = await rig.chantAsync(['pause', id]);
    expect(paused.status, paused.stderr).toBe(0);
    const place = path.join(rig.temp, workspaceOf(rig) ?? '');
    expect(paused.stdout).toContain(`workspace  ${place}`);
    expect(paused.stdout).toContain('changed    half.txt');
    expect(paused.stdout).toContain(`next: chant resume ${id}`);
    const ended = await working;
    expect([ended.status, ended.stderr]).toEqual([130, expect.stringContaining('was paused')]);
    expect(rig.leftovers().filter((line) => line.startsWith('agent process') || line.startsWith('lease'))).toEqual([]);
    expect(rig.show(id)).toMatchObject({ status: 'paused', run: { workspace: place } });
    expect(rig.chant(['status']).stdout).toMatch(
      /paused: it was paused.*\n.*paused by .*\n.*kept: .*\n.*next: chant resume/,
    );
    expect(readFileSync(path.join(place, 'half.txt'), 'utf8')).toBe('half\n');
    const again = rig.chant(['pause', id]);
    expect([again.status, again.stderr]).toEqual([1, expect.stringContaining('is paused')]);
    const resumed = await rig.chantAsync(['resume', id]);
    expect(resumed.status, resumed.stderr).toBe(0);
    expect(rig.git('show', 'main:half.txt')).toBe('whole');
    expect(rig.show(id)).toMatchObject({ status: 'completed' });
    expect(rig.leftovers()).toEqual([]);
  });

  test('the model sees the conversation of before the pause, and no answer is paid for twice', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const server = await startModelServer(
      [
        { say: 'I begin.', call: { write: 'half.txt', content: 'half\n' } },
        { say: 'I go on.', call: { write: 'half.txt', content: 'whole\n' }, after: held },
        { say: 'Done.' },
      ],
      { key },
    );
    servers.push(server);
    const rig = makeProjectRig({ files: { 'a.txt': 'a\n' }, agent: ['false'], env: { ANTHROPIC_API_KEY: key } });
    const config = rig
      .read('.chant/config.md')
      .replace(/^providers:.*$/m, `providers: { anthropic: { endpoint: "${server.url}/v1" } }`)
      .replace('provider: rig', 'provider: anthropic')
      .replace(/---\n$/, `workspace: { ${workspace.replace(', writable: [$RIG]', '')} }\n---\n`);
    rig.write('.chant/config.md', config);
    const id = rig.addSpec('Do it', { frontmatter: 'type: code\nchecks: [grep -q whole half.txt]' });
    const working = rig.chantAsync(['work', id]);
    // The first answer has come and its tool was used: the second one is asked for.
    await vi.waitFor(() => expect(server.requests).toHaveLength(2), patience);
    const paused = await rig.chantAsync(['pause', id, '--json']);
    expect(paused.status, paused.stderr).toBe(0);
    expect(JSON.parse(paused.stdout)).toMatchObject({
      spec: id,
      status: 'paused',
      session: true,
      changes: ['half.txt'],
    });
    expect((await working).status).toBe(130);
    release();
    const resumed = await rig.chantAsync(['resume', id]);
    expect(resumed.status, resumed.stderr + resumed.stdout).toBe(0);
    expect(server.requests.map((request) => request.got)).toEqual([0, 1, 1, 2]);
    const conversation = JSON.stringify(server.requests[2]?.turns);
    expect(conversation).toContain('I begin.');
    expect(conversation).toContain('paused by a person');
    expect(conversation.split('Do it').length).toBe(JSON.stringify(server.requests[0]?.turns).split('Do it').length);
    // Three answers of 1000 and 25 tokens have come, whatever attempt they came in.
    expect(rig.show(id)).toMatchObject({ status: 'completed', usage: { inputTokens: 3000, outputTokens: 75 } });
    expect(rig.leftovers()).toEqual([]);
  });
});

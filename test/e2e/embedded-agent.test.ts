import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { bubblewrap } from '../helper/bubblewrap.ts';
import { type ModelServer, startModelServer } from '../helper/model-server.ts';
import { makeProjectRig, type ProjectRig } from '../helper/project-rig.ts';

const key = 'sk-test-e2e-4711';
const servers: ModelServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function makeRig(workspace = 'sandbox: none'): Promise<{ rig: ProjectRig; server: ModelServer; id: string }> {
  const server = await startModelServer(
    [
      { say: 'I fix it.', call: { edit: 'src/a.txt', from: 'broken', to: 'fixed' } },
      { call: { write: 'other.txt', content: 'no' } },
      { call: { run: 'env; grep -c fixed src/a.txt' } },
      { call: { tool: 'tick_criterion', arguments: { text: 'a is fixed' } } },
      { say: 'Done.' },
    ],
    { key },
  );
  servers.push(server);
  const rig = makeProjectRig({
    files: { 'src/a.txt': 'broken\n' },
    agent: ['false'],
    env: { ANTHROPIC_API_KEY: key },
    config: `workspace: { ${workspace} }`,
  });
  const config = rig
    .read('.chant/config.md')
    .replace(/^providers:.*$/m, `providers: { anthropic: { endpoint: "${server.url}/v1" } }`);
  rig.write('.chant/config.md', config.replace('provider: rig', 'provider: anthropic'));
  const id = rig.addSpec('Fix a', {
    frontmatter: 'type: code\ntarget_files: [src/a.txt]\nchecks: [grep -q fixed src/a.txt]',
    body: '## Acceptance Criteria\n\n- [ ] a is fixed\n',
  });
  return { rig, server, id };
}

/** Every file of the run record, in one text. */
function readRecord(rig: ProjectRig, id: string): string {
  const folder = path.join(rig.root, '.chant/runs', id, '1');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8')).join('\n');
}

test('chant work with a key and nothing else lands what a model wrote, and keeps the key to itself', async () => {
  const { rig, server, id } = await makeRig();
  const ended = await rig.chantAsync(['work', id]);
  expect(ended.stderr).toBe('');
  expect(ended.status).toBe(0);
  expect(rig.git('show', 'main:src/a.txt')).toBe('fixed');
  expect(rig.git('log', '-1', '--format=%B', 'main')).toContain('anthropic:claude-sonnet-5-5');
  expect(rig.leftovers()).toEqual([]);
  expect(rig.show(id)).toMatchObject({ status: 'completed' });
  const outcome = rig.journal(id).find((line) => line['entry'] === 'agent-ended')?.['outcome'];
  expect(outcome).toMatchObject({
    denied: ['write: other.txt is out of scope; only these may change: src/a.txt'],
    usage: { inputTokens: 5000, outputTokens: 125 },
  });
  expect(server.requests.map((one) => one.key)).toEqual([key, key, key, key, key]);
  const told = JSON.stringify(server.requests.map((one) => one.body));
  expect(told).toContain('CHANT_SPEC_ID');
  for (const text of [told, ended.stdout, readRecord(rig, id)]) expect(text).not.toContain(key);
});

test.skipIf(!bubblewrap.works)('in the sandbox it works just so', async () => {
  const { rig, id } = await makeRig('sandbox: bwrap');
  const ended = await rig.chantAsync(['work', id]);
  expect([ended.status, ended.stderr]).toEqual([0, '']);
  expect(rig.git('show', 'main:src/a.txt')).toBe('fixed');
});

test.skipIf(!bubblewrap.works)('with a list of hosts that holds its endpoint it works just so', async () => {
  const { rig, id, server } = await makeRig('sandbox: bwrap, network: [localhost:1]');
  const config = rig.read('.chant/config.md').replace('localhost:1', `localhost:${new URL(server.url).port}`);
  rig.write('.chant/config.md', config.replaceAll('127.0.0.1', 'localhost'));
  const ended = await rig.chantAsync(['work', id]);
  expect([ended.status, ended.stderr]).toEqual([0, '']);
  expect(rig.git('show', 'main:src/a.txt')).toBe('fixed');
});

test('chant work without the key changes nothing and names the variable', async () => {
  const { rig, id } = await makeRig();
  rig.write('.chant/config.md', rig.read('.chant/config.md').replace(/^providers:.*$/m, ''));
  const ended = await rig.chantAsync(['work', id], { env: { ANTHROPIC_API_KEY: '' } });
  expect(ended.status).toBe(1);
  expect(ended.stderr).toContain('ANTHROPIC_API_KEY is not set');
  expect(rig.show(id)).toMatchObject({ status: 'ready' });
  expect(rig.leftovers()).toEqual([]);
});

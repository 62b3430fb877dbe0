import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fieldsOf, itemsOf, textOf } from '../../src/core/raw-value.ts';
import { startModelServer } from '../helper/model-server.ts';
import { makeProjectRig, type ProjectRig } from '../helper/project-rig.ts';
import { type Client, linkPrograms } from './client.ts';
import type { Scenario } from './scenario.ts';
import type { Seen } from './seen.ts';

/** What vitest sets for the code under test, and what agents would take for their own. */
const notOurs = ['NODE_ENV', 'VITEST', 'TEST', 'DEV', 'PROD', 'MODE', 'BASE_URL', 'SSR'];

/** The key that the model takes. */
const rightKey = 'sk-test-right-4711';

/** Has a client work at a scenario through `chant work`, as the built program does it, and tells what was seen. */
export async function runScenario(client: Client, scenario: Scenario): Promise<Seen> {
  for (const name of notOurs) delete process.env[name];
  const server = await startModelServer(scenario.script, { key: rightKey });
  try {
    const rig = makeRig(client, scenario, server.url);
    const id = rig.addSpec('Make a', {
      frontmatter: 'target_files: [src/*.txt]\nchecks: [cat src/*.txt | grep -q made]',
      body: 'Put the word `made` into a file under src/.\n',
    });
    const begin = performance.now();
    const { status, stderr } = await rig.chantAsync(['work', id]);
    const ms = performance.now() - begin;
    return { status, stderr, ms, requests: [...server.requests], ...look(rig, id) };
  } finally {
    await server.stop();
  }
}

function makeRig(client: Client, scenario: Scenario, url: string): ProjectRig {
  const { env, files = {}, settings = [] } = client.setUp({ url, key: scenario.wrongKey ? 'sk-test-wrong' : rightKey });
  const rig = makeProjectRig({ files: { 'src/b.txt': 'old\n' }, agent: ['false'] });
  const home = path.join(rig.beside, 'home');
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(home, file)), { recursive: true });
    writeFileSync(path.join(home, file), text);
  }
  mkdirSync(home, { recursive: true });
  linkPrograms(client, path.join(home, '.local/bin'));
  const provider = [...settings, `permissions: ${scenario.permissions ?? 'allow'}`];
  rig.write(
    '.chant/config.md',
    [
      '---',
      'project: { name: store }',
      `defaults: { provider: ${client.provider} }`,
      'providers:',
      `  ${client.provider}:`,
      ...provider.map((line) => `    ${line}`),
      `workspace: { sandbox: ${scenario.sandbox === true ? 'bwrap' : 'none'} }`,
      ...(scenario.config ?? ['limits: { timeout: 2m, attempts: 2 }']),
      '---',
      '',
    ].join('\n'),
  );
  rig.git('commit', '-qam', 'configuration');
  const search = `${path.join(home, '.local/bin')}:${path.dirname(process.execPath)}:/usr/bin:/bin`;
  const world = { HOME: home, PATH: search, LANG: 'C.UTF-8', ...env };
  return {
    ...rig,
    chantAsync: (args, start) => rig.chantAsync(args, { ...start, env: { ...world, ...start?.env } }),
  };
}

function look(rig: ProjectRig, id: string): Omit<Seen, 'status' | 'stderr' | 'ms' | 'requests'> {
  const journal = rig.journal(id);
  const finished = fieldsOf(journal.find(({ entry }) => entry === 'finished'));
  const agent = fieldsOf(journal.findLast(({ entry }) => entry === 'agent-ended')?.['outcome']);
  const usage = fieldsOf(agent['usage']);
  const final = fieldsOf(agent['final'])['ok'];
  const outcome = textOf(finished['outcome']) ?? 'nothing';
  const reason = textOf(finished['reason']);
  return {
    outcome: reason === null || outcome === 'completed' ? outcome : `${outcome}: ${reason}`,
    detail: itemsOf(finished['detail']).map(String),
    lastMessage: textOf(agent['lastMessage']) ?? '',
    ending: textOf(agent['ending']) ?? 'none',
    isFinalGood: typeof final === 'boolean' ? final : null,
    cause: textOf(fieldsOf(agent['trouble'])['cause']),
    strays: itemsOf(agent['leftovers']).map(String),
    denied: itemsOf(agent['denied']).map(String),
    inputTokens: numberOf(usage['inputTokens']),
    outputTokens: numberOf(usage['outputTokens']),
    costUsd: numberOf(usage['costUsd']),
    landed: Object.fromEntries(
      rig
        .git('ls-tree', '-r', '--name-only', 'main')
        .split('\n')
        .filter((file) => !file.startsWith('.chant/'))
        .map((file) => [file, rig.git('show', `main:${file}`)]),
    ),
    specs: Object.fromEntries(listSpecs(rig)),
    // What agents leave for themselves in the temp folder is theirs.
    leftovers: rig.leftovers().filter((one) => !/^in the temp folder: (?!chant-)/.test(one)),
  };
}

function listSpecs(rig: ProjectRig): readonly (readonly [string, string])[] {
  const listed = JSON.parse(rig.chant(['list', '--json']).stdout) as unknown;
  const rows = Array.isArray(listed) ? listed : itemsOf(fieldsOf(listed)['specs']);
  return rows.map((row) => [String(fieldsOf(row)['title']), String(fieldsOf(row)['status'])] as const);
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

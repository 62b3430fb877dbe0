import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fieldsOf, itemsOf, textOf } from '../../src/core/raw-value.ts';
import { startModelServer } from '../helper/model-server.ts';
import { makeProjectRig, type ProjectRig } from '../helper/project-rig.ts';
import { type Client, linkPrograms } from './client.ts';
import { justWork } from './course.ts';
import type { Scenario } from './scenario.ts';
import type { Attempt, Command, Seen } from './seen.ts';

/** What vitest sets for the code under test, and what agents would take for their own. */
const notOurs = ['NODE_ENV', 'VITEST', 'TEST', 'DEV', 'PROD', 'MODE', 'BASE_URL', 'SSR'];

/** The key that the model takes. */
const rightKey = 'sk-test-right-4711';

/** Has a client work at a scenario through the built program, and tells what was seen. */
export async function runScenario(client: Client, scenario: Scenario): Promise<Seen> {
  for (const name of notOurs) delete process.env[name];
  const server = await startModelServer(scenario.script, { key: rightKey });
  try {
    const rig = makeRig(client, scenario, server.url);
    const id = rig.addSpec('Make a', {
      frontmatter: 'target_files: [src/*.txt]\nchecks: [cat src/*.txt | grep -q made]',
      body: 'Put the word `made` into a file under src/.\n',
    });
    const commands: Command[] = [];
    const begin = performance.now();
    await (scenario.course ?? justWork)({
      ...{ rig, client, id, requests: server.requests },
      chant: async (name, ...options) => {
        const begun = { line: [name, ...options].join(' '), since: server.requests.length };
        const place = commands.push({ ...begun, status: null, stdout: '', stderr: '' }) - 1;
        const ended = await rig.chantAsync([name, id, ...options]);
        commands[place] = { ...begun, ...ended };
        return ended;
      },
    });
    const ms = performance.now() - begin;
    const { status = null, stderr = '' } = commands.at(-1) ?? {};
    return { status, stderr, ms, commands, requests: [...server.requests], ...look(rig, id) };
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

function look(rig: ProjectRig, id: string): Omit<Seen, 'status' | 'stderr' | 'ms' | 'requests' | 'commands'> {
  const attempts = readdirSync(path.join(rig.root, '.chant/runs', id))
    .filter((name) => /^\d+$/.test(name))
    .toSorted((a, b) => Number(a) - Number(b))
    .map((name) => lookAt(rig, id, Number(name)));
  const last = attempts.at(-1);
  if (last === undefined) throw new Error('nothing was attempted');
  return {
    ...last,
    attempts,
    landed: readFiles(rig, 'main'),
    specs: Object.fromEntries(listSpecs(rig)),
    // What agents leave for themselves in the temp folder is theirs.
    leftovers: rig.leftovers().filter((one) => !/^in the temp folder: (?!chant-)/.test(one)),
  };
}

function lookAt(rig: ProjectRig, id: string, attempt: number): Attempt {
  const journal = rig.journal(id, attempt);
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
    // qwen looks for the editor that it may run in, which takes its time where much else runs.
    strays: itemsOf(agent['leftovers'])
      .map(String)
      .filter((command) => !command.includes('ps -o ppid=')),
    denied: itemsOf(agent['denied']).map(String),
    inputTokens: numberOf(usage['inputTokens']),
    outputTokens: numberOf(usage['outputTokens']),
    costUsd: numberOf(usage['costUsd']),
    pinned: readFiles(rig, `refs/chant/runs/${id}/${attempt}`),
  };
}

/** Path -> content of the scenarios' files in a commit; nothing where there is no such ref. */
function readFiles(rig: ProjectRig, ref: string): Readonly<Record<string, string>> {
  const commit = rig.git('for-each-ref', '--format=%(objectname)', ref, `refs/heads/${ref}`);
  if (commit === '') return {};
  const files = rig.git('ls-tree', '-r', '--name-only', commit).split('\n');
  return Object.fromEntries(
    files.filter((file) => !file.startsWith('.chant/')).map((file) => [file, rig.git('show', `${commit}:${file}`)]),
  );
}

function listSpecs(rig: ProjectRig): readonly (readonly [string, string])[] {
  const listed = JSON.parse(rig.chant(['list', '--json']).stdout) as unknown;
  const rows = Array.isArray(listed) ? listed : itemsOf(fieldsOf(listed)['specs']);
  return rows.map((row) => [String(fieldsOf(row)['title']), String(fieldsOf(row)['status'])] as const);
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

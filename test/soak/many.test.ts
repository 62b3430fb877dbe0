import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type Ended, makeProjectRig, type ProjectRig } from '../helper/project-rig.ts';

const processes = 20;
const specsEach = 10;
const races = 100;

/** Writes one file of the spec's own, and counts its starts where the test can see them. */
const agent = ['sh', '-c', 'echo start >> "$RIG/starts/$CHANT_SPEC_ID"; echo work > "$CHANT_SPEC_ID.txt"'];

let rig: ProjectRig;
let ids: readonly string[] = [];

beforeAll(() => {
  rig = makeProjectRig({ files: { 'a.txt': 'a\n' }, agent });
  mkdirSync(path.join(rig.beside, 'starts'));
});

test('twenty processes that add ten specs each at once make 200 specs with ids of their own, each whole', async () => {
  const addTen = async (name: number): Promise<readonly Ended[]> => {
    const added: Ended[] = [];
    for (let index = 0; index < specsEach; index++) {
      added.push(await rig.chantAsync(['add', `Spec ${index} of process ${name}`]));
    }
    return added;
  };
  const all = (await Promise.all(Array.from({ length: processes }, (_, name) => addTen(name)))).flat();
  expect(all.filter((one) => one.status !== 0 || one.stderr !== '')).toEqual([]);
  ids = all.map((one) => one.stdout.trim().replace('Created spec: ', '')).sort();
  const wanted = processes * specsEach;
  expect(new Set(ids).size).toBe(wanted);
  expect(new Set(ids.map((id) => id.split('-')[3])).size).toBe(wanted);
  expect(
    readdirSync(path.join(rig.root, '.chant/specs'))
      .map((name) => name.replace(/\.md$/, ''))
      .sort(),
  ).toEqual(ids);
  const texts = ids.map((id) => rig.read(`.chant/specs/${id}.md`));
  for (const text of texts) expect(text).toMatch(/^---\ntype: code\n---\n\n# Spec \d of process \d+\n/);
  expect(new Set(texts).size).toBe(wanted);
});

/** How the second of two can hear of the first: it is at work, or it has been. */
function isTurnedAway({ status, stderr }: Ended, id: string): boolean {
  if (status === 6) return /is in use by another chant\n {2}process [1-9]\d* on \S+, since \d{4}-/.test(stderr);
  return status === 1 && stderr.includes(`${id} is completed`);
}

test('two chant work on one spec, a hundred times: one runs, and the other says who has it', async () => {
  expect(ids.length).toBeGreaterThanOrEqual(races);
  const trouble: string[] = [];
  for (const id of ids.slice(0, races)) {
    const both = await Promise.all([rig.chantAsync(['work', id]), rig.chantAsync(['work', id])]);
    const winners = both.filter((one) => one.status === 0);
    const others = both.filter((one) => one.status !== 0);
    if (winners.length !== 1 || !others.every((one) => isTurnedAway(one, id))) {
      trouble.push(`${id}: ${JSON.stringify(both)}`);
    }
    const starts = path.join(rig.beside, 'starts', id);
    const count = existsSync(starts) ? readFileSync(starts, 'utf8').trim().split('\n').length : 0;
    if (count !== 1) trouble.push(`${id}: the agent ran ${count} times`);
  }
  expect(trouble).toEqual([]);
  const subjects = rig.git('log', '--first-parent', '--format=%s', 'main').split('\n');
  expect(subjects.filter((subject) => subject.startsWith('chant(')).length).toBe(races);
  expect(rig.leftovers()).toEqual([]);
  expect(readdirSync(path.join(rig.root, '.chant/specs')).filter((name) => name.startsWith('.'))).toEqual([]);
});

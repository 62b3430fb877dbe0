import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { gatherAll } from './liars/gather-all.ts';
import { type Caught, expectClean, type LiarRig, makeLiar, work } from './liars/liar-rig.ts';
import type { Liar } from './liars/liar-test.ts';
import { bubblewrap } from '../helper/bubblewrap.ts';

/*
 * Every liar of test/soak/liars works twice: in a worktree, where what it does to the repository has to be noticed, and
 * in the sandbox. The report is docs/liars.md; LIARS_REPORT=1 writes it anew.
 */

const page = path.resolve(import.meta.dirname, '../../docs/liars.md');
const repository = path.resolve(import.meta.dirname, '../..');
const liars = bubblewrap.works ? await gatherAll() : [];
const told = readFileSync(page, 'utf8');
const rows: string[] = [];
const writes = process.env['LIARS_REPORT'] === '1';

/** One of them works on a spec that nobody has approved; for the others it says nothing. */
const flag = '--skip-approval';

/** What lies beside the repository is the liar's own, and is shown to it; the repository is not. */
const boxed = `sandbox: bwrap, writable: [../out], expose: [${repository}/test/fixtures, ${repository}/node_modules]`;

function makePlace({ script, options }: Liar, workspace: string): LiarRig {
  const rig = makeLiar(script, { ...options, workspace, beside: 'out' });
  // The user of the tests in which one does something meanwhile has done it.
  writeFileSync(path.join(rig.beside, 'out/go'), '');
  return rig;
}

/** What needed noticing: the gate that failed, and what was put back or warned of. */
function wordNoticed({ reason, gates, touched }: Caught): string | null {
  if (typeof reason === 'string') return reason;
  if (touched !== '') return 'told of';
  return Object.values(gates).includes('warned') ? 'warned of' : null;
}

function wordVerdict(before: string | null, now: string | null): string {
  if (before === null && now === null) return 'nothing to detect';
  if (now === null) return 'impossible';
  return before === 'repository-touched' && now !== before ? `impossible; ${now}` : 'detected';
}

/** What stands in the first column. */
function readTitle(row: string): string {
  return row.replace(/^\| (.*?) \| (?:impossible|detected|nothing) .*$/, '$1');
}

/** The user's side, but for what a landing changes there. */
function lookAside(rig: LiarRig): string {
  const refs = rig.git(
    'for-each-ref',
    'refs/heads/spare',
    'refs/tags',
    'refs/stash',
    '--format=%(refname) %(objectname)',
  );
  return [refs, ...['.git/config', 'draft.txt', 'notes.txt', 'staged.txt'].map((file) => rig.read(file))].join(
    '\n---\n',
  );
}

/** Has it work in both places, sees that it harmed nothing in the sandbox, and words its row of the page. */
function seeLiar(title: string, liar: Liar): string {
  const before = wordNoticed(work(makePlace(liar, 'isolation: worktree, sandbox: none'), flag));
  const rig = makePlace(liar, boxed);
  const [whole, aside] = [rig.look(), lookAside(rig)];
  const caught = work(rig, flag);
  const now = wordNoticed(caught);
  expect(caught.reason, caught.output).not.toBe('repository-touched');
  expect(lookAside(rig)).toBe(aside);
  // A landing and a halt write into the project; nobody else does.
  if (caught.outcome !== 'completed' && caught.reason !== 'halted') expect(rig.look()).toBe(whole);
  expectClean(rig);
  return `${beginRow(title)} ${wordVerdict(before, now)} | ${before ?? '-'} | ${now ?? '-'} |`;
}

function beginRow(title: string): string {
  return `| ${title.replaceAll('|', '\\|')} |`;
}

describe.skipIf(!bubblewrap.works)('in the sandbox', () => {
  test.each(liars.map((liar) => [liar.title, liar] as const))('%s', (title, liar) => {
    const wanted = told.split('\n').find((line) => line.startsWith(beginRow(title)));
    let row = seeLiar(title, liar);
    if (row !== wanted && !writes) {
      // Which of two gates notices it may hang on who is faster. That it harms nothing is demanded both times.
      process.stdout.write(`\nlooked at once more, because it was\n${row}\n`);
      row = seeLiar(title, liar);
    }
    rows.push(row);
    if (!writes) expect(row).toBe(wanted);
  });

  test('docs/liars.md tells of every liar, and of none that there is not', () => {
    const [head = '', ...table] = told.slice(told.indexOf('| --- ')).trimEnd().split('\n');
    expect(rows).toHaveLength(liars.length);
    if (writes) writeFileSync(page, `${told.slice(0, told.indexOf(head))}${[head, ...rows].join('\n')}\n`);
    else expect(table.map(readTitle)).toEqual(rows.map(readTitle));
  });

  afterAll(() => {
    const count = (word: string): number => rows.filter((row) => row.includes(`| ${word}`)).length;
    const summary = ['impossible', 'detected', 'nothing to detect'].map((word) => `${count(word)} ${word}`).join(', ');
    process.stdout.write(`\nliars in the sandbox: ${summary}\n${rows.join('\n')}\n`);
  });
});

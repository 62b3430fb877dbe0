import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { copyProjectRig, type Ended, makeProjectRig, type ProjectRig } from './project-rig.ts';

const fixtures = path.resolve(import.meta.dirname, '../fixtures');
const agent = [process.execPath, path.join(fixtures, 'agents/page-kill.mjs')];

/** A run that is killed at each of its moments. */
export interface Story {
  readonly name: string;
  readonly kind: 'code' | 'halt' | 'research';
  /** More of the configuration and of the spec's frontmatter, as YAML lines. */
  readonly config?: string;
  readonly frontmatter?: string;
  /** The user commits on main while the agent works. */
  readonly mainMoves?: boolean;
  /** Branch that it lands on; absent: main. */
  readonly target?: string;
  /** The entry of the journal at which the moments begin, where those before it are another story's, too. */
  readonly from?: string;
  /** The run is killed after each of its git commands, too. */
  readonly gitToo?: boolean;
  /** The moments are those of a second `chant work`, which goes on from a result that is pinned. */
  readonly resumed?: boolean;
  /** It takes bubblewrap. */
  readonly boxed?: boolean;
}

/** The n-th journal line is on disk, the n-th git command has ended or has begun. 0: the run is left alone. */
export interface Moment {
  readonly on: 'journal' | 'git' | 'inside-git';
  readonly at: number;
}

export interface Stage {
  readonly rig: ProjectRig;
  readonly id: string;
}

/** A repository with a spec to be worked on, research that git does not have, and an uncommitted change of the user's. */
export async function prepareStory(story: Story): Promise<Stage> {
  const rig = makeProjectRig({
    files: { 'a.txt': 'a\n', 'notes.txt': 'notes\n' },
    agent,
    silent: story.kind === 'research',
    env: { STORY: story.kind },
    config: placeStory(story),
  });
  rig.write('.chant/research/known.md', 'what is known\n');
  const wanted =
    story.kind === 'research'
      ? 'type: research\ntarget_files: [.chant/research/found.md]'
      : 'type: code\ntarget_files: [first.txt, fix.txt]';
  const id = rig.addSpec('Fix #1', {
    frontmatter: `${wanted}\ninformed_by: [.chant/research/known.md]\n${story.frontmatter ?? ''}`,
  });
  rig.write('notes.txt', 'notes, and more of them\n');
  const stage = { rig, id };
  if (story.resumed !== true) return stage;
  const whole = copyStory(stage, story);
  await workUntil(whole, story, { on: 'journal', at: 0 });
  const collected = readEntries(whole).indexOf('end collect') + 1;
  await workUntil(stage, story, { on: 'journal', at: collected });
  await rig.chantAsync(['list']);
  return stage;
}

/** Its configuration; in a worktree without a sandbox, where the story does not say otherwise. */
function placeStory({ config = '' }: Story): string {
  return /^workspace:/m.test(config) ? config : `workspace: { isolation: worktree, sandbox: none }\n${config}`;
}

/** The same stage in folders of its own. */
export function copyStory(stage: Stage, story: Story): Stage {
  const rig = copyProjectRig(stage.rig, { STORY: story.kind });
  // What an agent in a sandbox may write must be there before.
  for (const file of ['starts', 'commits']) writeFileSync(path.join(rig.beside, file), '');
  return { ...stage, rig };
}

/** `chant work`, until the moment comes. */
export function workUntil({ rig, id }: Stage, story: Story, moment: Moment): Promise<Ended> {
  return rig.chantAsync(['work', id], {
    node: ['--require', path.join(fixtures, 'kill-after.cjs')],
    env: { KILL_ON: moment.on, KILL_AT: String(moment.at), MOVE_MAIN: story.mainMoves === true ? '1' : '' },
  });
}

/** Entries of the journals of all attempts, in order: `begin claim`, `collected`, ... */
export function readEntries({ rig, id }: Stage): readonly string[] {
  const folder = path.join(rig.root, '.chant/runs', id);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((attempt) =>
    rig.journal(id, Number(attempt)).map((line) => [line['entry'], line['step']].filter(Boolean).join(' ')),
  );
}

/** How many moments of a kind a run has. */
export async function countMoments(template: Stage, story: Story, on: Moment['on']): Promise<number> {
  const stage = copyStory(template, story);
  await workUntil(stage, story, { on, at: 0 });
  return Number(readFileSync(path.join(stage.rig.beside, 'moments'), 'utf8'));
}

/** Lines that the agents of a stage have written down. */
export function readNotes({ rig }: Stage, file: 'starts' | 'commits'): readonly string[] {
  const name = path.join(rig.beside, file);
  return existsSync(name) ? readFileSync(name, 'utf8').trim().split('\n') : [];
}

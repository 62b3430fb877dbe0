import path from 'node:path';
import type { Context } from '../../context.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { fillSession } from '../../core/session/fill-session.ts';
import { copyShipped, makeDemoFolder, readShipped, writeDemoFile } from '../../io/assets/demo-folder.ts';
import { initProject } from '../operations/init-project.ts';
import { beginInvestigation, type DemoSpec } from './begin-investigation.ts';
import { commitProject, makeRepositories } from './make-repositories.ts';
import { type DemoPlaces, playedPhases } from './phases.ts';

export interface Demo {
  readonly places: DemoPlaces;
  readonly specs: readonly DemoSpec[];
  /** The world as somebody sees it who stands in the project. */
  readonly context: Context;
}

/** Makes everything that a demo needs, up to the first `chant work`. */
export async function layOutDemo(context: Context, dir: string | null): Promise<Result<Demo, Failure>> {
  const folder = makeDemoFolder(dir === null ? null : path.resolve(context.cwd, dir));
  if (!folder.ok) return folder;
  const places = placeDemo(folder.value);
  const { demo } = context.assets;
  const copied = copyShipped(path.join(demo, 'project'), places.project);
  if (!copied.ok) return copied;
  const repositories = await makeRepositories(places, context.env);
  if (!repositories.ok) return repositories;
  const sessions = writeSessions(demo, places);
  if (!sessions.ok) return sessions;
  const issue = copyShipped(path.join(demo, 'issue-1234.md'), places.issue);
  if (!issue.ok) return issue;
  const configured = copyShipped(path.join(demo, 'chant'), path.join(places.project, '.chant'));
  if (!configured.ok) return configured;
  const inside = { ...context, cwd: places.project, repo: null };
  const none = { name: null, provider: null, agent: null, acp: false, check: null, mainBranch: null };
  const initialised = await initProject(inside, { ...none, silent: false });
  if (!initialised.ok) return initialised;
  const specs = await beginInvestigation(inside, places);
  if (!specs.ok) return specs;
  const committed = await commitProject(places, context.env, 'Plan the work on issue #1234');
  return committed.ok ? ok({ places, specs: specs.value, context: inside }) : committed;
}

function placeDemo(dir: string): DemoPlaces {
  const at = (name: string): string => path.join(dir, name);
  const remotes = { upstream: at('upstream.git'), fork: at('fork.git') };
  return { dir, project: at('project'), ...remotes, issue: at('issue-1234.md'), sessions: at('sessions') };
}

/** What an agent writes lies as real files beside each session; a session that is played holds them itself. */
function writeSessions(demo: string, places: DemoPlaces): Result<void, Failure> {
  for (const phase of playedPhases) {
    const folder = path.join(demo, 'phases', phase);
    const session = readShipped(path.join(folder, 'session.jsonl'));
    if (!session.ok) return session;
    const filled = fillSession(session.value, (file) => {
      const text = readShipped(path.join(folder, 'files', file));
      return text.ok ? text.value : null;
    });
    const written = writeDemoFile(path.join(places.sessions, `${phase}.jsonl`), filled);
    if (!written.ok) return written;
  }
  return ok(undefined);
}

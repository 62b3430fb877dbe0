import { buildOutcome } from '../../core/plan/build-outcome.ts';
import { formatCommitMessage } from '../../core/plan/commit-message.ts';
import { findTampering } from '../../core/plan/tampering.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { SpecDocument } from '../../core/spec/spec.ts';
import { commitTree } from '../../io/git/commit-tree.ts';
import { listIgnored } from '../../io/git/check-ignore.ts';
import { writeBlob } from '../../io/git/hash-object.ts';
import { readIdentity } from '../../io/git/read-identity.ts';
import { readTreeInto, setEntries, writeTree } from '../../io/git/write-tree.ts';
import { removeFile } from '../../io/workspace/private-file.ts';
import { parseCopy } from '../work/judge.ts';
import { readOwnSpec } from '../work/read-own-spec.ts';
import type { Run } from '../work/run.ts';
import type { Combined } from './combine.ts';
import { type LandInput, type Stopped, stopped } from './landing.ts';

/** The commit that lands, complete; nothing names it yet. */
export interface Composed {
  readonly kind: 'composed';
  readonly target: string;
  readonly from: string | null;
  readonly commit: string;
  /** What the user's copy of the spec says now, and what it will say; null: git does not carry the spec. */
  readonly specText: { readonly before: string; readonly after: string } | null;
  /** The spec with its outcome where git does not carry it: to be written home by hand. */
  readonly ownText: string | null;
}

/** Writes the spec's outcome into the same commit as the work, unless `.chant/` is not tracked. */
export async function composeOutcome(
  run: Run,
  input: LandInput & { readonly combined: Combined },
): Promise<Result<Composed | Stopped, Failure>> {
  const { spec, project } = run;
  const { combined } = input;
  const own = readOwnSpec(run);
  if (!own.ok) return own;
  const { text, whole } = own.value;
  const changed = listChangedIntent(run, whole);
  if (changed.length > 0) {
    const detail = changed.map((what) => `${spec.path}: ${what} while the agent worked`);
    return ok(stopped('ready-to-land', detail));
  }
  const outcome = buildOutcomeText(run, input, whole.text);
  if (!outcome.ok) return outcome;
  const isCarried = project.config.silent ? ok(false) : await isCarriedByGit(run);
  if (!isCarried.ok) return isCarried;
  const target = project.config.landing.mode === 'branch' ? input.ground.branch : input.ground.target;
  const parts = { kind: 'composed', target, from: combined.from } as const;
  if (!isCarried.value) {
    // Without a change of its own the landing is only what is carried home by hand.
    if (input.collected.work === input.ground.base)
      return ok({ ...parts, commit: combined.from ?? input.ground.base, specText: null, ownText: outcome.value });
    const commit = await writeCommit(run, input, combined.tree);
    return commit.ok ? ok({ ...parts, commit: commit.value, specText: null, ownText: outcome.value }) : commit;
  }
  const tree = await addSpec(run, combined.tree, outcome.value);
  if (!tree.ok) return tree;
  const commit = await writeCommit(run, input, tree.value);
  return commit.ok
    ? ok({
        ...parts,
        commit: commit.value,
        specText: { before: text, after: outcome.value },
        ownText: null,
      })
    : commit;
}

/** Whether git has, or would take, the spec's file. A `.chant` that is a link to elsewhere is nothing of git's. */
async function isCarriedByGit({ repo, spec }: Run): Promise<Result<boolean, Failure>> {
  const ignored = await listIgnored(repo, [spec.path]);
  if (ignored.ok) return ok(ignored.value.length === 0);
  const { failure } = ignored;
  return failure.kind === 'git-failed' && failure.stderr.includes('beyond a symbolic link') ? ok(false) : ignored;
}

/**
 * What its owner changed meanwhile in the spec that the run was judged by. The status is chant's to write, and a
 * confirmation comes after the run by its nature.
 */
function listChangedIntent(run: Run, document: SpecDocument): readonly string[] {
  const same = { status: 'pending', confirm: run.spec.confirm } as const;
  return findTampering({ ...run.spec, ...same }, { ...document.spec, ...same });
}

function buildOutcomeText(
  run: Run,
  input: LandInput & { readonly combined: Combined },
  text: string,
): Result<string, Failure> {
  const { collected, ground, combined } = input;
  return buildOutcome({
    text,
    copy: collected.specText,
    carried: run.text,
    claimed: parseCopy(run, collected.specText)?.criteria ?? [],
    evidence: combined.evidence,
    branch: ground.target.replace('refs/heads/', ''),
    commits: collected.work === ground.base ? [] : [collected.work],
    completedAt: new Date(run.context.clock.now()).toISOString(),
    model: chooseModel(run),
    inputs: input.inputs,
  });
}

/** The model that worked; null: none did, or nobody knows. */
function chooseModel({ options, spec, project }: Run): string | null {
  return spec.type === 'driver' ? null : (options.model ?? spec.model ?? project.config.defaults.model);
}

async function addSpec(run: Run, tree: string, text: string): Promise<Result<string, Failure>> {
  const { repo, spec } = run;
  const index = `${run.dir}/index.landing`;
  removeFile(`${index}.lock`);
  const filled = await readTreeInto(repo, tree, index);
  if (!filled.ok) return filled;
  const object = await writeBlob(repo, { text, path: spec.path });
  if (!object.ok) return object;
  const set = await setEntries(
    repo,
    index,
    new Map([[spec.path, { mode: '100644', object: object.value, path: spec.path }]]),
  );
  if (!set.ok) return set;
  const written = await writeTree(repo, index);
  removeFile(index);
  return written;
}

async function writeCommit(
  run: Run,
  input: LandInput & { readonly combined: Combined },
  tree: string,
): Promise<Result<string, Failure>> {
  const identity = await readIdentity(run.repo);
  if (!identity.ok) return identity;
  const message = formatCommitMessage(run.spec, run.attempt, input.agent);
  return commitTree(run.repo, { tree, parents: input.combined.parents, message, identity: identity.value });
}

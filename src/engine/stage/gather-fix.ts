import { livePath } from '../../core/spec/live-path.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { parseSpec } from '../../core/spec/parse-spec.ts';
import type { Spec, SpecDocument } from '../../core/spec/spec.ts';
import { type PlannedPieces, planPieces } from '../../core/staging/plan-pieces.ts';
import { readBytesAt } from '../../io/git/cat-file.ts';
import { logFirstParent } from '../../io/git/log-first-parent.ts';
import { resolveCommit } from '../../io/git/rev-parse.ts';
import { loadSpecs } from '../../io/store/load-specs.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { loadLatestRecord } from '../../io/store/run-record.ts';
import { refusePublish } from '../forge/fork-site.ts';
import { judgeLoaded } from '../judge-specs.ts';
import type { Site } from '../work/check-ready.ts';
import { findMainBranch, findTarget } from '../work/find-target.ts';

/** A fix as it landed here. */
export interface Fix {
  /** With its outcome, where git carries it. */
  readonly document: SpecDocument;
  readonly attempt: number;
  /** Ref that it landed on, and its tip. */
  readonly target: string;
  readonly tip: string;
  readonly history: PlannedPieces;
  /** Specs of the chain that it ends, itself and its members included, by id. */
  readonly chain: ReadonlyMap<string, Spec>;
}

/**
 * What a landed fix is made of: its own landings, those of what it depends on, and what people committed on its branch.
 * `without`: commits that are on the forge already. Failures: publish-refused (not-landed), git-failed, file-trouble.
 */
export async function gatherFix(site: Site, id: string, without: readonly string[]): Promise<Result<Fix, Failure>> {
  const { context, project } = site;
  const judged = judgeLoaded(context, project, loadSpecs(project.store, { archived: true }));
  const specs = new Map<string, Spec>();
  for (const spec of judged.specs) if (!spec.archived || !specs.has(spec.id)) specs.set(spec.id, spec);
  const spec = specs.get(id);
  if (spec === undefined) return err({ kind: 'spec-not-found', query: id, near: [] });
  const status = judged.statusOf(spec);
  if (status !== 'completed') return refusePublish('not-landed', [id, status]);
  const record = loadLatestRecord(project.store, id);
  const target = await findLanded(site, spec, record?.landed?.target ?? null);
  if (!target.ok) return target;
  if (target.value === null) return refusePublish('not-landed', [id, 'completed elsewhere: no branch here has it']);
  const { ref, tip } = target.value;
  const chain = new Map<string, Spec>();
  const add = (one: string): void => {
    const found = specs.get(one);
    if (found === undefined || chain.has(one)) return;
    chain.set(one, found);
    for (const base of judged.graph.get(one)?.resolved ?? []) add(base);
    // What a driver brings is what its members bring.
    if (found.type === 'driver') for (const member of specs.keys()) if (member.startsWith(`${one}.`)) add(member);
  };
  add(id);
  const history = await readHistory(site, { ref, tip, without, chain: new Set(chain.keys()) });
  if (!history.ok) return history;
  const document = await readLandedDocument(site, spec, tip);
  if (!document.ok) return document;
  return ok({
    document: document.value,
    attempt: record?.attempt ?? 1,
    ...{ target: ref, tip, history: history.value, chain },
  });
}

interface LandedAt {
  readonly ref: string;
  readonly tip: string;
}

/** The branch that a spec landed on: as its run says, else as its file does. */
async function findLanded(site: Site, spec: Spec, told: string | null): Promise<Result<LandedAt | null, Failure>> {
  const names = [told, spec.branch === null ? null : `refs/heads/${spec.branch}`].filter((name) => name !== null);
  for (const ref of names) {
    const tip = await resolveCommit(site.repo, ref);
    if (!tip.ok) return tip;
    if (tip.value !== null) return ok({ ref, tip: tip.value });
  }
  const target = await findTarget(site.repo, spec, site.project.config);
  return target.ok && target.value.exists ? ok({ ref: target.value.ref, tip: target.value.tip }) : ok(null);
}

async function readHistory(
  site: Site,
  asked: LandedAt & { readonly without: readonly string[]; readonly chain: ReadonlySet<string> },
): Promise<Result<PlannedPieces, Failure>> {
  const { repo, project } = site;
  const all = await logFirstParent(repo, asked.tip, asked.without);
  if (!all.ok) return all;
  const main = await findMainBranch(repo, project.config);
  if (!main.ok) return main;
  const mainTip = await resolveCommit(repo, main.value);
  if (!mainTip.ok) return mainTip;
  const beside = mainTip.value === null ? asked.without : [...asked.without, mainTip.value];
  const own = asked.ref === main.value ? ok([]) : await logFirstParent(repo, asked.tip, beside);
  if (!own.ok) return own;
  const ofBranch = new Set(own.value.map(({ hash }) => hash));
  const ofMain = new Set(all.value.map(({ hash }) => hash).filter((hash) => !ofBranch.has(hash)));
  return ok(planPieces(all.value, { chain: asked.chain, ofMain }));
}

/** The spec as it landed, with its ticks; the user's own copy where git does not carry it. */
async function readLandedDocument(site: Site, spec: Spec, tip: string): Promise<Result<SpecDocument, Failure>> {
  const own = readSpecDocument(site.project.store, spec);
  if (!own.ok || own.value.spec.status === 'completed') return own;
  const bytes = await readBytesAt(site.repo, tip, livePath(spec.id));
  if (!bytes.ok || bytes.value === null) return bytes.ok ? own : bytes;
  const text = bytes.value.toString('utf8');
  const { id, path, archived } = spec;
  const landed = parseSpec({ id, path, archived, text });
  return landed.status === 'completed' ? ok({ spec: landed, text }) : own;
}

import type { Failure } from '../../core/failure.ts';
import { rulesPath } from '../../core/forge/format-rules.ts';
import { decidesElsewhere } from '../../core/outline/plan-scope.ts';
import { parseSections } from '../../core/outline/parse-sections.ts';
import { parseTargetFiles } from '../../core/outline/parse-target-files.ts';
import { listRisks } from '../../core/packet/list-risks.ts';
import { listRules } from '../../core/packet/list-rules.ts';
import { orderFiles } from '../../core/packet/order-files.ts';
import type { Excerpt, Packet } from '../../core/packet/packet.ts';
import { readIssue } from '../../core/packet/read-issue.ts';
import { type ReadDocument, takeExcerpt } from '../../core/packet/take-excerpt.ts';
import { ok, type Result } from '../../core/result.ts';
import { splitFrontmatter } from '../../core/spec/split-frontmatter.ts';
import { issueNameOf } from '../../core/trace/issue-name.ts';
import { listChanges } from '../../io/git/diff-tree.ts';
import { readCommit } from '../../io/git/log-commits.ts';
import { listCommits } from '../../io/git/rev-list.ts';
import { compareInputs } from '../trail/compare-inputs.ts';
import type { Trail } from '../trail/trail.ts';
import { buildServedWorks } from './build-served-works.ts';
import { type Change, findChange } from './find-works.ts';
import { readChange } from './read-change.ts';
import { readDocument, readDocuments } from './read-documents.ts';
import { sumWorkCosts } from './sum-work-costs.ts';

/** Reads all that a reviewer has to know of a fix that has landed. Failures: publish-refused (not-landed), git-failed, file-trouble. */
export async function gatherPacket(trail: Trail, id: string): Promise<Result<Packet, Failure>> {
  const change = await findChange(trail, id);
  if (!change.ok) return change;
  const documents = await readDocuments(trail, change.value);
  if (!documents.ok) return documents;
  const works = buildServedWorks(change.value, id);
  const research = documents.value.filter(({ path }) => issueNameOf(path) === null);
  const files = orderFiles(change.value.paths, {
    redRuns: works.flatMap(({ spec }) =>
      spec.checks.filter((one) => one.before === 'fail' || one.after === 'fail').map((one) => one.run),
    ),
    protect: works.flatMap(({ spec }) => spec.protect),
    listed: research.flatMap(({ text }) => parseTargetFiles(parseSections(text)).paths),
  });
  const read = await readChange(trail, { change: change.value, files, works, documents: research });
  if (!read.ok) return read;
  const rules = await readDocument(trail, change.value, rulesPath);
  if (!rules.ok) return rules;
  const issue = documents.value.find(({ path }) => issueNameOf(path) !== null);
  const draft: Omit<Packet, 'risks'> = {
    spec: describeSpec(change.value, id),
    branch: change.value.ref?.replace('refs/heads/', '') ?? null,
    base: change.value.base,
    tip: change.value.tip,
    issue: issue === undefined ? null : readIssue(issue),
    ...takeExcerpts(research),
    works: works.map(({ work }) => work),
    ...read.value,
    costs: sumWorkCosts(trail, change.value),
    rules: rules.value === null ? null : listRules(rules.value.text),
    documents: documents.value.map(({ path }) => path),
  };
  return weigh(trail, change.value, draft);
}

function describeSpec({ works }: Change, id: string): Packet['spec'] {
  const document = works.find(({ landed }) => landed.document.spec.id === id)?.landed.document;
  const title = document?.spec.title ?? id;
  const body = splitFrontmatter(document?.text ?? '').body.trim();
  // The heading is the title, and the criteria have their place.
  const own = body.replace(/^#[^\n]*\n?/, '').replace(/^#{1,6}[ \t]+acceptance criteria[\s\S]*$/im, '');
  return { id, title, body: own.trim() };
}

/** What the research says, told by its headings: those of the outlines, and those that people use instead. */
function takeExcerpts(documents: readonly ReadDocument[]): Pick<Packet, 'found' | 'ruledOut' | 'careful'> {
  const take = (...titles: string[]): readonly Excerpt[] => {
    const excerpt = takeExcerpt(documents, titles);
    return excerpt === null ? [] : [excerpt];
  };
  return {
    found: [
      ...take('Summary'),
      ...take('Root cause', 'The root cause', 'Cause'),
      ...take('Similar patterns', 'Pattern', 'The pattern'),
    ],
    ruledOut: [...take('Hypotheses'), ...take('Approaches'), ...take('Recommendation')],
    careful: [
      ...take('Dependents', 'Who depends on it'),
      ...take('Test gaps', 'Tests that are missing'),
      ...take('Open questions'),
    ],
  };
}

/** Adds what speaks against the change. */
async function weigh(trail: Trail, change: Change, draft: Omit<Packet, 'risks'>): Promise<Result<Packet, Failure>> {
  const byHand = await listByHand(trail, change);
  if (!byHand.ok) return byHand;
  const fix = change.works.find(({ landed }) => landed.document.spec.id === draft.spec.id);
  const drift = fix === undefined ? ok({ inputs: [] }) : await compareInputs(trail, fix.landed);
  if (!drift.ok) return drift;
  const since = await listChanges(trail.site.repo, fix?.landed.landing ?? change.tip, change.tip);
  if (!since.ok) return since;
  const risks = listRisks({
    packet: draft,
    byHand: byHand.value,
    sensitive: change.paths.filter(decidesElsewhere),
    movedSince: since.value.some(({ path }) => !path.startsWith('.chant/')),
    drift: drift.value.inputs,
    skipped: change.works.flatMap(({ landed }) =>
      (landed.record?.claimed?.skipped ?? []).map((what) => `${landed.document.spec.id}: ${what}`),
    ),
    unlimited: change.works
      .filter(({ landed }) => landed.document.spec.targetFiles.length === 0)
      .map(({ landed }) => `${landed.document.spec.id}: ${landed.document.spec.title}`),
  });
  return ok({ ...draft, risks });
}

/** Commits of the branch that no spec made; merges, which bring nothing of their own, are left out. */
async function listByHand(trail: Trail, { fork, tip }: Change): Promise<Result<readonly string[], Failure>> {
  const commits = fork === null ? ok([]) : await listCommits(trail.site.repo, fork, tip);
  if (!commits.ok) return commits;
  const lines: string[] = [];
  for (const hash of commits.value.filter((one) => trail.specOf(one) === null)) {
    const commit = await readCommit(trail.site.repo, hash);
    if (!commit.ok) return commit;
    if (commit.value !== null && commit.value.parents.length < 2) {
      lines.push(`${hash.slice(0, 12)} ${commit.value.subject} (${commit.value.author})`);
    }
  }
  return ok(lines);
}

import type { Context } from '../../context.ts';
import type { Failure } from '../../core/failure.ts';
import { buildChain, type Chain, findForm } from '../../core/investigate/chain.ts';
import { describeIssue, formatRef, type InvestigatedIssue } from '../../core/investigate/issue.ts';
import type { ReproductionTest } from '../../core/investigate/template-variables.ts';
import type { Issue } from '../../core/issue/issue.ts';
import { parseIssueFile } from '../../core/issue/parse-issue-file.ts';
import { parseIssueReference } from '../../core/issue/parse-issue-reference.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { fetchIssue } from '../forge/fetch-issue.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { nameOutside } from '../../io/project/name-outside.ts';
import { loadSpecs } from '../../io/store/load-specs.ts';
import { readPlainFile } from '../../io/workspace/read-plain-file.ts';
import { type AskedTest, chooseTest } from '../investigate/choose-test.ts';
import { type ChainSpec, createChain, describePlan, openPlan } from '../investigate/create-chain.ts';
import { type KeptSnapshot, planSnapshot, saveSnapshot } from '../investigate/keep-snapshot.ts';
import { openProject, type Project } from '../open-project.ts';
import type { Operation } from '../operation.ts';

export interface InvestigateIssueInput extends AskedTest {
  /** Its address, `owner/name#1234`, `#1234`, or a markdown file relative to where the user stands. */
  readonly issue: string;
  /** The four stages of research in one spec. */
  readonly single: boolean;
  readonly dryRun: boolean;
}

export interface InvestigateIssueOutput {
  readonly issue: InvestigatedIssue;
  readonly branch: string;
  readonly test: ReproductionTest;
  readonly snapshot: KeptSnapshot;
  /** In the order of the phases. */
  readonly specs: readonly ChainSpec[];
  readonly silent: boolean;
  readonly dryRun: boolean;
}

/**
 * Keeps an issue as a snapshot beside the research and creates the specs that lead from it to its fix. Run again it
 * adds what is missing and updates the snapshot; what is there already stays as it is.
 *
 * Failures: bad-argument (no issue, a name that is taken, no test command), forge-trouble, file-trouble, prompt-bad and
 * unknown-name (a template), and those of opening the project.
 */
export const investigateIssue: Operation<InvestigateIssueInput, InvestigateIssueOutput> = async (context, input) => {
  const opened = await openProject(context);
  if (!opened.ok) return opened;
  const project = opened.value;
  const issue = await readIssue(context, project, input.issue);
  if (!issue.ok) return issue;
  const named = describeIssue(issue.value);
  const specs = loadSpecs(project.store, { archived: true });
  const chain = chooseChain(input, named.slug, specs);
  if (!chain.ok) return chain;
  const test = chooseTest(project, input, { chain: chain.value, specs });
  if (!test.ok) return test;
  const snapshot = planSnapshot(project, issue.value);
  if (!snapshot.ok) return snapshot;
  const template = { issue: named, chain: chain.value, title: named.title, test: test.value };
  const projectName = project.config.project.name;
  const planned = openPlan({ context, project }, { input: { ...template, projectName }, specs });
  if (!planned.ok) return planned;
  const branch = `fix/${chain.value.slug}`;
  const { silent } = project.config;
  const told = { issue: named, branch, test: test.value, snapshot: snapshot.value.kept, silent, dryRun: input.dryRun };
  if (input.dryRun) return ok({ ...told, specs: describePlan(planned.value) });
  const saved = saveSnapshot(project, snapshot.value);
  if (!saved.ok) return saved;
  const created = createChain({ context, project }, planned.value);
  return created.ok ? ok({ ...told, specs: created.value }) : created;
};

async function readIssue(context: Context, project: Project, asked: string): Promise<Result<Issue, Failure>> {
  const reference = parseIssueReference(asked);
  if (!reference.ok) return reference;
  const { root } = project.store;
  if (reference.value.kind !== 'file') {
    return fetchIssue(context, { reference: reference.value, fork: project.config.fork, root });
  }
  const text = readPlainFile(context.cwd, reference.value.path);
  if (!text.ok) return text;
  return ok(parseIssueFile(text.value, nameOutside(root, context.cwd, reference.value.path)));
}

/** An investigation keeps the form that it was begun in. */
function chooseChain(input: InvestigateIssueInput, slug: string, specs: readonly Spec[]): Result<Chain, Failure> {
  const form = findForm(specs, slug);
  if (!input.single || form !== 'full') return ok(buildChain(slug, form ?? (input.single ? 'single' : 'full')));
  const expected = `no --single: the phases of ${formatRef(slug)} are specs of their own already`;
  return err({ kind: 'bad-argument', argument: '--single', value: 'given', expected, suggestion: null });
}

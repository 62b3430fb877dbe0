import { formatRef, type InvestigatedIssue } from './issue.ts';
import type { IssuePart } from '../outline/parse-verdict.ts';
import { type Chain, nameDocuments, nameSnapshot } from './chain.ts';

/** What a template of a phase is filled in with. */
export interface TemplateInput {
  readonly issue: InvestigatedIssue;
  readonly chain: Chain;
  /** What the chain is about: the issue's title, or that of its part. */
  readonly title: string;
  /** The part of the issue that the chain is about; absent: it is about all of it. */
  readonly part?: IssuePart;
  readonly test: ReproductionTest;
  readonly projectName: string | null;
}

/** How the bug is shown: by a test, or (`assisted`) by steps that a person confirms. */
export interface ReproductionTest {
  readonly path: string;
  readonly run: string;
  /** What its output says when it fails for the reason of the report; empty: not known. */
  readonly expect: string;
  /** `3 of 10`; empty: once. */
  readonly repeat: string;
  readonly assisted: boolean;
}

/** A name that a template may write between `{{` and `}}`. */
export interface TemplateVariable {
  readonly name: string;
  readonly meaning: string;
  /** `body`: written by strangers, so it may stand in the text of a spec, and never in its keys or commands. */
  readonly where: 'anywhere' | 'body';
  value(input: TemplateInput): string;
}

const anywhere = 'anywhere' as const;
const body = 'body' as const;

/** Every variable of a template. All are one line; a key or a list entry that is empty when filled in is left out. */
export const templateVariables: readonly TemplateVariable[] = [
  { name: 'project.name', where: anywhere, meaning: "the project's name", value: (one) => one.projectName ?? '' },
  { name: 'issue.slug', where: anywhere, meaning: '`issue-1234`', value: (one) => one.issue.slug },
  { name: 'issue.ref', where: anywhere, meaning: '`#1234`', value: (one) => formatRef(one.issue.slug) },
  { name: 'issue.title', where: body, meaning: "the issue's title", value: (one) => one.issue.title },
  { name: 'issue.source', where: body, meaning: 'where it was read', value: (one) => one.issue.source },
  {
    name: 'issue.snapshot',
    where: anywhere,
    meaning: 'the file that holds the thread',
    value: (one) => nameSnapshot(one.issue.slug),
  },
  { name: 'chain.slug', where: anywhere, meaning: '`issue-1234`, of a part `issue-1234-reads`', value: slugOf },
  { name: 'chain.title', where: body, meaning: 'title of the issue, or of its part', value: (one) => one.title },
  {
    name: 'chain.part',
    where: body,
    meaning: 'a sentence that says which part of the issue this is about; empty where it is all of it',
    value: ({ issue, part }) =>
      part === undefined ? '' : `This is one part of issue ${formatRef(issue.slug)}, ${part.title}: ${part.what}`,
  },
  { name: 'chain.branch', where: anywhere, meaning: '`fix/issue-1234`', value: (one) => `fix/${slugOf(one)}` },
  ...nameDocumentVariables(),
  {
    name: 'documents.reproduction',
    where: anywhere,
    meaning: 'document with the steps; empty where a test shows the bug',
    value: (one) => (one.test.assisted ? nameDocuments(one.chain).reproduction : ''),
  },
  { name: 'test.path', where: anywhere, meaning: 'file of the test; empty: no test', value: (one) => one.test.path },
  { name: 'test.run', where: anywhere, meaning: 'command that runs it; empty: no test', value: (one) => one.test.run },
  { name: 'test.expect', where: anywhere, meaning: 'what it prints for the bug', value: (one) => one.test.expect },
  { name: 'test.repeat', where: anywhere, meaning: '`3 of 10` for a flaky bug', value: (one) => one.test.repeat },
  {
    name: 'test.confirm',
    where: anywhere,
    meaning: '`true` where a person confirms instead of a test',
    value: (one) => (one.test.assisted ? 'true' : ''),
  },
];

function slugOf({ chain }: TemplateInput): string {
  return chain.slug;
}

function nameDocumentVariables(): TemplateVariable[] {
  const phases = ['comprehension', 'root-cause', 'impact-map', 'investigation'] as const;
  return phases.map((phase) => ({
    name: `documents.${phase.replace('-', '_')}`,
    where: anywhere,
    meaning: `document of that phase`,
    value: ({ chain }) => nameDocuments(chain)[phase],
  }));
}

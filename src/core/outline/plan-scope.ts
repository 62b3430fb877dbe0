import { matchesAny } from '../scope/matches-any.ts';
import type { Spec } from '../spec/spec.ts';
import { parseSections } from './parse-sections.ts';
import { parseTargetFiles } from './parse-target-files.ts';

/** The scope that a document gives a spec. */
export interface PlannedScope {
  readonly paths: readonly string[];
  /** Files that were listed and are not taken over, with why. */
  readonly left: readonly { readonly path: string; readonly why: string }[];
  /** What cannot be used of the list; with any, nothing is taken over. */
  readonly troubles: readonly string[];
}

/**
 * Files that decide what runs, and with which rights, on other machines or in the next agent: a document that an agent
 * wrote after it had read a stranger's thread does not put them into a scope by itself.
 */
const sensitive = [
  '.github/',
  '.gitea/',
  '.forgejo/',
  '.gitlab-ci.yml',
  '.gitlab/',
  '.circleci/',
  '.travis.yml',
  '.woodpecker/',
  '.woodpecker.yml',
  'azure-pipelines.yml',
  'Jenkinsfile',
  '**/CODEOWNERS',
  '**/.gitattributes',
  '**/.gitmodules',
  '**/.npmrc',
  '**/AGENTS.md',
  '**/CLAUDE.md',
  '.claude/',
  '.vscode/',
];

/** Decides which files below `## Target files` become the scope of a spec. `all`: a person has asked for every one. */
export function planScope(document: string, spec: Pick<Spec, 'protect'>, all: boolean): PlannedScope {
  const { paths, troubles } = parseTargetFiles(parseSections(document));
  const judged = paths.map((path) => ({ path, why: findObjection(path, spec, all) }));
  return {
    paths: judged.flatMap(({ path, why }) => (why === null ? [path] : [])),
    left: judged.flatMap(({ path, why }) => (why === null ? [] : [{ path, why }])),
    troubles,
  };
}

function findObjection(path: string, { protect }: Pick<Spec, 'protect'>, all: boolean): string | null {
  if (matchesAny(protect, path)) return 'it proves the work and is protected';
  return !all && decidesElsewhere(path) ? 'a person must say so, because it decides what runs elsewhere' : null;
}

/** Whether a file decides what runs on other machines, or in the next agent. */
export function decidesElsewhere(path: string): boolean {
  return matchesAny(sensitive, path);
}

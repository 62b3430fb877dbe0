import type { ProjectTexts } from './detect-project.ts';

/** A test that shows one bug: its file, and the command that runs it and no other. */
export interface TestPlace {
  readonly path: string;
  /** Shell command line. */
  readonly run: string;
}

/**
 * Where a project of this kind keeps a test of its own for an issue, and how it is run; null: its files do not tell.
 * `slug` is `issue-1234`.
 */
export function detectTest(texts: ProjectTexts, slug: string): TestPlace | null {
  const node = findNodeTest(texts['package.json'] ?? '', slug);
  if (node !== null) return node;
  const name = slug.replaceAll('-', '_');
  if (texts['Cargo.toml'] !== undefined) return { path: `tests/${name}.rs`, run: `cargo test --test ${name}` };
  if (texts['pytest.ini'] !== undefined || /\bpytest\b/.test(texts['pyproject.toml'] ?? '')) {
    const path = `tests/test_${name}.py`;
    return { path, run: `pytest ${path}` };
  }
  // Go keeps its tests beside the package that they are about: only a person knows which one.
  return null;
}

/** `"test": "vitest run"` tells the runner; each takes a file as its argument. */
const runners = [
  [/\bvitest\b/, 'npx vitest run'],
  [/\bjest\b/, 'npx jest'],
  [/\bmocha\b/, 'npx mocha'],
  [/\bnode\s+(?:\S+\s+)*--test\b/, 'node --test'],
] as const;

function findNodeTest(packageJson: string, slug: string): TestPlace | null {
  const script = /"test"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(packageJson)?.[1] ?? '';
  const runner = runners.find(([pattern]) => pattern.test(script))?.[1];
  if (runner === undefined) return null;
  const path = `test/${slug}.test.js`;
  return { path, run: `${runner} ${path}` };
}

/**
 * The place of a test for one part of an issue: `test/issue-1234.test.js` becomes `test/issue-1234-reads.test.js`,
 * in the command, too.
 */
export function placePartTest(test: TestPlace, part: string): TestPlace {
  const slash = test.path.lastIndexOf('/') + 1;
  const [stem = '', ...endings] = test.path.slice(slash).split('.');
  const partStem = stem.includes('_') ? `${stem}_${part.replaceAll('-', '_')}` : `${stem}-${part}`;
  const path = `${test.path.slice(0, slash)}${[partStem, ...endings].join('.')}`;
  if (test.run.includes(test.path)) return { path, run: test.run.replaceAll(test.path, path) };
  const words = test.run.split(' ').map((word) => (word === stem ? partStem : word));
  return { path, run: words.join(' ') };
}

import ts from 'typescript';
import { expect, test } from 'vitest';
import { filesUnder, textOf } from './read-tree.ts';

const files = filesUnder('src').filter((file) => file.endsWith('.ts'));

/** Walks every node of a file. */
function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** The places, as `file:line text`, where a predicate says yes. */
function places(file: string, text: string, is: (node: ts.Node, source: ts.SourceFile) => boolean): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  walk(source, (node) => {
    if (!is(node, source)) return;
    found.push(
      `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${node.getText().slice(0, 60)}`,
    );
  });
  return found;
}

/** `Date.now`, `Math.random`, `new Date()`, `Date()`: the clock and the dice. */
function isClockOrDice(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return ['Date.now', 'Math.random'].includes(node.getText());
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0;
  return ts.isCallExpression(node) && node.expression.getText() === 'Date';
}

/** A type assertion that nobody has justified: no comment on its line or on the line above its statement's part. */
function isUnexplainedCast(node: ts.Node, source: ts.SourceFile): boolean {
  if (!ts.isAsExpression(node) || node.type.getText() === 'const') return false;
  const lines = source.text.split('\n');
  const first = source.getLineAndCharacterOfPosition(node.getStart()).line;
  const last = source.getLineAndCharacterOfPosition(node.getEnd()).line;
  const near = lines.slice(Math.max(0, first - 2), last + 1);
  return !near.some((line) => /\/\/|\*\/|^\s*\*/.test(line));
}

test('core/ asks neither the clock nor the dice', () => {
  const planted = 'const a = new Date(); const b = Date.now(); const c = Math.random(); const d = new Date(1);';
  expect(places('planted.ts', planted, isClockOrDice)).toHaveLength(3);
  const found = files
    .filter((file) => file.startsWith('src/core/'))
    .flatMap((file) => places(file, textOf(file), isClockOrDice));
  expect(found).toEqual([]);
});

test('every type assertion says beside it why it is right', () => {
  const planted =
    'const a = 1 as const;\n\n\nconst b = read() as string;\n\n\n// it is text: see read\nconst c = read() as string;';
  expect(places('planted.ts', planted, isUnexplainedCast)).toEqual(['planted.ts:4 read() as string']);
  expect(files.flatMap((file) => places(file, textOf(file), isUnexplainedCast))).toEqual([]);
});

test('no file is named after nothing', () => {
  const nothing = /(^|[-/])(utils?|helpers?|common|misc|managers?|services?|types)\.ts$|\/index\.ts$/;
  expect(files.filter((file) => nothing.test(file))).toEqual([]);
});

test('src/ holds no TODO and no FIXME', () => {
  expect(files.filter((file) => /\b(TODO|FIXME|XXX:|HACK)\b/.test(textOf(file)))).toEqual([]);
});

test('every exported function says what it is for', () => {
  const undocumented = files.flatMap((file) =>
    places(file, textOf(file), (node) => {
      if (!ts.isFunctionDeclaration(node)) return false;
      const isExported = node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false;
      return isExported && ts.getJSDocCommentsAndTags(node).length === 0;
    }),
  );
  expect(undocumented).toEqual([]);
});

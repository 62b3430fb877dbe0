import { expect, test } from 'vitest';
import { detectTest, placePartTest } from '../../../src/core/project/detect-test.ts';

const node = (script: string) => ({ 'package.json': JSON.stringify({ scripts: { test: script } }) });

test.each([
  [node('node --test'), 'test/issue-7.test.js', 'node --test test/issue-7.test.js'],
  [node('vitest run --coverage'), 'test/issue-7.test.js', 'npx vitest run test/issue-7.test.js'],
  [node('jest'), 'test/issue-7.test.js', 'npx jest test/issue-7.test.js'],
  [{ 'Cargo.toml': '' }, 'tests/issue_7.rs', 'cargo test --test issue_7'],
  [{ 'pytest.ini': '' }, 'tests/test_issue_7.py', 'pytest tests/test_issue_7.py'],
])('of %j it is %s', (texts, path, run) => {
  expect(detectTest(texts, 'issue-7')).toEqual({ path, run });
});

test.each([{}, { 'go.mod': 'module x' }, node('make check'), { 'package.json': 'no JSON' }])(
  '%j does not tell',
  (texts) => {
    expect(detectTest(texts, 'issue-7')).toBeNull();
  },
);

test('a part has a test of its own', () => {
  expect(placePartTest({ path: 'test/issue-7.test.js', run: 'node --test test/issue-7.test.js' }, 'reads')).toEqual({
    path: 'test/issue-7-reads.test.js',
    run: 'node --test test/issue-7-reads.test.js',
  });
  expect(placePartTest({ path: 'tests/issue_7.rs', run: 'cargo test --test issue_7' }, 'slow-reads')).toEqual({
    path: 'tests/issue_7_slow_reads.rs',
    run: 'cargo test --test issue_7_slow_reads',
  });
});

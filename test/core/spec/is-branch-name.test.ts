import { expect, it } from 'vitest';
import { isBranchName } from '../../../src/core/spec/is-branch-name.ts';

it.each(['main', 'fix/issue-1234', 'a.b', 'ünï', 'a@b', 'release-1.0'])('%j is the name of a branch', (name) => {
  expect(isBranchName(name)).toBe(true);
});

it.each([
  '',
  '-x',
  'a b',
  'a..b',
  'a\tb',
  'a~1',
  'a^',
  'a:b',
  'a?',
  'a*',
  'a[',
  'a\\b',
  '/a',
  'a/',
  'a//b',
  '.a',
  'a/.b',
  'a.lock',
  'a.',
  '@',
  'a@{1}',
  'HEAD',
  'a\u007F',
])('%j is no name of a branch', (name) => {
  expect(isBranchName(name)).toBe(false);
});

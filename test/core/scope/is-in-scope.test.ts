import { describe, expect, it } from 'vitest';
import { buildScope } from '../../../src/core/scope/build-scope.ts';
import { isInScope } from '../../../src/core/scope/is-in-scope.ts';
import { isLiteral } from '../../../src/core/scope/is-literal.ts';
import { isUrl } from '../../../src/core/scope/is-url.ts';
import { matchesAny } from '../../../src/core/scope/matches-any.ts';

const own = '.chant/specs/x.md';

it.each([
  ['src/a.rs', 'src/a.rs', true],
  ['./src/a.rs', 'src/a.rs', true],
  ['src/a.rs', 'src/A.rs', false],
  ['src/a.rs', 'src/a.rs.bak', false],
  ['src/', 'src/deep/a.rs', true],
  ['src', 'src/deep/a.rs', true],
  ['src/', 'src2/a.rs', false],
  ['src/*.rs', 'src/a.rs', true],
  ['src/*.rs', 'src/deep/a.rs', false],
  ['src/**', 'src/deep/.hidden', true],
  ['src/**/*.rs', 'src/a.rs', true],
  ['src/{a,b}.rs', 'src/b.rs', true],
  ['*/', 'src/a.rs', true],
  ['app/[id]/page.tsx', 'app/[id]/page.tsx', true],
  ['app/(group)/page.tsx', 'app/(group)/page.tsx', true],
  ['a+b.c', 'a+b.c', true],
  ['a.c', 'abc', false],
  ['!secret', 'src/a.rs', false],
  ['!secret', '!secret', true],
  ['.', 'anything/at/all', true],
  ['**', '.github/workflows/ci.yml', true],
  ['/etc/passwd', '/etc/passwd', false],
  ['/etc/passwd', 'etc/passwd', false],
  ['../a', '../a', false],
  ['src/../b', 'b', false],
  ['src/**', 'src/../b', false],
  ['[', 'src/a.rs', false],
  ['', 'src/a.rs', false],
])('target %j and path %j: %j', (pattern, path, wanted) => {
  const scope = buildScope({ path: own, targetFiles: [pattern], allowFiles: [] });
  expect(scope.limited).toBe(true);
  expect(isInScope(scope, path)).toBe(wanted);
  expect(matchesAny([pattern], path)).toBe(wanted);
});

describe('the scope of a spec', () => {
  it('has its own file in it, and what it allows besides its targets', () => {
    const scope = buildScope({ path: own, targetFiles: ['src/a.rs'], allowFiles: ['*.lock'] });
    expect(['.chant/specs/x.md', 'Cargo.lock', 'src/a.rs'].every((path) => isInScope(scope, path))).toBe(true);
    expect(['.chant/specs/y.md', 'sub/Cargo.lock', 'src/b.rs'].some((path) => isInScope(scope, path))).toBe(false);
  });

  it('is unlimited without target files, except for paths outside of the checkout', () => {
    const scope = buildScope({ path: own, targetFiles: [], allowFiles: ['*.lock'] });
    expect(scope.limited).toBe(false);
    expect(isInScope(scope, 'any/file')).toBe(true);
    expect(isInScope(scope, '../any/file')).toBe(false);
  });
});

it('knows names of files from directories and globs, and addresses from paths', () => {
  expect(['src/a.rs', './a', 'a b', '!a'].every(isLiteral)).toBe(true);
  expect(['src/', '.', '', '*.rs', 'a?', 'a[b]', '{a,b}', '+(a)'].some(isLiteral)).toBe(false);
  expect(['https://x.y/z', 'git+ssh://x'].every(isUrl)).toBe(true);
  expect(['a/b', 'C:/x', 'docs/a:b.md', '//x'].some(isUrl)).toBe(false);
});

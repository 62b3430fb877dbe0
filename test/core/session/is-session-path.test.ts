import { describe, expect, it } from 'vitest';
import { isSessionPath } from '../../../src/core/session/is-session-path.ts';

describe('isSessionPath', () => {
  it.each(['a', 'src/store.rs', '.chant/research/x.md', 'a..b', '.gitignore', 'name with spaces'])(
    'takes %j',
    (path) => {
      expect(isSessionPath(path)).toBe(true);
    },
  );

  it.each([
    ...['', '/', '/etc/passwd', '..', '../a', 'a/../../b', 'a/..', './a', 'a//b', 'a/'],
    ...['.git/config', 'sub/.GIT/hooks/x', '.git', 'C:/x', 'c:x', 'a\\..\\b', 'a\0b'],
  ])('refuses %j', (path) => {
    expect(isSessionPath(path)).toBe(false);
  });
});

/** What a file is, as far as its path tells. */
export type FileKind = 'code' | 'test' | 'document' | 'lock' | 'settings';

const tests =
  /(?:^|\/)(?:tests?|specs?|__tests__|testing|e2e|testdata|fixtures)\/|(?:^|\/)test_[^/]*$|[._-](?:test|tests|spec)\.[^/]+$|_test\.[^/]+$|Tests?\.[a-z]+$/;
const documents = /(?:^|\/)docs?\/|\.(?:md|mdx|rst|adoc|txt)$|(?:^|\/)(?:CHANGELOG|README|CHANGES|NEWS|AUTHORS)[^/]*$/i;
const locks =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|Cargo\.lock|go\.sum|Gemfile\.lock|poetry\.lock|uv\.lock|composer\.lock|flake\.lock)$/;
const settings = /(?:^|\/)\.[^/]+|\.(?:json|ya?ml|toml|ini|cfg|conf)$|(?:^|\/)(?:Makefile|Dockerfile|CMakeLists\.txt)$/;

/** Tells the kind of a file from its path. */
export function judgeFileKind(path: string): FileKind {
  if (locks.test(path)) return 'lock';
  if (tests.test(path)) return 'test';
  if (documents.test(path)) return 'document';
  return settings.test(path) ? 'settings' : 'code';
}

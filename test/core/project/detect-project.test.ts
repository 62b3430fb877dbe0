import { expect, test } from 'vitest';
import { detectProject, type ProjectTexts } from '../../../src/core/project/detect-project.ts';

const noTests = 'echo "Error: no test specified" && exit 1';
const pkg = (content: object): string => JSON.stringify(content);

const cases: [string, ProjectTexts, { name: string; check: string | null }][] = [
  ['nothing', {}, { name: 'folder', check: null }],
  [
    'npm',
    { 'package.json': pkg({ name: '@o/shop', scripts: { test: 'vitest' } }) },
    { name: '@o/shop', check: 'npm test' },
  ],
  [
    'npm without tests',
    { 'package.json': pkg({ name: 'shop', scripts: { test: noTests } }) },
    { name: 'shop', check: null },
  ],
  [
    'pnpm',
    { 'package.json': pkg({ scripts: { test: 'a' } }), 'pnpm-lock.yaml': '' },
    { name: 'folder', check: 'pnpm test' },
  ],
  [
    'yarn',
    { 'package.json': pkg({ scripts: { test: 'a' } }), 'yarn.lock': '' },
    { name: 'folder', check: 'yarn test' },
  ],
  [
    'bun',
    { 'package.json': pkg({ scripts: { test: 'a' } }), 'bun.lock': '' },
    { name: 'folder', check: 'bun run test' },
  ],
  [
    'a broken package.json',
    { 'package.json': '{', Makefile: 'all:\ntest: all\n' },
    { name: 'folder', check: 'make test' },
  ],
  ['odd types in package.json', { 'package.json': '{"name":7,"scripts":[]}' }, { name: 'folder', check: null }],
  [
    'cargo',
    { 'Cargo.toml': '[workspace]\nname = "no"\n[package]\nname = "kv"\n' },
    { name: 'kv', check: 'cargo test' },
  ],
  ['a cargo workspace', { 'Cargo.toml': '[workspace]\nmembers = []\n' }, { name: 'folder', check: 'cargo test' }],
  ['go', { 'go.mod': 'module github.com/o/store/v2\n\ngo 1.22\n' }, { name: 'store', check: 'go test ./...' }],
  [
    'pytest',
    { 'pyproject.toml': "[project]\nname = 'py'\n[tool.pytest.ini_options]\n" },
    { name: 'py', check: 'pytest' },
  ],
  ['python without tests', { 'pyproject.toml': '[tool.poetry]\nname = "po"\n' }, { name: 'po', check: null }],
  ['a variable named test', { Makefile: 'test := x\n' }, { name: 'folder', check: null }],
  [
    'rust with a package.json for its docs',
    { 'package.json': pkg({}), 'Cargo.toml': '[package]\nname = "kv"\n' },
    { name: 'kv', check: 'cargo test' },
  ],
];

test.each(cases)('%s', (_, texts, expected) => {
  expect(detectProject(texts, 'folder')).toEqual(expected);
});

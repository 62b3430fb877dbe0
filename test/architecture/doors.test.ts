import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** One violation for every rule of .dependency-cruiser.cjs: the file that breaks it, and the import that does. */
const planted: Record<string, readonly [file: string, imports: string]> = {
  'no-cycles': ['src/core/graph/one.ts', './two.ts'],
  'no-dead-imports': ['src/core/spec/gone.ts', './nowhere.ts'],
  'no-undeclared-packages': ['src/io/git/package.ts', 'acorn'],
  'core-looks-nowhere': ['src/core/spec/up.ts', '../../io/store/room.ts'],
  'core-without-node': ['src/core/spec/node.ts', 'node:path'],
  'core-parsers': ['src/core/spec/package.ts', 'commander'],
  'io-looks-down': ['src/io/git/up.ts', '../../engine/engine.ts'],
  'rooms-are-apart': ['src/io/git/across.ts', '../store/room.ts'],
  'only-process-spawns': ['src/io/git/spawn.ts', 'node:child_process'],
  'only-io-reads-disk': ['src/engine/disk.ts', 'node:fs'],
  'engine-is-silent': ['src/engine/speak.ts', '../cli/cli.ts'],
  'engine-without-world': ['src/engine/machine.ts', 'node:os'],
  'surfaces-ask-the-engine': ['src/cli/touch.ts', '../io/store/room.ts'],
  'surfaces-without-world': ['src/cli/machine.ts', 'node:process'],
  'surfaces-are-strangers': ['src/cli/across.ts', '../mcp/mcp.ts'],
  'main-is-the-top': ['src/engine/top.ts', '../main.ts'],
  'no-test-in-src': ['src/core/spec/tested.ts', '../../../test/some.ts'],
};

/** Files that the planted imports lead to, and ways that are allowed. */
const surroundings: Record<string, string> = {
  'src/core/graph/two.ts': "import './one.ts';",
  'src/core/spec/fine.ts': "import 'js-yaml';\nimport '../graph/three.ts';",
  'src/core/graph/three.ts': '',
  'src/io/process/run.ts': "import 'node:child_process';",
  'src/io/store/room.ts': "import 'node:fs';\nimport '../process/run.ts';\nimport '../../core/spec/fine.ts';",
  'src/engine/engine.ts': "import '../io/store/room.ts';\nimport '../core/spec/fine.ts';",
  'src/cli/cli.ts': "import '../engine/engine.ts';\nimport '../core/spec/fine.ts';",
  'src/mcp/mcp.ts': "import '../engine/engine.ts';",
  'src/main.ts': "import './cli/cli.ts';\nimport './io/store/room.ts';\nimport 'node:process';",
  'test/some.ts': '',
};

/** Builds a small house with every violation in it. */
function plant(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'doors-'));
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
    cpSync(path.join(root, name), path.join(folder, name));
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  const violations = Object.values(planted).map(([file, to]) => [file, `import '${to}';`] as const);
  for (const [file, text] of [...Object.entries(surroundings), ...violations]) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), `${text}\nexport {};\n`);
  }
  return folder;
}

interface Cruise {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

/** Runs the check over a folder and gives `rule file` for everything that it refuses. */
function refusals(folder: string): string[] {
  const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const run = spawnSync(process.execPath, [cruiser, '--output-type', 'json', 'src', 'test'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  // The reporter's JSON is the tool's own published format; only these two fields are read.
  const cruise = JSON.parse(run.stdout) as Cruise;
  return cruise.summary.violations.map((violation) => `${violation.rule.name} ${violation.from}`);
}

test('every door refuses the violation planted for it, and lets the allowed ways be', () => {
  const found = new Set(refusals(plant()));
  for (const [rule, [file]] of Object.entries(planted)) expect(found).toContain(`${rule} ${file}`);
  const guilty = new Set([...Object.values(planted).map(([file]) => file), 'src/core/graph/two.ts']);
  const innocent = [...found].filter((refusal) => !guilty.has(refusal.split(' ')[1] ?? ''));
  expect(innocent).toEqual([]);
});

test('every rule of the doors has a planted violation', () => {
  // A CommonJS configuration: its shape is written down in that file.
  const config = createRequire(import.meta.url)(path.join(root, '.dependency-cruiser.cjs')) as {
    forbidden: { name: string }[];
  };
  expect(config.forbidden.map((rule) => rule.name).sort()).toEqual(Object.keys(planted).sort());
});

test('core/ cannot even name process, fetch, timers or the console: its own compiler options hide them', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'core-'));
  for (const name of ['tsconfig.json', 'tsconfig.core.json']) cpSync(path.join(root, name), path.join(folder, name));
  mkdirSync(path.join(folder, 'src/core'), { recursive: true });
  const names = ['process', 'fetch', 'setTimeout', 'console', 'performance', 'crypto', 'require'];
  writeFileSync(path.join(folder, 'src/core/planted.ts'), names.map((name) => `void ${name};`).join('\n'));
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  let output = '';
  try {
    execFileSync(process.execPath, [tsc, '-p', 'tsconfig.core.json'], { cwd: folder, encoding: 'utf8' });
  } catch (error) {
    output = String(Object(error).stdout);
  }
  for (const name of names) expect(output).toContain(`Cannot find name '${name}'`);
});

/** What the files at the root of a project tell about it. */
export interface DetectedProject {
  readonly name: string;
  /** Command line that most likely tests the project; null: none is known. */
  readonly check: string | null;
}

/** The files that are looked at. Of some only the presence counts. */
export const projectFiles = [
  'package.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lock',
  'Cargo.toml',
  'go.mod',
  'pyproject.toml',
  'pytest.ini',
  'Makefile',
] as const;

/** Text of each file that is there. */
export type ProjectTexts = Readonly<Partial<Record<(typeof projectFiles)[number], string>>>;

/** Finds name and check of a project; `folder` is the name of its folder, the name when nothing else says one. */
export function detectProject(texts: ProjectTexts, folder: string): DetectedProject {
  const node = parseJson(texts['package.json']);
  const rust = texts['Cargo.toml'] ?? '';
  const python = texts['pyproject.toml'] ?? '';
  const names = [
    textOf(node['name']),
    readTomlName(rust, 'package'),
    readGoName(texts['go.mod'] ?? ''),
    readTomlName(python, 'project') ?? readTomlName(python, 'tool.poetry'),
  ];
  return { name: names.find((name) => name !== null) ?? folder, check: findCheck(texts, node) };
}

function findCheck(texts: ProjectTexts, node: Readonly<Record<string, unknown>>): string | null {
  if (hasTestScript(node)) return `${findPackageManager(texts)} test`;
  if (texts['Cargo.toml'] !== undefined) return 'cargo test';
  if (texts['go.mod'] !== undefined) return 'go test ./...';
  if (texts['pytest.ini'] !== undefined || /\bpytest\b/.test(texts['pyproject.toml'] ?? '')) return 'pytest';
  return /^test[ \t]*:(?!=)/m.test(texts['Makefile'] ?? '') ? 'make test' : null;
}

/** `npm init` writes a script that only says that there are no tests, and fails. */
function hasTestScript(node: Readonly<Record<string, unknown>>): boolean {
  const scripts = node['scripts'];
  const script = isRecord(scripts) ? textOf(scripts['test']) : null;
  return script !== null && !script.includes('no test specified');
}

function findPackageManager(texts: ProjectTexts): string {
  if (texts['pnpm-lock.yaml'] !== undefined) return 'pnpm';
  if (texts['yarn.lock'] !== undefined) return 'yarn';
  // `bun test` is bun's own runner and not the script.
  return texts['bun.lock'] === undefined ? 'npm' : 'bun run';
}

/** `name = "store"` below `[package]`, before the next table. */
function readTomlName(toml: string, table: string): string | null {
  const lines = toml.split(/\r?\n/);
  const start = lines.findIndex((line) => line.trim() === `[${table}]`);
  if (start < 0) return null;
  for (const line of lines.slice(start + 1)) {
    if (line.trimStart().startsWith('[')) return null;
    const name = /^\s*name\s*=\s*(?:"([^"]+)"|'([^']+)')/.exec(line);
    if (name !== null) return name[1] ?? name[2] ?? null;
  }
  return null;
}

/** `module github.com/owner/store/v2` is `store`. */
function readGoName(mod: string): string | null {
  const parts = /^module\s+"?([^\s"]+)/m.exec(mod)?.[1]?.split('/') ?? [];
  const last = parts.at(-1) ?? '';
  return (/^v\d+$/.test(last) && parts.length > 1 ? parts.at(-2) : last) || null;
}

function parseJson(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

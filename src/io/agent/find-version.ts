import fs from 'node:fs';
import path from 'node:path';
import { fieldsOf, textOf } from '../../core/raw-value.ts';
import { runCommand } from '../process/run-command.ts';

/** How long a program may take to say its version. */
const patienceMs = 8000;

/**
 * The version of an installed program, absolute path: as its package says where it comes from npm, else as it says
 * itself. Null where neither does.
 */
export async function findVersion(
  program: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | null> {
  const packaged = readPackageVersion(program);
  if (packaged !== null) return packaged;
  const { PATH = '/usr/bin:/bin', HOME } = env;
  const { exitCode, stdout } = await runCommand({
    argv: [program, '--version'],
    cwd: '/',
    env: { PATH, ...(HOME === undefined ? {} : { HOME }), LC_ALL: 'C', NO_COLOR: '1' },
    maxBytes: 65_536,
    timeoutMs: patienceMs,
  });
  // `goose 1.2.3`, `v1.2.3`, `2026.05.01-eea359f`
  return exitCode === 0 ? (/\d+\.\d+[\w.+-]*/.exec(stdout.toString('utf8'))?.[0] ?? null) : null;
}

/** Out of the package.json above a file of `.../node_modules/name/`; what npm puts on the PATH is a link to one. */
function readPackageVersion(program: string): string | null {
  try {
    for (let folder = path.dirname(fs.realpathSync(program)); ; folder = path.dirname(folder)) {
      if (!folder.includes(`${path.sep}node_modules${path.sep}`)) return null;
      const file = path.join(folder, 'package.json');
      const version = fs.existsSync(file)
        ? textOf(fieldsOf(JSON.parse(fs.readFileSync(file, 'utf8')))['version'])
        : null;
      if (version !== null) return version;
    }
  } catch {
    return null;
  }
}

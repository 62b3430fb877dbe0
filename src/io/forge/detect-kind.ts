import * as z from 'zod/mini';
import type { ForgeTrouble } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { fetchBounded, NoAnswer } from './fetch-bounded.ts';
import type { ForgeKind } from './forge.ts';

const hosts: Readonly<Record<string, ForgeKind>> = {
  'github.com': 'github',
  'codeberg.org': 'gitea',
  'gitea.com': 'gitea',
};
const version = z.object({ version: z.string() });

export interface KindQuestion {
  readonly server: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/**
 * Which forge a server is: by its name, by `GH_HOST`, or because it answers as one of them does. It is asked without a
 * token. Failure: forge-trouble.
 */
export async function detectKind({ server, env, signal }: KindQuestion): Promise<Result<ForgeKind, ForgeTrouble>> {
  const { host } = new URL(server);
  const known = hosts[host] ?? (host.endsWith('.ghe.com') ? 'github' : undefined);
  if (known !== undefined) return ok(known);
  if ((env['GH_HOST'] ?? '').replace(/^https?:\/\//, '').replace(/\/$/, '') === host) return ok('github');
  const probe = async (path: string): Promise<Response | NoAnswer> => {
    try {
      return await fetchBounded(`${server}${path}`, {}, { maxBytes: 100_000, timeoutMs: 15_000, signal });
    } catch (error) {
      return error instanceof NoAnswer ? error : new NoAnswer('bad-answer', String(error));
    }
  };
  const gitea = await probe('/api/v1/version');
  if (gitea instanceof Response && gitea.status === 200 && version.safeParse(parseJson(await gitea.text())).success) {
    return ok('gitea');
  }
  const github = await probe('/api/v3/meta');
  // An Enterprise server in private mode answers 401, and still says what it is.
  if (github instanceof Response && github.headers.has('x-github-enterprise-version')) return ok('github');
  if (github instanceof Response && github.status === 200) return ok('github');
  const reason = github instanceof NoAnswer ? github.reason : 'bad-answer';
  const detail = github instanceof NoAnswer ? github.message : 'neither GitHub nor Gitea answers there';
  return err({ ...nothing, server, reason, detail });
}

const nothing = { kind: 'forge-trouble', action: 'tell which forge it is', retryAt: null, withToken: false } as const;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

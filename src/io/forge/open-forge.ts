import { assertNever } from '../../core/assert-never.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { openConnection } from './connection.ts';
import { detectKind } from './detect-kind.ts';
import { findToken } from './find-token.ts';
import type { Forge, ForgeKind } from './forge.ts';
import type { ForgeGround, ForgeWays } from './forge-ground.ts';

export interface ForgeOptions {
  /** `https://github.com` */
  readonly server: string;
  /** null: to be found out. */
  readonly kind: ForgeKind | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly ownServers: readonly string[];
  readonly userAgent: string;
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** How pauses are made; absent: by waiting. */
  readonly wait?: (ms: number) => Promise<void>;
}

/** Opens a forge: which one it is, with which token. Failures: forge-trouble. */
export async function openForge(options: ForgeOptions): Promise<Result<Forge, Failure>> {
  const { server, signal } = options;
  const kind = options.kind === null ? await detectKind(options) : ok(options.kind);
  if (!kind.ok) return kind;
  const token = await findToken({ ...options, kind: kind.value });
  const connection = await openConnection({
    server,
    apiUrl: buildApiUrl(kind.value, server),
    token: token?.value ?? null,
    userAgent: options.userAgent,
    signal,
    now: options.now,
    wait: options.wait ?? ((ms) => waitFor(ms, signal)),
  });
  const ground = { connection, server, tokenFrom: token?.from ?? null };
  return ok(buildForge(kind.value, await loadWays(kind.value), ground));
}

/** Only the one that is wanted is loaded. */
async function loadWays(kind: ForgeKind): Promise<ForgeWays> {
  switch (kind) {
    case 'github':
      return (await import('./forges/github.ts')).github;
    case 'gitea':
      return (await import('./forges/gitea.ts')).gitea;
    default:
      return assertNever(kind);
  }
}

function buildForge(kind: ForgeKind, ways: ForgeWays, ground: ForgeGround): Forge {
  return {
    kind,
    server: ground.server,
    tokenFrom: ground.tokenFrom,
    readUser: () => ways.readUser(ground),
    readRepository: (place) => ways.readRepository(ground, place),
    createFork: (place) => ways.createFork(ground, place),
    readIssue: (place, number) => ways.readIssue(ground, place, number),
    readFile: (place, file) => ways.readFile(ground, place, file),
    findPullRequest: (place, between) => ways.findPullRequest(ground, place, between),
    readPullRequest: (place, number) => ways.readPullRequest(ground, place, number),
    openPullRequest: (place, wanted) => ways.openPullRequest(ground, place, wanted),
    updatePullRequest: (place, wanted) => ways.updatePullRequest(ground, place, wanted),
    readChecks: (place, commit) => ways.readChecks(ground, place, commit),
    readReviews: (place, number) => ways.readReviews(ground, place, number),
  };
}

function buildApiUrl(kind: ForgeKind, server: string): string {
  if (kind === 'gitea') return `${server}/api/v1`;
  const { protocol, host } = new URL(server);
  const isCloud = host === 'github.com' || host.endsWith('.ghe.com');
  return isCloud ? `${protocol}//api.${host}` : `${server}/api/v3`;
}

function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}

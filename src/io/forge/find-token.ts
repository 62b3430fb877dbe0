import { runCommand } from '../process/run-command.ts';
import type { ForgeKind } from './forge.ts';

export interface Token {
  readonly value: string;
  /** Where it was found, for people: `GH_TOKEN`. */
  readonly from: string;
}

export interface TokenQuestion {
  readonly kind: ForgeKind;
  readonly server: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Servers of the remotes that the user set up himself. */
  readonly ownServers: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * The user's token for a server; null: there is none. A token from the environment goes only where it belongs:
 * GitHub's to github.com, *.ghe.com and `GH_HOST`; Gitea's to the server of `GITEA_SERVER_URL`, or, without that, to
 * the servers of the user's own remotes. So the address of an issue cannot draw it anywhere.
 */
export async function findToken(question: TokenQuestion): Promise<Token | null> {
  const names = question.kind === 'github' ? namesForGitHub(question) : namesForGitea(question);
  for (const from of names) {
    const value = question.env[from]?.trim() ?? '';
    if (isToken(value)) return { value, from };
  }
  return question.kind === 'github' ? askGh(question) : null;
}

/** What can stand in a header: a line break in it would be a second one. */
function isToken(text: string): boolean {
  return /^[\x21-\x7e]{1,1000}$/.test(text);
}

function namesForGitHub({ server, env }: TokenQuestion): readonly string[] {
  const host = new URL(server).host;
  const isCloud = host === 'github.com' || host.endsWith('.ghe.com');
  if (isCloud) return ['GH_TOKEN', 'GITHUB_TOKEN'];
  if (host !== hostOf(env['GH_HOST'])) return [];
  return ['GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN', 'GH_TOKEN', 'GITHUB_TOKEN'];
}

function namesForGitea({ server, env, ownServers }: TokenQuestion): readonly string[] {
  const own = hostOf(env['GITEA_SERVER_URL']);
  const isOwn = own === null ? ownServers.includes(server) : own === new URL(server).host;
  const names = isOwn ? ['GITEA_TOKEN', 'FORGEJO_TOKEN'] : [];
  return server === 'https://codeberg.org' ? ['CODEBERG_TOKEN', ...names] : names;
}

/** `github.example.org`, `https://github.example.org:8443/` */
function hostOf(text: string | undefined): string | null {
  const address = /^https?:\/\//i.test(text ?? '') ? (text ?? '') : `https://${text ?? ''}`;
  return text !== undefined && text.trim() !== '' && URL.canParse(address) ? new URL(address).host : null;
}

/** GitHub's own program keeps a token for each host that the user has signed in to. */
async function askGh({ server, env, signal }: TokenQuestion): Promise<Token | null> {
  const own = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const answer = await runCommand({
    argv: ['gh', 'auth', 'token', '--hostname', new URL(server).host],
    // Not in the repository: nothing in it may have a say in where a token comes from.
    cwd: '/',
    // Its own answer would be these, whatever the host.
    env: { ...Object.fromEntries(own), GH_TOKEN: '', GITHUB_TOKEN: '', GH_PROMPT_DISABLED: '1' },
    maxBytes: 10_000,
    timeoutMs: 10_000,
    signal,
  });
  const value = answer.stdout.toString('utf8').trim();
  return answer.exitCode === 0 && isToken(value) ? { value, from: 'gh auth token' } : null;
}

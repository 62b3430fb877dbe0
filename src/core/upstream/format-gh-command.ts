/** A pull request from a fork, as the command line of GitHub's own program asks for it. */
export interface GhRequest {
  /** `https://github.com` */
  readonly server: string;
  /** `owner/name` */
  readonly upstream: string;
  readonly base: string;
  /** Owner of the fork, and branch there. */
  readonly headOwner: string;
  readonly branch: string;
  readonly title: string;
  readonly body: string;
}

/** The command that opens it, every word quoted for a POSIX shell, so that none of them does anything. */
export function formatGhCommand(request: GhRequest): string {
  const { server, upstream, base, headOwner, branch, title, body } = request;
  const host = new URL(server).host;
  const words: readonly (readonly [string, string])[] = [
    ['--repo', host === 'github.com' ? upstream : `${host}/${upstream}`],
    ['--base', base],
    ['--head', `${headOwner}:${branch}`],
    ['--title', title],
    ['--body', body],
  ];
  return ['gh pr create', ...words.map(([name, value]) => `  ${name}=${quoteForShell(value)}`)].join(' \\\n');
}

/** One word of a POSIX shell, whatever stands in it: `it's` is `'it'\''s'`. */
function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

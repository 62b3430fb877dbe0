import type { Context } from '../../context.ts';
import type { Failure } from '../../core/failure.ts';
import { folderServer } from '../../core/forge/parse-folder.ts';
import { parseRemote } from '../../core/forge/parse-remote.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Forge } from '../../io/forge/forge.ts';
import { openFolderForge } from '../../io/forge/folder-forge.ts';
import type { Remote } from '../../io/git/list-remotes.ts';

/** Opens the forge at a server with the user's token for it. `remotes`: those of the user's repository. */
export async function openForgeAt(
  context: Context,
  { server, remotes }: { readonly server: string; readonly remotes: readonly Remote[] },
): Promise<Result<Forge, Failure>> {
  if (server === folderServer) return ok(openFolderForge());
  // Only the commands that need a forge pay for it.
  const { openForge } = await import('../../io/forge/open-forge.ts');
  return openForge({
    server,
    kind: null,
    env: context.env,
    ownServers: remotes.flatMap(({ fetchUrl }) => parseRemote(fetchUrl)?.server ?? []),
    userAgent: `chant/${context.version}`,
    signal: context.signal,
    now: () => context.clock.now(),
  });
}

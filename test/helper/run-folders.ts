import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeWorkspace, type WorkspaceFolders } from '../../src/io/workspace/make-workspace.ts';
import { makeFolder } from './chant-repo.ts';

/** The folders of a run, as `chant work` makes them: a workspace that is a repository, and its session folder. */
export function makeRunFolders(files: Readonly<Record<string, string>> = {}, spec?: string): WorkspaceFolders {
  const made = makeWorkspace(makeFolder(), 'chant-010-v7b', { owner: 'token', random: () => 'x' });
  if (!made.ok) throw new Error(made.failure.kind);
  const { workspace, session } = made.value;
  const all = { '.git/HEAD': 'ref: refs/heads/main\n', '.chant/config.md': '', ...files };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(workspace, file)), { recursive: true });
    writeFileSync(path.join(workspace, file), text);
  }
  mkdirSync(path.join(session, 'outbox'));
  if (spec !== undefined) writeFileSync(path.join(session, 'spec'), `${spec}\n`);
  return made.value;
}

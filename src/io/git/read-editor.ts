import type { Repo } from './repo.ts';
import { runGit } from './run-git.ts';

/** The editor that the user has told git, as a command line; null where there is none. */
export async function readEditor(repo: Repo): Promise<string | null> {
  const answer = await runGit(repo, ['config', '--show-scope', '--get-all', 'core.editor'], { expect: [1] });
  if (!answer.ok) return null;
  // global<TAB>code --wait
  // The scope `command` is what chant itself sets, so that no git of chant ever opens an editor.
  const lines = answer.value.stdout.split('\n').filter((line) => line !== '' && !line.startsWith('command\t'));
  return (
    lines
      .at(-1)
      ?.replace(/^[a-z]+\t/, '')
      .trim() || null
  );
}

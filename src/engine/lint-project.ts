import path from 'node:path';
import type { Context } from '../context.ts';
import { lintSpecs } from '../core/lint/lint-specs.ts';
import type { Problem } from '../core/problem.ts';
import type { Spec } from '../core/spec/spec.ts';
import { builtInNames } from '../io/agent/load-provider.ts';
import { listPrompts } from '../io/assets/load-prompt.ts';
import { isPresent } from '../io/project/is-present.ts';
import { listProjectFiles } from '../io/project/project-files.ts';
import type { Project } from './open-project.ts';

/** All that lint finds in a project; `specs` holds the archive, too. By file, then line. */
export function lintProject(context: Context, project: Project, specs: readonly Spec[]): Problem[] {
  const { store, config, today } = project;
  const place = { root: store.root, chantDir: store.dir };
  const folders = { projectDir: path.join(store.dir, 'prompts'), shippedDir: context.assets.prompts };
  return lintSpecs({
    specs,
    today,
    files: {
      exists: (relative) => isPresent(place, relative),
      // What a spec is informed by is research nearly always; walking all of the project would cost too much.
      candidates: listProjectFiles(place, '.chant/research/'),
    },
    prompts: listPrompts(folders).map((prompt) => prompt.name),
    providers: [...new Set([...Object.keys(config.providers), ...builtInNames])].sort(),
    checks: config.checks.map((check) => check.name),
  });
}

import path from 'node:path';
import type { Context } from '../../context.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { editFrontmatter } from '../../core/spec/edit-frontmatter.ts';
import { shortId } from '../../core/spec/spec-id.ts';
import { readShipped } from '../../io/assets/demo-folder.ts';
import { createSpec } from '../../io/store/create-spec.ts';
import { openProject } from '../open-project.ts';
import { type DemoPhase, demoPhases } from './phases.ts';

export interface DemoSpec {
  readonly phase: DemoPhase;
  readonly id: string;
}

/** Creates the six specs, each depending on the one before. `context` stands in the project. */
export async function createDemoSpecs(context: Context): Promise<Result<DemoSpec[], Failure>> {
  const project = await openProject(context);
  if (!project.ok) return project;
  const specs: DemoSpec[] = [];
  for (const phase of demoPhases) {
    const before = specs.at(-1);
    const shipped = readShipped(path.join(context.assets.demo, 'phases', phase, 'spec.md'));
    if (!shipped.ok) return shipped;
    const edits = before === undefined ? [] : [{ key: 'depends_on', value: [shortId(before.id)] }];
    const text = editFrontmatter(shipped.value, edits);
    if (!text.ok) return text;
    const created = createSpec(project.value.store, {
      date: project.value.today,
      prefix: project.value.config.project.prefix,
      random: (length) => context.random.base36(length),
      build: () => text.value,
    });
    if (!created.ok) return created;
    specs.push({ phase, id: created.value.id });
  }
  return ok(specs);
}

import type { Spec } from '../spec/spec.ts';

/** One part of a spec that is too large to be worked on at once. */
export interface SplitMember {
  /** `<id>.1`, in the order of the work. */
  readonly id: string;
  readonly title: string;
  readonly files: readonly string[];
  /** The member before it: they change one project, and each sees the work of those before. */
  readonly dependsOn: readonly string[];
}

/**
 * Proposes members for a spec with more target files than `limit`: each has at most so many, and what lies in one
 * folder stays together as far as that goes.
 */
export function planSplit(spec: Pick<Spec, 'id' | 'title' | 'targetFiles'>, limit: number): readonly SplitMember[] {
  const groups = pack(chunk(spec.targetFiles, limit), limit);
  return groups.map((files, index) => ({
    id: `${spec.id}.${index + 1}`,
    title: `${spec.title} (${index + 1} of ${groups.length}: ${nameGroup(files)})`,
    files,
    dependsOn: index === 0 ? [] : [`${spec.id}.${index}`],
  }));
}

/** The files of each folder, no more than `limit` together; folders in the order in which they are named first. */
function chunk(files: readonly string[], limit: number): readonly (readonly string[])[] {
  const folders = new Map<string, string[]>();
  for (const file of files) folders.set(folderOf(file), [...(folders.get(folderOf(file)) ?? []), file]);
  return [...folders.values()].flatMap((inside) =>
    Array.from({ length: Math.ceil(inside.length / limit) }, (_, part) =>
      inside.slice(part * limit, (part + 1) * limit),
    ),
  );
}

/** Small neighbours share a member. */
function pack(chunks: readonly (readonly string[])[], limit: number): readonly (readonly string[])[] {
  const groups: (readonly string[])[] = [];
  for (const files of chunks) {
    const last = groups.at(-1);
    if (last !== undefined && last.length + files.length <= limit) groups[groups.length - 1] = [...last, ...files];
    else groups.push(files);
  }
  return groups;
}

function folderOf(file: string): string {
  return file.replace(/[^/]*$/, '');
}

function nameGroup(files: readonly string[]): string {
  const folders = [...new Set(files.map((file) => folderOf(file).replace(/\/$/, '') || file))];
  return folders.join(', ');
}

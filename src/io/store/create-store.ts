import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { createFileAtomic } from './atomic-write.ts';
import { fileTrouble } from './file-trouble.ts';

export interface NewStore {
  /** Absolute path of the `.chant` folder. */
  readonly dir: string;
  /** Text of `config.md`. */
  readonly config: string;
}

const ignored = `# Made by chant on this machine; not for others.
runs/
cache/
agents.md
*.tmp
`;

/** Makes a `.chant` folder. What is there already stays as it is. Paths are relative to the checkout. Failure: file-trouble. */
export function createStore(store: NewStore): Result<{ created: string[]; kept: string[] }, Failure> {
  const created: string[] = [];
  const kept: string[] = [];
  try {
    mkdirSync(path.join(store.dir, 'specs'), { recursive: true });
    for (const [name, text] of listFiles(store)) {
      const made = createFileAtomic(path.join(store.dir, name), text);
      if (!made.ok) return made;
      (made.value ? created : kept).push(`.chant/${name}`);
    }
    return ok({ created, kept });
  } catch (cause) {
    return fileTrouble('create', store.dir, cause);
  }
}

/**
 * The configuration comes last: a folder that has one is whole. Prompts that ship are not copied: a copy would win over
 * every later version of them, unread (docs/decisions/013).
 */
function listFiles(store: NewStore): (readonly [name: string, text: string])[] {
  return [
    ['.gitignore', ignored],
    ['config.md', store.config],
  ];
}

import { FAILSAFE_SCHEMA, load, YAMLException } from 'js-yaml';
import { isRecord } from '../is-record.ts';
import { loadPlainFrontmatter } from './load-plain-frontmatter.ts';

/** A frontmatter as plain data: every scalar is a string, so that `220e9100` and `2026-02-08` stay what they are. */
export interface LoadedFrontmatter {
  readonly values: Readonly<Record<string, unknown>>;
  readonly trouble: {
    readonly rule: string;
    readonly message: string /** 0-based line of the YAML. */;
    readonly line: number;
  } | null;
}

const OPTIONS = { schema: FAILSAFE_SCHEMA, maxAliases: 100 } as const;

/** Loads YAML without ever throwing. A key that stands twice is `trouble`, and its last value is given. */
export function loadFrontmatter(yaml: string): LoadedFrontmatter {
  const plain = loadPlainFrontmatter(yaml);
  if (plain !== null) return { values: plain, trouble: null };
  if (!/^[ \t]*[^\s#]/m.test(yaml)) return { values: {}, trouble: null };
  try {
    return fromLoaded(load(yaml, OPTIONS));
  } catch (error) {
    const reason = error instanceof YAMLException ? error.reason : String(error);
    const line = error instanceof YAMLException ? (error.mark?.line ?? 0) : 0;
    if (reason.startsWith('duplicated')) {
      const message = 'a key stands twice; the last one counts';
      return { values: loadLenient(yaml), trouble: { rule: 'duplicate-key', message, line } };
    }
    return { values: {}, trouble: { rule: 'bad-yaml', message: `the frontmatter is no YAML: ${reason}`, line } };
  }
}

function fromLoaded(loaded: unknown): LoadedFrontmatter {
  if (typeof loaded === 'string' && /^(?:null|~)?$/i.test(loaded)) return { values: {}, trouble: null };
  if (isRecord(loaded)) return { values: loaded, trouble: null };
  const message = 'the frontmatter holds no keys; expected lines like `type: code`';
  return { values: {}, trouble: { rule: 'bad-yaml', message, line: 0 } };
}

function loadLenient(yaml: string): Readonly<Record<string, unknown>> {
  try {
    return fromLoaded(load(yaml, { ...OPTIONS, json: true })).values;
  } catch {
    return {};
  }
}

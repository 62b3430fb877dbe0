import type { SpecAmbiguous, SpecNotFound } from '../failure.ts';
import { nearest } from '../nearest.ts';
import { err, ok, type Result } from '../result.ts';
import { parseSpecId } from './spec-id.ts';

/** What the resolution needs to know of a spec. */
export interface IdEntry {
  readonly id: string;
  readonly title: string;
  readonly archived: boolean;
}

/** All specs, ready to be looked up many times. */
export interface IdIndex<Entry extends IdEntry = IdEntry> {
  readonly entries: readonly Entry[];
  /** Where an id is live and archived, the live one. */
  readonly byId: ReadonlyMap<string, Entry>;
  /** What an id ends with, from each `-` on: `v7b`, `010-v7b`, `08-010-v7b`, ... */
  readonly bySuffix: ReadonlyMap<string, readonly IdEntry[]>;
  /** Sequences, bare and with their date: `010`, `08-010`, `02-08-010`, `2026-02-08-010`; members with `.1`. */
  readonly bySequence: ReadonlyMap<string, readonly IdEntry[]>;
}

/** What can go wrong when an id is looked up. */
export type ResolveFailure = SpecNotFound | SpecAmbiguous;

/**
 * Finds the spec that somebody means by `query`, by the one rule for commands, `depends_on` and MCP. `today` is the
 * local day as `YYYY-MM-DD`. For many queries over the same specs: `buildIdIndex` once, then `resolveInIndex`.
 */
export function resolveSpecId(
  query: string,
  entries: readonly IdEntry[],
  today: string,
): Result<string, ResolveFailure> {
  return resolveInIndex(query, buildIdIndex(entries), today);
}

/** Builds the index; linear in the number of specs. Short forms are indexed when the first one is looked up. */
export function buildIdIndex<Entry extends IdEntry>(entries: readonly Entry[]): IdIndex<Entry> {
  const byId = new Map<string, Entry>();
  for (const entry of entries) {
    const known = byId.get(entry.id);
    if (known === undefined || known.archived) byId.set(entry.id, entry);
  }
  let shortForms: ShortForms | null = null;
  const readShortForms = (): ShortForms => {
    shortForms ??= indexShortForms(entries);
    return shortForms;
  };
  return {
    entries,
    byId,
    get bySuffix() {
      return readShortForms().bySuffix;
    },
    get bySequence() {
      return readShortForms().bySequence;
    },
  };
}

type ShortForms = Pick<IdIndex, 'bySuffix' | 'bySequence'>;

function indexShortForms(entries: readonly IdEntry[]): ShortForms {
  const bySuffix = new Map<string, IdEntry[]>();
  const bySequence = new Map<string, IdEntry[]>();
  for (const entry of entries) {
    for (let at = entry.id.indexOf('-'); at !== -1; at = entry.id.indexOf('-', at + 1)) {
      push(bySuffix, entry.id.slice(at + 1), entry);
    }
    for (const name of sequenceNames(entry.id)) push(bySequence, name, entry);
  }
  return { bySuffix, bySequence };
}

function push(map: Map<string, IdEntry[]>, key: string, entry: IdEntry): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [entry]);
  else list.push(entry);
}

/** `010`, `08-010`, `02-08-010`, `2026-02-08-010` and the same with the prefix; for members with `.1` behind. */
function sequenceNames(id: string): string[] {
  const parts = parseSpecId(id);
  if (parts === null) return handMadeNames(id);
  const members = parts.members.map((n) => `.${n}`).join('');
  const [year = '', month = '', day = ''] = parts.date.split('-');
  const sequence = `${parts.sequence.toString(36).padStart(3, '0')}${members}`;
  const dated = `${year}-${month}-${day}-${sequence}`;
  const names = [sequence, `${day}-${sequence}`, `${month}-${day}-${sequence}`, dated];
  return parts.prefix === '' ? names : [...names, `${parts.prefix}-${dated}`];
}

/** `001-comprehension` is found as `001`; `2026-01-29-002-imgproto` as `002`, `29-002`, `01-29-002`, too. */
function handMadeNames(id: string): string[] {
  const match = /^(?:(\d{4})-(\d{2})-(\d{2})-)?([0-9a-z]{3})-(?:[^.]|\.(?!\d+(?:\.|$)))+((?:\.\d+)*)$/.exec(id);
  if (match === null) return [];
  const [, year, month, day, number = '', members = ''] = match;
  if (!/\d/.test(number)) return [];
  const sequence = `${number}${members}`;
  if (year === undefined) return [sequence];
  return [sequence, `${day}-${sequence}`, `${month}-${day}-${sequence}`, `${year}-${month}-${day}-${sequence}`];
}

/** As `resolveSpecId`, over an index that was built before. */
export function resolveInIndex(query: string, index: IdIndex, today: string): Result<string, ResolveFailure> {
  const found = lookUpId(query, index, today);
  if (found.length === 1 && found[0] !== undefined) return ok(found[0].id);
  if (found.length === 0) return err({ kind: 'spec-not-found', query, near: nearIds(cleanQuery(query), index) });
  const candidates = found.map(({ id, title }) => ({ id, title }));
  return err({ kind: 'spec-ambiguous', query, candidates });
}

/** What `query` may mean: one spec, several (newest first), or none. Does not look for what is near, which is slow. */
export function lookUpId(query: string, index: IdIndex, today: string): readonly IdEntry[] {
  const asIs = index.byId.get(query);
  if (asIs !== undefined) return [asIs];
  const wanted = cleanQuery(query);
  const exact = index.byId.get(wanted);
  if (exact !== undefined) return [exact];
  for (const archived of [false, true]) {
    const suffix = pick(index.bySuffix.get(wanted), archived);
    if (suffix.length === 1) return suffix;
    const sequence = pick(index.bySequence.get(wanted), archived);
    if (suffix.length === 0) {
      const ofToday = sequence.filter((entry) => `-${entry.id}`.includes(`-${today}-`));
      if (ofToday.length === 1) return ofToday;
    }
    const all = new Set([...suffix, ...sequence]);
    if (all.size > 0) return [...all].sort(newestFirst);
  }
  return [];
}

/** People paste paths: `.chant/specs/2026-02-08-010-v7b.md`. */
function cleanQuery(query: string): string {
  const path = query.trim().replace(/^(?:\.\/)?(?:.*\/)?\.chant\/(?:specs|archive\/[^/]+)\//, '');
  return path.replace(/\.md$/, '');
}

function pick(entries: readonly IdEntry[] | undefined, archived: boolean): readonly IdEntry[] {
  return (entries ?? []).filter((entry) => entry.archived === archived);
}

function newestFirst(a: IdEntry, b: IdEntry): number {
  if (a.id === b.id) return 0;
  return a.id < b.id ? 1 : -1;
}

/** Ids that hold what was typed come first, then those that are one slip away in whole or in their last parts. */
function nearIds(wanted: string, index: IdIndex): string[] {
  if (wanted === '') return [];
  const near = new Set<string>();
  const live = [...index.entries].sort((a, b) => Number(a.archived) - Number(b.archived) || newestFirst(a, b));
  if (wanted.length >= 2) {
    for (const entry of live) if (near.size < 5 && entry.id.includes(wanted)) near.add(entry.id);
  }
  const slip = nearest(wanted, [...index.byId.keys()]) ?? nearest(wanted, [...index.bySuffix.keys()]);
  if (slip !== null) {
    const entries = index.bySuffix.get(slip) ?? [];
    for (const id of index.byId.has(slip) ? [slip] : entries.map((entry) => entry.id)) near.add(id);
  }
  return [...near].slice(0, 5);
}

import type { Problem } from '../problem.ts';
import { nearest } from '../nearest.ts';
import { parsePattern } from '../plan/judge-check.ts';
import { parseDuration } from './parse-duration.ts';
import { expectations, type Check, type Expectation } from './spec.ts';

/** Where checks are declared, for the problems found in them. */
export interface ChecksPlace {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

interface Finding {
  readonly rule: string;
  readonly message: string;
  readonly suggestion: string | null;
}

const KEYS = ['name', 'run', 'before', 'after', 'timeout', 'expect', 'repeat'] as const;

/**
 * Reads the value of `checks`, of a spec or of the configuration: one command, or a list of commands and of
 * `{name, run, before, after, timeout, expect, repeat}`. A check without a name is named after its command; names are unique.
 * What cannot be used becomes a problem, and the rest is still returned.
 */
export function parseChecks(value: unknown, where: ChecksPlace): { checks: Check[]; problems: Problem[] } {
  const findings: Finding[] = [];
  const checks: Check[] = [];
  const list = Array.isArray(value) ? value : value === null || value === undefined || value === '' ? [] : [value];
  for (const item of list) {
    const check = parseCheck(item, checks, findings);
    if (check !== null) checks.push(check);
  }
  return { checks, problems: findings.map((finding) => ({ severity: 'error', ...finding, ...where })) };
}

function parseCheck(item: unknown, others: readonly Check[], findings: Finding[]): Check | null {
  if (typeof item === 'string' && item.trim() !== '') {
    const run = item.trim();
    return { name: freeName(run, others), run, before: 'any', after: 'pass', timeoutMs: null };
  }
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    findings.push(finding('a check is a command, or has the keys `name`, `run`, `before`, `after`, `timeout`'));
    return null;
  }
  const entries = new Map<string, unknown>(Object.entries(item));
  reportUnknownKeys(entries, findings);
  const run = textOf(entries.get('run'));
  if (run === null) {
    findings.push(finding('a check needs a command: `run: npm test`'));
    return null;
  }
  return {
    name: parseName(entries.get('name'), { run, others, findings }),
    run,
    before: parseExpectation('before', entries.get('before'), findings) ?? 'any',
    after: parseExpectation('after', entries.get('after'), findings) ?? 'pass',
    timeoutMs: parseTimeout(entries.get('timeout'), findings),
    ...parseExpect(entries.get('expect'), findings),
    ...parseRepeat(entries.get('repeat'), findings),
  };
}

function finding(message: string, suggestion: string | null = null): Finding {
  return { rule: 'bad-check', message, suggestion };
}

function reportUnknownKeys(entries: ReadonlyMap<string, unknown>, findings: Finding[]): void {
  for (const key of entries.keys()) {
    if (KEYS.some((known) => known === key)) continue;
    const message = `\`${key}\` is no key of a check; known keys: ${KEYS.join(', ')}`;
    findings.push({ rule: 'unknown-key', message, suggestion: nearest(key, KEYS) });
  }
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function parseName(
  value: unknown,
  { run, others, findings }: { run: string; others: readonly Check[]; findings: Finding[] },
): string {
  const name = textOf(value);
  if (name === null) return freeName(run, others);
  if (/[\s`]/.test(name)) {
    findings.push(finding(`the check name \`${name}\` has a blank or a backtick in it`, slug(name)));
  }
  if (others.some((other) => other.name === name)) findings.push(finding(`two checks are named \`${name}\``));
  return name;
}

function parseExpectation(key: string, value: unknown, findings: Finding[]): Expectation | null {
  if (value === undefined || value === null || value === '') return null;
  const known = expectations.find((expectation) => expectation === value);
  if (known !== undefined) return known;
  const message = `\`${key}: ${String(value)}\` is not known; known values: ${expectations.join(', ')}`;
  findings.push(finding(message, nearest(String(value), expectations)));
  return null;
}

function parseTimeout(value: unknown, findings: Finding[]): number | null {
  if (value === undefined || value === null || value === '') return null;
  const ms = parseDuration(value);
  if (ms === null) findings.push(finding(`\`timeout: ${String(value)}\` is no span of time`, '5m'));
  return ms;
}

function parseExpect(value: unknown, findings: Finding[]): Pick<Check, 'expect'> {
  const expect = textOf(value);
  if (expect === null) return {};
  try {
    parsePattern(expect);
    return { expect };
  } catch {
    findings.push(finding(`\`expect: ${expect}\` is no pattern that can be used`));
    return {};
  }
}

/** Nobody waits for more runs of one check. */
const mostRuns = 1000;

/** `5`: five of five. `3 of 10`, `3/10`: at least three of ten. */
function parseRepeat(value: unknown, findings: Finding[]): Pick<Check, 'repeat'> {
  const text = textOf(value);
  if (text === null) return {};
  const match = /^(\d{1,4})(?:\s*(?:of|\/)\s*(\d{1,4}))?$/.exec(text);
  const atLeast = Number(match?.[1]);
  const of = Number(match?.[2] ?? match?.[1]);
  if (match !== null && atLeast >= 1 && atLeast <= of && of <= mostRuns) return { repeat: { atLeast, of } };
  findings.push(finding(`\`repeat: ${text}\` does not say how many times of how many, up to ${mostRuns}`, '3 of 10'));
  return {};
}

/** `npm run test:unit` becomes `npm-run-test-unit`; the second of that name gets `-2`. */
function freeName(run: string, others: readonly Check[]): string {
  const base = slug(run);
  let name = base;
  for (let n = 2; others.some((other) => other.name === name); n += 1) name = `${base}-${n}`;
  return name;
}

function slug(text: string): string {
  const words = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  return words.slice(0, 40).replace(/^-+|-+$/g, '') || 'check';
}

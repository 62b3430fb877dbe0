import fc from 'fast-check';
import { expect, it } from 'vitest';
import { resolveSpecId, type IdEntry } from '../../../src/core/spec/resolve-id.ts';
import { formatSpecId } from '../../../src/core/spec/spec-id.ts';

function live(...ids: string[]): IdEntry[] {
  return ids.map((id) => ({ id, title: `title of ${id}`, archived: false }));
}

function archived(...ids: string[]): IdEntry[] {
  return live(...ids).map((entry) => ({ ...entry, archived: true }));
}

const A = '2026-02-08-010-v7b';
const B = '2026-02-07-010-k2c';
const C = '2026-02-08-011-j3n';
const today = '2026-02-08';

it.each([
  ['an id in full', A, live(A, C), A],
  ['a file name', `.chant/specs/${A}.md`, live(A), A],
  ['a file name in the archive', `.chant/archive/2026-02-09/${A}.md`, archived(A), A],
  ['its random part', 'v7b', live(A, C), A],
  ['sequence and random part', '010-v7b', live(A, C), A],
  ['a sequence that only one has', '011', live(A, B, C), C],
  ['a sequence that one of today has', '010', live(A, B), A],
  ['a sequence with its day', '07-010', live(A, B), B],
  ['a sequence with month and day', '02-07-010', live(A, B), B],
  ['a sequence with its date', '2026-02-07-010', live(A, B), B],
  ['a member by sequence', '010.1', live(A, `${A}.1`, `${A}.2`), `${A}.1`],
  ['a member by its random part', 'v7b.2', live(A, `${A}.1`, `${A}.2`), `${A}.2`],
  ['the driver, not its members', '010', live(`${A}.1`, A, `${A}.2`), A],
  ['an archived one', 'v7b', archived(A), A],
  ['the live one before the archived one', '010', [...archived(A), ...live(B)], B],
  ['one with a prefix', '010', live(`web-${A}`), `web-${A}`],
  ['one made by hand by its number', '001', live('001-comprehension', '002-reproduction'), '001-comprehension'],
  ['one made by hand by its name', 'imgproto', live('2026-01-29-002-imgproto'), '2026-01-29-002-imgproto'],
  ['one made by hand with a date', '29-002', live('2026-01-29-002-imgproto'), '2026-01-29-002-imgproto'],
])('finds %s', (_, query, entries, wanted) => {
  expect(resolveSpecId(query, entries, today)).toEqual({ ok: true, value: wanted });
});

it.each([
  ['a sequence of several days, none of them today', '010', live(A, B), '2026-03-01', [A, B]],
  ['a sequence that two of today have', '010', live(A, '2026-02-08-010-xyz'), today, ['2026-02-08-010-xyz', A]],
  ['a suffix that two have', 'v7b', live(A, '2026-02-01-001-v7b'), today, [A, '2026-02-01-001-v7b']],
  ['two archived ones', '010', archived(A, B), '2026-03-01', [A, B]],
])('lists the candidates, newest first, for %s', (_, query, entries, day, wanted) => {
  const candidates = wanted.map((id) => ({ id, title: `title of ${id}` }));
  expect(resolveSpecId(query, entries, day)).toEqual({
    ok: false,
    failure: { kind: 'spec-ambiguous', query, candidates },
  });
});

it.each([
  ['part of a word', '7b', [A]],
  ['the beginning of an id', '2026-02-08', [A]],
  ['a slip', 'v7c', [A]],
  ['a slip in the id', '2026-02-08-010-v7x', [A]],
  ['nothing like it', 'zzz', []],
  ['nothing', '', []],
])('does not find %s and names what is near', (_, query, near) => {
  expect(resolveSpecId(query, live(A), today)).toEqual({ ok: false, failure: { kind: 'spec-not-found', query, near } });
});

it('finds one spec or says why not, for random ids and queries', () => {
  const part = fc.constantFrom('v7b', 'k2c', '010', '00a');
  const id = fc
    .record({
      prefix: fc.constantFrom('', 'web'),
      date: fc.constantFrom('2026-02-08', '2026-02-07', '2025-02-08'),
      sequence: fc.constantFrom(1, 10, 36),
      random: part,
      member: fc.constantFrom('', '.1', '.2'),
    })
    .map(({ member, ...parts }) => formatSpecId(parts) + member);
  const entry = fc.record({ id, title: fc.constant('t'), archived: fc.boolean() });
  const query = fc.oneof(
    id,
    part,
    fc.tuple(id, fc.nat(18)).map(([text, at]) => text.slice(at)),
  );
  fc.assert(
    fc.property(fc.uniqueArray(entry, { selector: (found) => found.id }), query, (entries, wanted) => {
      const found = resolveSpecId(wanted, entries, today);
      const matching = entries.filter((one) => one.id === wanted || one.id.endsWith(`-${wanted}`));
      if (found.ok) {
        expect(entries.map((one) => one.id)).toContain(found.value);
        const first = matching.filter((one) => one.id === wanted || !one.archived);
        if (first.length > 0) expect(first.map((one) => one.id)).toContain(found.value);
      } else if (found.failure.kind === 'spec-ambiguous') {
        expect(found.failure.candidates.length).toBeGreaterThan(1);
        const states = found.failure.candidates.map((one) => entries.find((other) => other.id === one.id)?.archived);
        expect(new Set(states).size).toBe(1);
      } else {
        expect(matching).toEqual([]);
      }
      for (const one of entries) expect(resolveSpecId(one.id, entries, today)).toEqual({ ok: true, value: one.id });
    }),
    { numRuns: 500 },
  );
});

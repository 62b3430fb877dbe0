import { expect, test } from 'vitest';
import { formatRules } from '../../../src/core/forge/format-rules.ts';
import { readRules } from '../../../src/core/forge/read-rules.ts';
import { formatIssue } from '../../../src/core/issue/format-issue.ts';
import type { Issue } from '../../../src/core/issue/issue.ts';
import { buildSnapshot } from '../../../src/core/issue/snapshot.ts';
import { listRisks, type RiskFacts } from '../../../src/core/packet/list-risks.ts';
import { listRules } from '../../../src/core/packet/list-rules.ts';
import { isWebAddress, link, markup } from '../../../src/core/packet/markup.ts';
import { readIssue } from '../../../src/core/packet/read-issue.ts';
import { hasHidden, showHidden } from '../../../src/core/packet/show-hidden.ts';
import { makeSamplePacket } from './sample-packet.ts';

test('an issue is read back from the snapshot that was made of it, fences in its text included', () => {
  const body = 'It fails.\n\n```\nlog\n```\n\nBye.';
  const issue: Issue = {
    ...{ source: 'https://github.com/acme/store/issues/7', repository: null, number: 7, title: 'It "fails"' },
    ...{ state: 'open', author: 'ada', authorRole: 'none', createdAt: null, closedAt: null, labels: ['bug'] },
    ...{ body, linked: [] },
    comments: [
      { author: 'bob', authorRole: 'none', createdAt: null, body: '## Description', url: 'https://x.example/1' },
    ],
  };
  const text = formatIssue(
    issue,
    buildSnapshot(issue, () => 'hash'),
  );
  expect(readIssue({ path: '.chant/research/issue-7.md', text })).toEqual({
    ...{ path: '.chant/research/issue-7.md', url: issue.source, title: 'It "fails"', state: 'open', author: 'ada' },
    ...{ labels: ['bug'], description: body, comments: 1 },
  });
});

test('a markdown file of somebody is an issue without an address', () => {
  const read = readIssue({ path: '.chant/context/issue-7.md', text: '# It fails\n\nOften.\n' });
  expect(read).toMatchObject({ url: null, title: 'It fails', description: 'Often.', state: null, comments: 0 });
});

test('the checklist holds what the document about upstream says, in the words that chant fork wrote', () => {
  const contributing = 'Disclose the use of AI with Assisted-by.\n\nEvery commit needs a Signed-off-by line.\n';
  const rules = readRules([
    { path: 'CONTRIBUTING.md', text: contributing },
    { path: '.github/PULL_REQUEST_TEMPLATE.md', text: '## What\n' },
  ]);
  const listed = listRules(formatRules(rules, { name: 'acme/store', commit: 'abc' }));
  expect(listed.map(({ rule, state }) => `${rule} ${state}`)).toEqual([
    'agents asks',
    'sign-off asks',
    'commits silent',
    'template asks',
  ]);
  expect(listed.every(({ line }) => line !== null)).toBe(true);
  expect(
    listRules(formatRules(readRules([]), { name: 'acme/store', commit: 'abc' })).map(({ state }) => state),
  ).toEqual(['silent', 'silent', 'silent', 'silent']);
});

test('slots of markup are text in content and in quoted attributes; only markup is markup', () => {
  const text = `<b a="1" b='2'>&amp;`;
  expect(markup`<p title="${text}">${[text, markup`<i>${1}</i>`, null]}</p>`.html).toBe(
    '<p title="&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;amp;">&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;amp;<i>1</i></p>',
  );
  expect(markup`${'x'.repeat(1_000_000)}`.html.length).toBeLessThan(30_000);
});

test.each([
  ['https://github.com/acme/store/issues/7', true],
  ['http://127.0.0.1:3000/x', true],
  ['javascript:alert(1)', false],
  ['JaVaScRiPt://x/%0aalert(1)', false],
  ['data:text/html,x', false],
  ['https://github.com@evil.example/', false],
  ['https://a.example\\@evil.example/', false],
  ['https://a.example/ b', false],
  [' https://a.example/', false],
  ['//evil.example', false],
])('a link may lead to %s: %s', (address, may) => {
  expect(isWebAddress(address)).toBe(may);
  expect(link(address).html.includes('<a ')).toBe(may);
});

test.each([
  ['a\u202eb', 'a⟨U+202E⟩b'],
  ['\u001b[31m', '⟨U+001B⟩[31m'],
  ['\u{e0041}\u200b\ufeff\u00ad', '⟨U+E0041⟩⟨U+200B⟩⟨U+FEFF⟩⟨U+00AD⟩'],
  ['\ud800', '⟨U+D800⟩'],
  ['a\r\nb\rc', 'a\nb⟨U+000D⟩c'],
])('%j is shown as %s', (text, shown) => {
  expect(hasHidden(text)).toBe(true);
  expect(showHidden(text)).toBe(shown);
});

test('text of any language, tabs, line feeds and a red heart stay as they are', () => {
  const text = 'naïve Größe 日本語 العربية हिन्दी 👍 ❤\ufe0f\t\n';
  expect(hasHidden(text)).toBe(false);
  expect(showHidden(text)).toBe(text);
});

const nothing: Omit<RiskFacts, 'packet'> = {
  ...{ byHand: [], sensitive: [], movedSince: false, drift: [], skipped: [], unlimited: [] },
};

test('risks are told by what is known, the gravest first', () => {
  const sample = makeSamplePacket();
  const risksOf = (packet: RiskFacts['packet'], facts: Partial<RiskFacts> = {}) =>
    listRisks({ ...nothing, packet, ...facts }).map(({ risk }) => risk);
  expect(risksOf(sample)).toEqual(['not-shown', 'criteria-claimed']);
  const [work] = sample.works;
  const [file] = sample.files;
  const [hunk] = file?.hunks ?? [];
  if (work === undefined || file === undefined || hunk === undefined) throw new Error('the sample has one of each');
  const criteria = work.criteria.map((one) => ({ ...one, standing: 'open' as const }));
  const checks = work.checks.map((one) => ({ ...one, proofs: one.proofs.slice(1) }));
  expect(risksOf({ ...sample, works: [{ ...work, criteria, checks }] })).toEqual([
    'criteria-open',
    'not-shown',
    'no-red-green',
  ]);
  expect(
    risksOf(
      { ...sample, rules: [{ rule: 'agents', state: 'forbids', line: 1 }] },
      { byHand: ['abc x'], sensitive: ['.github/ci.yml'], movedSince: true, skipped: ['approval'], unlimited: ['a'] },
    ),
  ).toEqual([
    'rules-forbid',
    'decides-elsewhere',
    'by-hand',
    'not-shown',
    'evidence-elsewhere',
    'gates-passed-over',
    'criteria-claimed',
    'no-scope',
  ]);
  const quiet = { ...hunk, mentions: [] };
  expect(risksOf({ ...sample, files: [{ ...file, mentions: [], hunks: [quiet] }] })).toContain('unmentioned');
  const lines = [{ kind: 'added' as const, text: 'a\u202e', before: null, after: 4 }];
  const hidden = listRisks({ ...nothing, packet: { ...sample, files: [{ ...file, hunks: [{ ...hunk, lines }] }] } });
  expect(hidden[0]).toEqual({ risk: 'hidden-characters', what: ['src/store.js:4'] });
});

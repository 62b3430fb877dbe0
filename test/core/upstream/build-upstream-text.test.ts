import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { Proof } from '../../../src/core/plan/proof.ts';
import { buildUpstreamText, type UpstreamTextInput } from '../../../src/core/upstream/build-upstream-text.ts';
import { dropInternal, isInternal } from '../../../src/core/upstream/drop-internal.ts';
import { fillPullTemplate, type PullPart } from '../../../src/core/upstream/fill-pull-template.ts';
import { formatGhCommand } from '../../../src/core/upstream/format-gh-command.ts';
import { parseSending } from '../../../src/core/upstream/sending.ts';
import { makeSamplePacket } from '../packet/sample-packet.ts';

const proof = (side: Proof['side'], passed: boolean, run = 'npm test'): Proof => ({
  ...{ check: run, side, passed, held: true, exit: passed ? '0' : '1', tree: '1'.repeat(40), at: '', ms: 1, run },
  tail: 'chant saw it',
});

function build(change: Partial<UpstreamTextInput> = {}) {
  return buildUpstreamText({
    packet: makeSamplePacket(),
    title: 'Fix #7: writes get lost',
    issue: 7,
    proofs: [proof('before', false), proof('after', true)],
    rules: { agents: 'silent', trailer: null, conventionalCommits: false, template: null },
    agents: ['claude'],
    ...change,
  });
}

const found = (text: string) => [{ title: 'Summary', document: 'd.md', line: 1, text }];

test('it says what is fixed, why, what changes and how it was tested, and nothing of how it was made', () => {
  const text =
    'The read is too early. As the impact map of chant says, the agent met all criteria. It loses data.\n\n- The spec of the fix says so.\n- Two writers.';
  const { title, body } = build({ packet: { ...makeSamplePacket(), found: found(text) } });
  expect(title).toBe('Fix #7: writes get lost');
  expect(body).toBe(`Fixes #7

## Summary

The read is too early. It loses data.

- Two writers.

## Changes

- \`src/store.js\` (renamed)
- and 1 more

## Testing

| command | without the change | with it |
|---|---|---|
| \`npm test\` | fails | passes |
`);
  expect(isInternal(body)).toBe(false);
});

test.each([
  ['asks', 'Assisted-by', '## Assistance\n\nAssisted-by: claude'],
  ['forbids', null, '## Assistance\n\nAssisted-by: claude'],
] as const)('where upstream %s, the help of agents is named as it wants it named', (agents, trailer, wanted) => {
  const { body } = build({ rules: { agents, trailer, conventionalCommits: false, template: null } });
  expect(body).toContain(wanted);
  expect(build().body).not.toMatch(/claude|assist/i);
});

test('a title follows Conventional Commits where upstream does', () => {
  const rules = { agents: 'silent', trailer: null, conventionalCommits: true, template: null } as const;
  expect(build({ rules }).title).toBe('fix: writes get lost (#7)');
  expect(build({ rules, title: 'fix(store): lock' }).title).toBe('fix(store): lock');
});

test('a template keeps all that it has, and each part stands under the heading that it belongs to', () => {
  const parts: readonly PullPart[] = [
    { kind: 'issue', title: 'Issue', text: 'Fixes #7' },
    { kind: 'summary', title: 'Summary', text: 'Why.' },
    { kind: 'changes', title: 'Changes', text: '- a' },
    { kind: 'testing', title: 'Testing', text: 'ran' },
  ];
  const template =
    '<!-- read CONTRIBUTING -->\n## Description\n\n## How was this tested?\n\n## Checklist\n\n- [ ] I signed the CLA\n';
  expect(fillPullTemplate(template, parts)).toBe(
    '<!-- read CONTRIBUTING -->\n## Description\n\nWhy.\n\n## How was this tested?\n\nran\n\n## Checklist\n\n- [ ] I signed the CLA\n\nFixes #7\n\n## Changes\n\n- a\n',
  );
});

test('hostile words of documents call nobody, refer to nothing and bring no markup', () => {
  const text = 'Lost @alice <script>x</script> ![i](https://evil.example/i) fixes #99 \u202e.';
  const { body } = build({ packet: { ...makeSamplePacket(), found: found(text) }, title: 'a\nb\u0007' });
  expect(body).not.toMatch(/@alice|#99|(?<!\\)<script|https:\/\/evil|\u202e/);
});

test.each([
  ['Plain text.', 'Plain text.'],
  ['One. The agent did it! Two?', 'One. Two?'],
  ['```\nchant work\n```\n\nRest.', 'Rest.'],
  ['| spec | x |\n|---|---|', ''],
  ['- a\n- see .chant/research/x.md\n- b', '- a\n- b'],
  ['An aggregate of inspections.', 'An aggregate of inspections.'],
])('of %j is left %j', (text, left) => {
  expect(dropInternal(text)).toBe(left);
});

test('a shell gives gh each word of the command as it is, whatever stands in it', () => {
  const nasty = `it's "$(touch /tmp/x)" \`id\` \\ !! ; rm -rf ~\n--web 'end`;
  const command = formatGhCommand({
    ...{ server: 'https://git.example.org', upstream: 'acme/store', base: 'main' },
    ...{ headOwner: 'me', branch: "fix/it's; x", title: nasty, body: nasty },
  });
  const words = execFileSync('sh', ['-c', `gh() { for word; do printf '%s\\0' "$word"; done; }\n${command}`], {
    encoding: 'utf8',
  });
  expect(words.split('\0').slice(0, -1)).toEqual([
    ...['pr', 'create', '--repo=git.example.org/acme/store', '--base=main', "--head=me:fix/it's; x"],
    ...[`--title=${nasty}`, `--body=${nasty}`],
  ]);
});

test.each(['', 'null', '[]', '{}', '{"version":2}', '{"version":1,"spec":7}', '{'])(
  'a record of %j is none',
  (text) => {
    expect(parseSending(text)).toBeNull();
  },
);

import { expect, test } from 'vitest';
import { renderForTerminal } from '../../../src/cli/render/paint.ts';
import { renderSpecPage } from '../../../src/cli/render/spec-page.ts';
import { sampleSpec } from '../sample-spec.ts';

const text = '---\ntype: code\n---\n# Fix the lock\n\n## Acceptance Criteria\n\n- [ ] no write is lost\n';

test('the page tells where the spec stands, what it needs, and what it says', () => {
  const spec = sampleSpec({
    labels: ['fix'],
    targetFiles: ['src/a.rs', 'src/b.rs'],
    checks: [{ name: 'reproduce', run: 'cargo test', before: 'fail', after: 'pass', timeoutMs: null }],
    criteria: [{ text: 'no write is lost', ticked: false, line: 8, check: null }],
    unknownKeys: { priority: 1 },
  });
  const page = renderSpecPage({
    spec,
    text,
    landedOn: null,
    status: 'needs_attention',
    run: {
      spec: spec.id,
      attempt: 2,
      phase: 'needs_attention',
      reason: 'out-of-scope',
      detail: ['README.md'],
      startedAt: '',
      endedAt: null,
      step: 'judge',
      usage: null,
      waitingUntil: null,
      pinned: '1a2b3c4d5e6f7a8b',
      workspace: null,
      takenOverBy: null,
      agent: {
        name: 'account1',
        choice: { name: 'account1', why: 'round-robin', after: 'main', passedOver: ['account2'] },
      },
      landedCommit: null,
      target: 'main',
    },
    usage: { inputTokens: 12_345, cachedInputTokens: 9000, outputTokens: 1200, costUsd: 0.42 },
    nextAgent: { name: 'main', why: 'round-robin', after: 'account1', passedOver: [] },
    dependencies: [
      { query: '008-j3n', id: '2026-02-08-008-j3n', title: 'Impact map', status: 'completed' },
      { query: '009', id: null, title: null, status: null },
    ],
    dependents: [],
    parts: [],
    inputs: [{ key: 'informed_by', value: '.chant/research/a.md', kind: 'file', exists: false, on: null }],
  });
  expect(renderForTerminal(page, false)).toMatchInlineSnapshot(`
    "Fix the lock
    id            2026-02-08-010-v7b
    file          .chant/specs/2026-02-08-010-v7b.md
    status        needs_attention
    run           attempt 2, needs attention: files outside of the scope were changed
                    README.md
                  kept as 1a2b3c4d5e6f
    agent         account1 (round-robin: next after main; account2 is at work)
                  next: main (round-robin: next after account1)
    used          12,345 tokens in (9,000 cached), 1,200 out, $0.42
    type          code
    labels        fix
    criteria      0 of 1 ticked
    target files  src/a.rs
                  src/b.rs
    checks        reproduce: cargo test
    depends on    2026-02-08-008-j3n  completed  Impact map
                  009 (no single spec has this id)
    inputs        .chant/research/a.md (informed_by) is not there
    other keys    priority: 1

    # Fix the lock

    ## Acceptance Criteria

    - [ ] no write is lost
    "
  `);
});

test('what lies on another branch is told with the branch', () => {
  const spec = sampleSpec({});
  const none = { run: null, usage: null, nextAgent: null, dependencies: [], dependents: [], parts: [] };
  const input = { key: 'informed_by', value: '.chant/research/a.md', kind: 'file', exists: true } as const;
  const page = renderSpecPage({
    ...{ ...none, spec, text, status: 'completed', landedOn: 'fix/issue-1' },
    inputs: [{ ...input, on: 'fix/issue-1' }],
  });
  expect(renderForTerminal(page, false)).toMatch(/^file .*-v7b\.md, as it is on fix\/issue-1$/m);
  expect(renderForTerminal(page, false)).toMatch(/^inputs .*a\.md \(informed_by\) on fix\/issue-1$/m);
});

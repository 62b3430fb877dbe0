import type { Packet } from '../../../src/core/packet/packet.ts';

/** A packet in which every text that others write is passed through `text`. */
export function makeSamplePacket(text: (plain: string) => string = (plain) => plain): Packet {
  const mention = {
    document: '.chant/research/issue-7-root-cause.md',
    line: 12,
    section: text('Root cause'),
    text: text('`src/store.js:2` loses the write'),
  };
  const excerpt = (title: string, body: string) => ({
    title: text(title),
    document: '.chant/research/issue-7-root-cause.md',
    line: 4,
    text: text(body),
  });
  return {
    spec: { id: '2026-02-08-010-v7b', title: text('Fix issue #7: writes get lost'), body: text('As recommended.') },
    branch: text('fix/issue-7'),
    base: '1111111111111111111111111111111111111111',
    tip: '2222222222222222222222222222222222222222',
    issue: {
      path: '.chant/research/issue-7.md',
      url: 'https://github.com/acme/store/issues/7',
      title: text('Writes get lost'),
      state: text('open'),
      author: text('ada'),
      labels: [text('bug')],
      description: text('Two writers, one value.'),
      comments: 3,
    },
    found: [excerpt('Summary', 'The read is too early.')],
    ruledOut: [excerpt('Hypotheses', '| hypothesis | result |\n|---|---|\n| the disk | ruled out |')],
    careful: [excerpt('Dependents', '- nobody')],
    works: [
      {
        id: '2026-02-08-010-v7b',
        title: text('Fix issue #7: writes get lost'),
        type: 'code',
        criteria: [
          { mark: 'C1', text: text('The test passes'), standing: 'proved', check: 'reproduction' },
          { mark: 'C2', text: text('Every place is done'), standing: 'claimed', check: null },
        ],
        checks: [
          {
            mark: 'E1',
            name: text('reproduction'),
            run: text('npm test'),
            proofs: [
              proof({ side: 'before', passed: false, exit: '1', tail: text('1 failed') }),
              proof({ side: 'after', passed: true, exit: '0', tail: text('1 passed') }),
            ],
          },
        ],
      },
    ],
    files: [
      {
        path: text('src/store.js'),
        was: text('src/old.js'),
        status: 'renamed',
        binary: false,
        added: 1,
        removed: 1,
        kind: 'code',
        role: 'fix',
        mentions: [mention],
        hunks: [
          {
            before: [1, 2],
            after: [1, 2],
            heading: text('export function set'),
            cut: 3,
            specs: ['2026-02-08-010-v7b'],
            criteria: ['C1'],
            checks: ['E1'],
            mentions: [mention],
            lines: [
              { kind: 'same', text: text('const a = 1;'), before: 1, after: 1 },
              { kind: 'removed', text: text('write(old);'), before: 2, after: null },
              { kind: 'added', text: text('write(fresh);'), before: null, after: 2 },
            ],
          },
        ],
      },
    ],
    leftOut: [text('vendor/large.js')],
    costs: [
      {
        id: '2026-02-08-010-v7b',
        title: text('Fix issue #7: writes get lost'),
        attempts: 2,
        ms: 150_000,
        provider: text('claude'),
        usage: { inputTokens: 12_000, outputTokens: 345, costUsd: 0.42 },
      },
    ],
    risks: [{ risk: 'criteria-claimed', what: [text('C2 Every place is done')] }],
    rules: [
      { rule: 'agents', state: 'asks', line: 12 },
      { rule: 'sign-off', state: 'silent', line: null },
    ],
    documents: ['.chant/research/issue-7-root-cause.md'],
  };
}

function proof(of: { side: 'before' | 'after'; passed: boolean; exit: string; tail: string }) {
  const at = '2026-02-08T12:00:00.000Z';
  return { ...of, check: 'reproduction', held: true, tree: '3'.repeat(40), at, ms: 1200, run: 'npm test' };
}

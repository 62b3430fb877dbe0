import type { Failure } from '../../src/core/failure.ts';
import type { Problem } from '../../src/core/problem.ts';

const problem: Problem = {
  severity: 'error',
  rule: 'unknown-key',
  message: "unknown key 'lables'",
  file: '.chant/specs/2026-02-08-010-v7b.md',
  line: 3,
  suggestion: 'labels',
};

/** One failure of every kind. */
export const failures: { readonly [Kind in Failure['kind']]: Extract<Failure, { kind: Kind }> } = {
  'agent-missing': {
    kind: 'agent-missing',
    provider: 'claude',
    programs: ['claude-agent-acp', 'claude'],
    install: 'npm install -g @agentclientprotocol/claude-agent-acp',
  },
  'agents-busy': {
    kind: 'agents-busy',
    agents: [
      {
        name: 'account1',
        most: 1,
        runs: [{ spec: '2026-02-08-010-v7b', pid: 7, host: 'h', since: '2026-02-08T12:00:00Z' }],
      },
    ],
  },
  'bad-argument': {
    kind: 'bad-argument',
    argument: '--type',
    value: 'cod',
    expected: 'code, task, research',
    suggestion: 'code',
  },
  'not-a-repository': { kind: 'not-a-repository', path: '/tmp/x' },
  'no-chant-folder': { kind: 'no-chant-folder', path: '/tmp/x' },
  'spec-not-found': { kind: 'spec-not-found', query: 'v7c', near: ['2026-02-08-010-v7b'] },
  'spec-ambiguous': {
    kind: 'spec-ambiguous',
    query: '010',
    candidates: [
      { id: '2026-02-08-010-v7b', title: 'Fix the lock' },
      { id: '2026-02-09-010-k2m', title: 'Fix the key' },
    ],
  },
  'spec-bad': { kind: 'spec-bad', id: '2026-02-08-010-v7b', problems: [problem] },
  'config-bad': { kind: 'config-bad', problems: [{ ...problem, file: '.chant/config.md' }] },
  'file-trouble': { kind: 'file-trouble', action: 'write', path: '/tmp/x', reason: 'ENOSPC' },
  'files-tracked': { kind: 'files-tracked', paths: ['.chant/config.md'], count: 7 },
  'sandbox-unavailable': { kind: 'sandbox-unavailable', reason: 'bwrap: No permissions to create new namespace' },
  'publish-refused': { kind: 'publish-refused', reason: 'no-remote', detail: ['upstream', 'origin'] },
  'forge-trouble': {
    kind: 'forge-trouble',
    server: 'https://github.com',
    action: 'read acme/store#1234',
    reason: 'rate-limited',
    detail: 'API rate limit exceeded',
    retryAt: '2026-02-08T12:30:00.000Z',
    withToken: false,
  },
  'git-failed': { kind: 'git-failed', argv: ['update-ref', 'x'], exitCode: 128, stderr: 'fatal: no\n' },
  locked: { kind: 'locked', what: '010-v7b', holder: { pid: 7, host: 'h', since: '2026-02-08T12:00:00Z' } },
  blocked: { kind: 'blocked', spec: '010-v7b', on: [{ id: '008-j3n', status: 'failed' }] },
  cycle: { kind: 'cycle', path: ['a', 'b', 'a'] },
  'approval-needed': {
    kind: 'approval-needed',
    spec: '010-v7b',
    scope: ['src/a.js'],
    status: 'rejected',
    by: 'alex',
    reason: 'too wide',
  },
  unconfirmed: {
    kind: 'unconfirmed',
    spec: '010-v7b',
    on: '006-k2m',
    document: '.chant/research/steps.md',
    by: 'alex',
  },
  'too-many-files': {
    kind: 'too-many-files',
    spec: '010-v7b',
    count: 2,
    limit: 1,
    members: [
      { id: '010-v7b.1', title: 'Fix (1 of 2: src)', files: ['src/a.js'], dependsOn: [] },
      { id: '010-v7b.2', title: 'Fix (2 of 2: test)', files: ['test/a.js'], dependsOn: ['010-v7b.1'] },
    ],
  },
  'limit-reached': {
    kind: 'limit-reached',
    spec: '010-v7b',
    over: 'day',
    limit: { key: 'limits.day.cost_usd', figure: 20.5, configured: 20 },
  },
  'unknown-name': {
    kind: 'unknown-name',
    what: 'provider',
    name: 'cluade',
    known: ['claude', 'codex'],
    suggestion: 'claude',
  },
  'key-missing': { kind: 'key-missing', provider: 'anthropic', variable: 'ANTHROPIC_API_KEY' },
  'missing-input': {
    kind: 'missing-input',
    spec: '010-v7b',
    key: 'informed_by',
    path: '.chant/research/a.md',
    near: ['.chant/research/b.md'],
  },
  'wrong-state': {
    kind: 'wrong-state',
    spec: '010-v7b',
    status: 'pending',
    wanted: 'finished',
    next: 'chant work 010',
  },
  'inside-workspace': { kind: 'inside-workspace', command: 'work', by: 'place', workspace: '/tmp/chant-010-v7b' },
  'prompt-bad': {
    kind: 'prompt-bad',
    file: '.chant/prompts/x.md',
    line: 4,
    message: "unknown variable 'titel'",
    suggestion: 'title',
  },
  'run-ended': {
    kind: 'run-ended',
    spec: '010-v7b',
    attempt: 2,
    outcome: 'needs_attention',
    reason: 'out-of-scope',
    detail: ['README.md', 'src/other.rs'],
    next: ['chant land 010 --accept REASON'],
  },
  interrupted: { kind: 'interrupted', spec: '010-v7b' },
};

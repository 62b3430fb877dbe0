import { expect, test } from 'vitest';
import { renderDemo } from '../../../src/cli/render/demo-page.ts';
import { renderForTerminal } from '../../../src/cli/render/paint.ts';
import type { Evidence } from '../../../src/core/plan/evidence.ts';
import type { DemoReport } from '../../../src/engine/operations/run-demo.ts';

function seen(side: Evidence['side'], exitCode: number, commit: string): Evidence {
  const what = { check: 'concurrent', run: 'node --test test/concurrent.test.js', side, exitCode, commit };
  const rest = {
    expected: exitCode === 0 ? 'pass' : 'fail',
    held: true,
    ended: null,
    startedAt: '',
    ms: 1,
    tail: '',
    file: '',
  } as const;
  return { ...what, ...rest };
}

const report: DemoReport = {
  places: {
    dir: '/tmp/my demo',
    project: '/tmp/my demo/project',
    upstream: '/tmp/my demo/upstream.git',
    fork: '/tmp/my demo/fork.git',
    issue: '/tmp/my demo/issue-1234.md',
    sessions: '/tmp/my demo/sessions',
  },
  phases: [
    {
      phase: 'comprehension',
      id: '2026-02-08-001-a1b',
      target: 'main',
      commit: 'a'.repeat(40),
      evidence: [],
    },
    {
      phase: 'fix',
      id: '2026-02-08-005-i5j',
      target: 'fix/issue-1234',
      commit: 'c'.repeat(40),
      evidence: [seen('before', 1, 'b'.repeat(40)), seen('after', 0, 'd'.repeat(40))],
    },
  ],
  staged: {
    branch: 'fix/issue-1234',
    subjects: ['Reproduce it', 'Fix it'],
    title: 'Fix #1234: writes get lost',
    body: '## Summary\n\nOne after the other.\n\n<details>\nred\ngreen\n</details>\n',
  },
  packet: '/tmp/my demo/project/.chant/runs/x/packet.html',
  waiting: '2026-02-08-006-k6l',
  program: '/opt/chant/dist/chant.cjs',
  ms: 12_300,
};

test('the page says what failed before and passed after, where it lies, and what to type next', () => {
  expect(`\n${renderForTerminal(renderDemo(report), false)}`).toBe(`

Proved, by commands that chant ran itself
  fix            node --test test/concurrent.test.js
                   failed on bbbbbbb, before the work, as it must
                   passed on ddddddd, with the work, as it must

Landed, in 12s
  comprehension  001-a1b  aaaaaaa on main
  fix            005-i5j  ccccccc on fix/issue-1234

In the fork, on fix/issue-1234, without anything of chant
  Reproduce it
  Fix it
  its pull request would say:

    Fix #1234: writes get lost

    ## Summary

    One after the other.

    [folded: 4 lines of evidence]

Where it lies
  the project    /tmp/my demo/project
  the research   /tmp/my demo/project/.chant/research
  the specs      /tmp/my demo/project/.chant/specs
  the packet     /tmp/my demo/project/.chant/runs/x/packet.html (a page for whoever reviews)
  the fork       /tmp/my demo/fork.git (remote origin)
  the upstream   /tmp/my demo/upstream.git (remote upstream; it has seen nothing)
  the sessions   /tmp/my demo/sessions (recorded; they played the agent)

Type next
  cd '/tmp/my demo/project'
  alias chant="node /opt/chant/dist/chant.cjs"                      # unless it is installed
  git diff main...fix/issue-1234 -- src docs                        # the fix
  git show fix/issue-1234:.chant/research/issue-1234-impact-map.md  # why it touches two places
  chant stage 005-i5j --dry-run                                     # the whole text of the pull request
  chant log 005-i5j                                                 # how it went
  chant status                                                      # where everything stands
  chant show 006-k6l                                                # the upstream pull request: it waits for you
`);
});

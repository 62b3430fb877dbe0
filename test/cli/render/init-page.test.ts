import { expect, test } from 'vitest';
import { renderForTerminal } from '../../../src/cli/render/paint.ts';
import { renderInit } from '../../../src/cli/render/init-page.ts';

test('init tells what it made, what it left alone, and how to go on', () => {
  const page = renderInit({
    root: '/r',
    name: 'store',
    hasAgent: false,
    check: 'cargo test',
    silent: true,
    created: ['.chant/config.md'],
    kept: ['.chant/.gitignore'],
    unused: [],
  });
  expect(renderForTerminal(page, false)).toMatchInlineSnapshot(`
    "Set up store in /r
      created .chant/config.md
      kept    .chant/.gitignore
    Check on every landing: cargo test
    No agent was named: say under providers in .chant/config.md how to start one
    Silent: .chant is kept out of git
    next: chant add "what to do"
    "
  `);
});

test('what came too late is named, with the place where it can be said now', () => {
  const made = { root: '/r', name: 'store', hasAgent: true, check: null, silent: false, created: [], kept: [] };
  const page = renderInit({ ...made, unused: ['agent', 'mainBranch'] });
  expect(renderForTerminal(page, false)).toMatchInlineSnapshot(`
    "chant is set up already in /r
    not used: --agent, --main-branch; .chant/config.md is there already: write it there
    next: chant add "what to do"
    "
  `);
});

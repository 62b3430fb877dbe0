import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { agentHomes } from '../../../src/core/sandbox/agent-homes.ts';

test('docs/sandbox.md says of every agent what it gets of HOME', () => {
  const list = (places: readonly string[]): string => places.map((place) => `\`~/${place}\``).join(', ');
  const rows = Object.entries(agentHomes).map(
    ([name, { signIn, copied, read }]) => `| ${name} | ${list(signIn)} | ${list(copied)} | ${list(read)} |`,
  );
  const page = readFileSync(new URL('../../../docs/sandbox.md', import.meta.url), 'utf8');
  expect(page).toContain(`| --- | --- | --- | --- |\n${rows.join('\n')}\n\n`);
});

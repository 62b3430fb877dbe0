import { expect, test } from 'vitest';
import { validateConfig } from '../../../src/engine/operations/validate-config.ts';
import { makeChantRepo } from '../../helper/chant-repo.ts';
import { makeContext } from '../../helper/fake-context.ts';

test('all problems are told, and what is in force in spite of them', async () => {
  const repo = makeChantRepo({ '.chant/config.md': '---\nproject: {name: shop, nmae: x}\nsilent: 3\n---\n' });
  expect(await validateConfig(makeContext({ cwd: '/', repo: repo.root }).context, {})).toMatchObject({
    ok: true,
    value: {
      files: ['.chant/config.md'],
      config: { project: { name: 'shop' }, silent: false },
      problems: [
        { file: '.chant/config.md', line: 2, rule: 'unknown-key', suggestion: 'name' },
        { file: '.chant/config.md', line: 3, rule: 'wrong-value' },
      ],
    },
  });
});

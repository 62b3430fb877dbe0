import { parseSpec } from '../../../src/core/spec/parse-spec.ts';
import type { PromptInput } from '../../../src/core/prompt/prompt-input.ts';

const specText = `---
type: code
labels: [fix]
target_files: [src/store.js]
---
# Fix the store

Writes get lost.

## Acceptance Criteria

- [ ] Nothing is lost
- [ ] The test passes \`check:concurrent\`
`;

/** A prompt input with something in every part; `change` lays other values over it. */
export function buildInput(
  change: Partial<PromptInput> & { readonly template?: PromptInput['template'] } = {},
): PromptInput {
  const path = '.chant/specs/2026-02-08-010-v7b.md';
  return {
    template: {
      name: 'mine',
      file: '.chant/prompts/mine.md',
      text: '---\nname: mine\n---\n\nDo {{spec.title}}.\n',
      base: null,
    },
    spec: parseSpec({ id: '2026-02-08-010-v7b', path, archived: false, text: specText }),
    specText,
    workspace: '/tmp/chant-010-v7b',
    branch: 'chant/2026-02-08-010-v7b',
    inputs: [{ key: 'informed_by', path: '.chant/research/cause.md', text: 'The lock is missing.\n', outside: false }],
    checks: [
      {
        name: 'concurrent',
        run: 'node --test test/concurrent.test.js',
        before: 'fail',
        after: 'pass',
        timeoutMs: null,
      },
    ],
    scope: ['src/store.js', 'package-lock.json'],
    protect: ['test/concurrent.test.js'],
    outline: null,
    attempts: [],
    budgetBytes: 200_000,
    project: { name: 'tinykv' },
    ...change,
  };
}

/** The same input with another prompt file. */
export function withTemplate(text: string, change: Partial<PromptInput> = {}): PromptInput {
  return buildInput({ ...change, template: { name: 'mine', file: '.chant/prompts/mine.md', text, base: null } });
}

import { expect, test } from 'vitest';
import { defaultPromptName } from '../../../src/core/prompt/default-prompt-name.ts';
import type { SpecType } from '../../../src/core/spec/spec.ts';

test.each<[SpecType, string[], string]>([
  ['code', [], 'standard'],
  ['task', [], 'standard'],
  ['driver', [], 'standard'],
  ['research', [], 'research'],
  ['documentation', [], 'documentation'],
  ['code', ['fix', 'issue-1234'], 'fix'],
  ['task', ['issue-1234', 'reproduction'], 'reproduce'],
  ['research', ['root-cause'], 'root-cause'],
  ['research', ['impact-map'], 'impact-map'],
  ['code', ['root-cause'], 'standard'],
  ['research', ['fix'], 'research'],
])('%s with labels %j gets %s', (type, labels, name) => {
  expect(defaultPromptName({ type, labels })).toBe(name);
});

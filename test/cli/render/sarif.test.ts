import { expect, test } from 'vitest';
import { buildSarif } from '../../../src/cli/render/sarif.ts';

test('problems become results with their rule, level and place', () => {
  const sarif = buildSarif(
    [
      { severity: 'error', rule: 'b-rule', message: 'm', file: '.chant/specs/a b.md', line: 3, suggestion: 'c' },
      { severity: 'warning', rule: 'a-rule', message: 'n', file: 'x.md', line: 1, suggestion: null },
    ],
    '1.2.3',
  );
  expect(sarif.version).toBe('2.1.0');
  expect(sarif.runs[0]?.tool.driver.rules).toEqual([{ id: 'a-rule' }, { id: 'b-rule' }]);
  expect(sarif.runs[0]?.results[0]).toEqual({
    ruleId: 'b-rule',
    ruleIndex: 1,
    level: 'error',
    message: { text: 'm (c)' },
    locations: [{ physicalLocation: { artifactLocation: { uri: '.chant/specs/a%20b.md' }, region: { startLine: 3 } } }],
  });
});

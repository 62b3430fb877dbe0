import { expect, test } from 'vitest';
import { validateOutput } from '../../../src/core/schema/validate-output.ts';

const schema = JSON.stringify({
  type: 'object',
  required: ['cause'],
  properties: { cause: { type: 'string' }, files: { type: 'array', items: { type: 'string' } } },
});

const cases: readonly [string, string | null, string | null, readonly (string | RegExp)[]][] = [
  ['an output that fits', schema, '{"cause":"race"}', []],
  ['a missing key', schema, '{}', [/^\/ .*cause/]],
  [
    'every trouble at once, each with its place',
    schema,
    '{"cause":1,"files":["a",2]}',
    [/^\/cause .*string/, /^\/files\/1 .*string/],
  ],
  ['an output that is no JSON', schema, 'cause: race', ['output.json is no JSON']],
  ['no output', schema, null, ['the agent left no output.json in its outbox']],
  ['no schema file', null, '{}', ['the schema file could not be read']],
  ['a schema that is no JSON', 'type: object', '{}', ['the schema is no JSON']],
  ['a schema that is no object', '[]', '{}', [/schema/]],
  ['a schema that is null', 'null', '{}', ['the schema is no JSON object']],
  ['a schema with a type that there is not', '{"type":"strnig"}', '{}', [/^the schema cannot be used: /]],
  ['a schema that refers to nothing', '{"$ref":"#/definitions/none"}', '{}', [/^the schema cannot be used: /]],
  [
    'a schema of another draft with keys of its own',
    '{"$schema":"http://json-schema.org/draft-07/schema#","x-note":1,"type":"object"}',
    '{}',
    [],
  ],
];

test.each(cases)('%s', (_, text, output, expected) => {
  const trouble = validateOutput(text, output);
  expect(trouble).toHaveLength(expected.length);
  for (const [index, line] of trouble.entries()) expect(line).toMatch(expected[index] ?? '');
});

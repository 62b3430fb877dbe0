import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePlainNode } from '../../../src/core/config/parse-plain-node.ts';
import { parseYamlNode } from '../../../src/core/config/parse-yaml-node.ts';

const word = fc.constantFrom(
  ...['npm test', 'a', '"a # b"', "'it: is'", '""', 'null', '~', '220e9100', '[a, b c]', '[]', '[ x ]', '5m', 'a: b'],
  ...['# no', 'a # b', '*x', '&x y', '!t z', '|', '>', '{a: 1}', '- x', '-', '"\\n"', "''''", 'é', 'x\ty', ''],
);
const key = fc.constantFrom('defaults', 'name', 'checks', 'x-y', '_', 'null', '"q"', '__proto__', '<<', '? a', '2');
const indent = fc.constantFrom('', '', '', '  ', '  ', '    ', '      ', ' ', '\t');
const line = fc.oneof(
  fc.tuple(indent, key, fc.constantFrom(':', ': ', ':  '), word).map((parts) => parts.join('')),
  fc.tuple(indent, key).map(([blanks, name]) => `${blanks}${name}:`),
  fc.tuple(indent, fc.constantFrom('- ', '-   '), word).map((parts) => parts.join('')),
  fc.constantFrom('', '  ', '# why', '  # why', '---', '...'),
);
const yaml = fc
  .tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, eol, ended]) => lines.join(eol) + (ended ? eol : ''));

it('gives what the YAML library gives for the same text, lines included, or nothing', () => {
  let taken = 0;
  fc.assert(
    fc.property(yaml, (source) => {
      const found = parsePlainNode(source);
      if (found === null) return;
      if (found.node !== null) taken += 1;
      expect(found).toEqual(parseYamlNode(source));
    }),
    { numRuns: 20_000 },
  );
  expect(taken).toBeGreaterThan(300);
});

it.each([
  'project:\n  name: shop\nchecks:\n- npm test\n- npm run lint\nsilent: true\n',
  'providers:\n  mine:\n    kind: command\n    command:\n      - node\n      - "agent.js"\ndefaults:\n  provider: mine\n',
])('%j, which is what `chant init` writes, is read without the library', (source) => {
  expect(parsePlainNode(source)?.node?.kind).toBe('map');
});

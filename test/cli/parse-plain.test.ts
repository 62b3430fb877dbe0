import { expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { parseCommand } from '../../src/cli/parse-command.ts';
import { parsePlain } from '../../src/cli/parse-plain.ts';
import { makeContext } from '../helper/fake-context.ts';

const lines = [[], ['010'], ['a title'], ['010', '011'], ['010', '011', '012'], [''], ['on']];

test.each(commands.map((command) => command.name))(
  'words of %s without an option mean what the parser makes of them',
  async (name) => {
    const spec = await commands.find((command) => command.name === name)?.load();
    if (spec === undefined) throw new Error(`no command ${name}`);
    for (const words of lines) {
      const plain = parsePlain(spec, words);
      const real = parseCommand(makeContext({}).context, spec, words);
      if (plain !== null) expect(plain, words.join(' ')).toEqual(real);
      // What the parser would refuse is never let through.
      else
        expect(
          real.kind === 'usage' ||
            spec.options.some((one) => one.required) ||
            spec.arguments.some((one) => one.choices),
        ).toBe(true);
    }
  },
);

test.each([['--json'], ['--help'], ['-h'], ['--'], ['-x', '010'], ['010', '--raw']])(
  'options are left to the parser: %s',
  async (...words) => {
    const spec = await commands.find((command) => command.name === 'show')?.load();
    expect(spec === undefined ? null : parsePlain(spec, words)).toBe(null);
  },
);

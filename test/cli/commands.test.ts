import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { globalOptions } from '../../src/cli/global-options.ts';
import { allowedInside } from '../../src/core/lifecycle/allowed-inside.ts';

const names = commands.map((command) => command.name);

test('the list of commands is the folder of commands, sorted', () => {
  const files = readdirSync(new URL('../../src/cli/commands', import.meta.url)).map((file) => file.replace('.ts', ''));
  expect(names).toEqual(files.sort());
});

test('every command that is allowed in a workspace is a command, or help', () => {
  expect(allowedInside.filter((name) => ![...names, 'help'].includes(name))).toEqual([]);
});

test.each(commands)('$name loads under its own name, with an example that begins with it', async ({ name, load }) => {
  const spec = await load();
  expect(spec.name).toBe(name);
  expect(spec.examples.length).toBeGreaterThan(0);
  expect(spec.examples.filter((example) => !example.line.startsWith(`chant ${name}`))).toEqual([]);
});

test.each(commands)('$name declares no option twice, and none that stands everywhere', async ({ load }) => {
  const options = [...(await load()).options, ...globalOptions].map((option) => option.name);
  expect(new Set(options).size).toBe(options.length);
});

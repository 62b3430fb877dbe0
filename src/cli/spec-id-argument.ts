import type { ArgumentSpec } from './command.ts';

/** The argument of every command that is about one spec. */
export const specIdArgument: ArgumentSpec = {
  name: 'id',
  description: 'id of the spec, short or full: 010, v7b, 010-v7b',
  required: true,
  many: false,
};

import * as z from 'zod';
import type { Context } from '../context.ts';
import type { Failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';

/** Something that a program may ask chant for over the protocol; named like the command that does the same. */
export interface Tool {
  readonly name: string;
  /** One or two sentences: all tools together are in every prompt of an agent. */
  readonly description: string;
  readonly schema: z.ZodObject;
  /** Where it is offered: in a run alone, elsewhere alone, or everywhere. */
  readonly place: 'inside' | 'outside' | 'everywhere';
  /** Gives data; words are for people. `input` was held against the schema. */
  run(context: Context, input: unknown): Promise<Result<unknown, Failure>>;
}

/** Describes a tool, with its input typed by its schema. */
export function describeTool<Shape extends Readonly<Record<string, z.ZodType>>>(
  tool: Omit<Tool, 'schema' | 'run'> & {
    readonly input: Shape;
    run(context: Context, input: z.output<z.ZodObject<Shape>>): Promise<Result<unknown, Failure>>;
  },
): Tool {
  const { name, description, place, input, run } = tool;
  const schema = z.strictObject(input);
  return { name, description, place, schema, run: async (context, given) => run(context, schema.parse(given)) };
}

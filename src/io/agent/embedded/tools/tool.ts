import type { z } from 'zod';
import type { AgentReport } from '../../provider.ts';
import type { Desk } from '../desk.ts';

/** What came of a tool's use. */
export interface ToolAnswer {
  /** For the model. */
  readonly text: string;
  /** For people; null where there is nothing to tell. */
  readonly report: AgentReport | null;
  /** True: the conversation ends here, because the agent halted. */
  readonly ends?: boolean;
}

/** Something that the model may do. */
export interface AgentTool {
  readonly name: string;
  readonly description: string;
  readonly schema: z.ZodType;
  use(input: unknown, desk: Desk): Promise<ToolAnswer>;
}

interface Definition<Schema extends z.ZodType> {
  readonly name: string;
  readonly description: string;
  readonly schema: Schema;
  readonly use: (input: z.infer<Schema>, desk: Desk) => ToolAnswer | Promise<ToolAnswer>;
}

/** Makes a tool that parses what the model gave it, and tells the model what is wrong with it. */
export function defineTool<Schema extends z.ZodType>(definition: Definition<Schema>): AgentTool {
  return {
    ...definition,
    use: async (input, desk) => {
      const parsed = definition.schema.safeParse(input);
      if (parsed.success) return definition.use(parsed.data, desk);
      const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
      return { text: `Refused, the input does not fit. ${wrong.join('; ')}`, report: null };
    },
  };
}

/** A refusal that the model learns from and that people see. */
export function refuse(action: string, reason: string): ToolAnswer {
  return { text: `Refused: ${reason}.`, report: { kind: 'denied', what: `${action}: ${reason}` } };
}

/** Something that did not come off, through nobody's fault but the model's. */
export function miss(reason: string): ToolAnswer {
  return { text: `Not done: ${reason}.`, report: null };
}

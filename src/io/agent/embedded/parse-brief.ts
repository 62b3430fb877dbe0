import { z } from 'zod';
import type { Brief } from './brief.ts';

const text = z.string();
const texts = z.array(text);
const number = z.number();

const price = z.object({
  input: number,
  output: number,
  cacheRead: number,
  cacheWrite: number,
  long: z.object({ above: number, input: number, output: number }).nullable(),
});

const brief = z.object({
  wire: z.enum(['anthropic', 'responses', 'chat']),
  endpoint: text,
  key: text.nullable(),
  keyName: text,
  model: text,
  price: price.nullable(),
  maxSteps: number,
  workspace: text,
  specFile: text,
  outbox: text,
  talks: text,
  prompt: text,
  session: text.nullable(),
  goOn: text.nullable(),
  scope: z.object({ path: text, targetFiles: texts, allowFiles: texts }),
  protect: texts,
});

/** Reads the line; null where it is none of ours. What is wrong with it is not told: it holds the key. */
export function parseBrief(line: string): Brief | null {
  try {
    return brief.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

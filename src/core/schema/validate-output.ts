import { Ajv } from 'ajv';

/**
 * What is wrong with an agent's final JSON by a JSON Schema, a line each; empty: nothing.
 * A schema that is none, or an output that is no JSON, is such a line, too.
 */
export function validateOutput(schemaText: string | null, output: string | null): readonly string[] {
  if (schemaText === null) return ['the schema file could not be read'];
  if (output === null) return ['the agent left no output.json in its outbox'];
  const schema = parse(schemaText);
  const value = parse(output);
  if (!schema.ok) return ['the schema is no JSON'];
  if (!value.ok) return ['output.json is no JSON'];
  if (typeof schema.value !== 'object' || schema.value === null) return ['the schema is no JSON object'];
  const ajv = new Ajv({ allErrors: true, strict: false, logger: false });
  try {
    const validate = ajv.compile(schema.value);
    if (validate(value.value)) return [];
    return (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message ?? 'does not fit'}`);
  } catch (cause) {
    return [`the schema cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`];
  }
}

function parse(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

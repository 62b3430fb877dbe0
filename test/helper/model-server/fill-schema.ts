import { fieldsOf, itemsOf } from '../../../src/core/raw-value.ts';

/** A value that a JSON Schema allows, where nothing better is known. Gemini writes the names of types in capitals. */
export function fillSchema(schema: unknown): unknown {
  const { type, enum: choices, properties } = fieldsOf(schema);
  const [first] = itemsOf(choices);
  if (first !== undefined) return first;
  switch (String(type).toLowerCase()) {
    case 'boolean':
      return false;
    case 'number':
    case 'integer':
      return 1;
    case 'array':
      return [];
    case 'object':
      return Object.fromEntries(Object.entries(fieldsOf(properties)).map(([name, each]) => [name, fillSchema(each)]));
    default:
      return 'as asked';
  }
}

import type { Gate } from '../gate.ts';

/** Does the agent's final JSON fit `output_schema`? A warning, unless the project is strict. */
export const schemaGate: Gate = {
  name: 'schema',
  reason: 'schema-mismatch',
  otherwise: 'needs_attention',
  judge: ({ schemaTrouble, strictSchema }) => (strictSchema ? (schemaTrouble ?? []) : []),
  warn: ({ schemaTrouble }) => schemaTrouble ?? [],
};

/** How the requests to a model look: Anthropic's Messages, OpenAI's Responses, or Chat Completions. */
export type ModelWire = 'anthropic' | 'responses' | 'chat';

/** A service that the embedded agent works with; null: nothing is known, so the configuration has to say it. */
export interface ModelVendor {
  readonly wire: ModelWire;
  /** Address that the paths of the wire are put behind. */
  readonly endpoint: string | null;
  /** Variable of the user's environment that holds the key; null: it usually needs none. */
  readonly keyName: string | null;
  readonly model: string | null;
}

/** The kinds of providers that are chant's own agent, sorted. */
export const modelVendors = {
  anthropic: {
    wire: 'anthropic',
    endpoint: 'https://api.anthropic.com/v1',
    keyName: 'ANTHROPIC_API_KEY',
    model: 'claude-sonnet-5-5',
  },
  ollama: { wire: 'chat', endpoint: 'http://localhost:11434/v1', keyName: null, model: 'qwen3-coder' },
  openai: {
    wire: 'responses',
    endpoint: 'https://api.openai.com/v1',
    keyName: 'OPENAI_API_KEY',
    model: 'gpt-6.1-sol',
  },
  'openai-compatible': { wire: 'chat', endpoint: null, keyName: null, model: null },
} as const satisfies Readonly<Record<string, ModelVendor>>;

/** The service of a provider's kind; null for every other agent. */
export function findModelVendor(kind: string): ModelVendor | null {
  return Object.entries(modelVendors).find(([name]) => name === kind)?.[1] ?? null;
}

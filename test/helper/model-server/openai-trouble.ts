const kinds: Readonly<Record<number, readonly [type: string, code: string]>> = {
  401: ['invalid_request_error', 'invalid_api_key'],
  404: ['invalid_request_error', 'not_found'],
  429: ['requests', 'rate_limit_exceeded'],
  503: ['service_unavailable_error', 'server_is_overloaded'],
};

/** The body of an error, as both wires of OpenAI have it. https://platform.openai.com/docs/guides/error-codes */
export function openAiTrouble(status: number, message: string): unknown {
  const [type, code] = kinds[status] ?? ['server_error', null];
  return { error: { message, type, param: null, code } };
}

/** What a model costs, in USD for a million tokens. */
export interface ModelPrice {
  readonly input: number;
  readonly output: number;
  /** Input that came out of the service's cache. */
  readonly cacheRead: number;
  /** Input that was put into it. */
  readonly cacheWrite: number;
  /** A request with more input than `above`, what is cached included, costs these times as much. */
  readonly long: { readonly above: number; readonly input: number; readonly output: number } | null;
}

/** Tokens of one request. The three parts of the input do not overlap. */
export interface RequestTokens {
  readonly fresh: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
}

/** What one request costs, in USD. */
export function priceRequest(price: ModelPrice, tokens: RequestTokens): number {
  const { fresh, cacheRead, cacheWrite } = tokens;
  const input = fresh * price.input + cacheRead * price.cacheRead + cacheWrite * price.cacheWrite;
  const long = price.long !== null && fresh + cacheRead + cacheWrite > price.long.above ? price.long : null;
  const times = long ?? { input: 1, output: 1 };
  return (input * times.input + tokens.output * price.output * times.output) / 1_000_000;
}

import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModel } from 'ai';
import { assertNever } from '../../../core/assert-never.ts';
import type { ModelAccess } from './brief.ts';
import { chooseFetch } from './proxied-fetch.ts';

/** Without a key the packages would look for one in the environment; a server that wants none ignores this one. */
const noKey = 'none';

/** The model behind an endpoint, over its wire; through the proxy that the environment names for it. */
export function createModel(access: ModelAccess, env: Readonly<Record<string, string | undefined>>): LanguageModel {
  const { wire, endpoint: baseURL, key, model } = access;
  const proxied = chooseFetch(baseURL, env);
  const way = proxied === null ? {} : { fetch: proxied };
  switch (wire) {
    case 'anthropic':
      return createAnthropic({ baseURL, apiKey: key ?? noKey, ...way })(model);
    case 'responses':
      return createOpenAI({ baseURL, apiKey: key ?? noKey, ...way }).responses(model);
    case 'chat':
      return createOpenAICompatible({
        name: 'chat',
        baseURL,
        includeUsage: true,
        ...way,
        ...(key === null ? {} : { apiKey: key }),
      })(model);
    default:
      return assertNever(wire);
  }
}

import type { TroubleCause } from './agent-outcome.ts';

/** What an error of the service is about, in a few words. */
export const troubleTexts: Readonly<Record<TroubleCause, string>> = {
  key: 'the key or the sign-in was refused',
  quota: 'the plan or the credit is used up',
  'rate-limit': 'the rate limit was reached',
  overload: 'the service is overloaded',
  server: 'the service failed',
  network: 'the connection to the service broke',
  request: 'the service refused the request',
  other: 'the service told of an error',
};

/** What a person does about it; null: nothing but looking. */
export const troubleAdvice: Readonly<Record<TroubleCause, string | null>> = {
  key: 'sign the agent in, or set its key in the environment',
  quota: 'wait for the plan to begin anew, or add credit',
  'rate-limit': 'try again later',
  overload: 'try again later',
  server: 'try again later',
  network: 'look at the connection, then try again',
  request: 'look at the model and the settings of the provider',
  other: null,
};

import { afterAll, describe, expect, test } from 'vitest';
import { clients } from './client-list.ts';
import { createMatrix } from './matrix.ts';
import { runScenario } from './run-scenario.ts';
import { scenarios } from './scenario-list.ts';

/** Why no network with loopback alone could be made; empty: this runs in one. */
const missing = process.env['LOOPBACK_MISSING'] ?? 'started without `npm run test:agents`';

const matrix = createMatrix(clients, scenarios);
afterAll(() => matrix.write());

describe.skipIf(missing !== '').concurrent.each(clients)(
  missing === '' ? '$name' : '$name [no namespaces]',
  (client) => {
    test.each(scenarios.filter(({ fits }) => fits?.(client) ?? true))('$name', async (scenario) => {
      const seen = await runScenario(client, scenario);
      let isAsExpected = false;
      try {
        scenario.judge(seen, client);
        expect(seen.leftovers).toEqual([]);
        expect(seen.strays).toEqual([]);
        isAsExpected = true;
      } finally {
        matrix.add({ client, scenario, seen, isAsExpected });
        if (!isAsExpected) process.stdout.write(`${client.name}, ${scenario.name}: ${describeSeen(seen)}\n`);
      }
    });
  },
);

function describeSeen({ requests, ...seen }: Awaited<ReturnType<typeof runScenario>>): string {
  return JSON.stringify(
    { ...seen, requests: requests.map(({ path, got, turns }) => `${path} ${got} ${turns.at(-1)?.text.slice(0, 500)}`) },
    null,
    1,
  );
}

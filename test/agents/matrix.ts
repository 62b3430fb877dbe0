import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Client, readVersion } from './client.ts';
import type { Seen } from './seen.ts';
import type { Scenario } from './scenario.ts';

interface Cell {
  readonly client: Client;
  readonly scenario: Scenario;
  readonly seen: Seen;
  readonly isAsExpected: boolean;
}

/** Provider by scenario, with what was seen. */
export interface Matrix {
  add(cell: Cell): void;
  /** Prints it and writes it to `.cache/agent-matrix.md`. */
  write(): void;
}

/** Starts an empty one. */
export function createMatrix(clients: readonly Client[], scenarios: readonly Scenario[]): Matrix {
  const cells: Cell[] = [];
  return {
    add: (cell) => void cells.push(cell),
    write() {
      const text = clients
        .filter((client) => cells.some((cell) => cell.client === client))
        .map((client) =>
          formatClient(
            client,
            scenarios,
            cells.filter((cell) => cell.client === client),
          ),
        )
        .join('\n');
      const folder = path.resolve(import.meta.dirname, '../../.cache');
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, 'agent-matrix.md'), text);
      process.stdout.write(`\n${text}\n`);
    },
  };
}

function formatClient(client: Client, scenarios: readonly Scenario[], cells: readonly Cell[]): string {
  const rows = scenarios.flatMap((scenario) => {
    const cell = cells.find((each) => each.scenario === scenario);
    return cell === undefined ? [] : [`| ${scenario.name} | ${formatCell(cell)} |`];
  });
  return [
    `### ${client.name}, ${readVersion(client)}`,
    '',
    '| what the agent does | what chant made of it |',
    '| --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function formatCell({ seen, isAsExpected }: Cell): string {
  const used =
    seen.inputTokens === null ? [] : [`${seen.inputTokens} + ${seen.outputTokens} tokens${formatCost(seen.costUsd)}`];
  const said = [
    `${isAsExpected ? '' : 'NOT AS EXPECTED: '}${seen.outcome}, exit ${seen.status}`,
    ...(seen.ending === 'exited' ? [] : [seen.ending]),
    ...(seen.cause === null ? [] : [`cause: ${seen.cause}`]),
    ...(seen.denied.length === 0 ? [] : [`refused ${seen.denied.length}`]),
    `the model saw ${countRequests(seen)}`,
    ...used,
    `${(seen.ms / 1000).toFixed(1)} s`,
  ];
  return said.join('; ').replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** `0 rate-limit 0 1`, in the order in which the model was asked. */
function countRequests({ requests }: Seen): string {
  const got = requests.flatMap((request) => (request.wire === null || request.got === 'aside' ? [] : [request.got]));
  return got.length === 0 ? 'nothing' : got.map((one) => (typeof one === 'number' ? `#${one + 1}` : one)).join(' ');
}

function formatCost(costUsd: number | null): string {
  return costUsd === null ? '' : `, $${costUsd.toFixed(4)}`;
}

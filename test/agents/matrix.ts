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
    ...(isAsExpected ? [] : ['NOT AS EXPECTED']),
    ...formatEarlier(seen),
    `${seen.outcome}, exit ${seen.status}`,
    ...(seen.ending === 'exited' ? [] : [seen.ending]),
    ...(seen.cause === null || seen.cause === 'other' ? [] : [`cause: ${seen.cause}`]),
    ...(isUnexplained(seen) ? [`told: ${seen.detail[0]}`] : []),
    ...(seen.denied.length === 0 ? [] : [`refused ${seen.denied.length}`]),
    `the model saw ${countRequests(seen)}`,
    ...used,
    `${(seen.ms / 1000).toFixed(1)} s`,
  ];
  return said.join('; ').replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** An agent that failed by itself, and not by what a service said. */
function isUnexplained({ outcome, ending, cause }: Seen): boolean {
  return outcome === 'failed: agent-failed' && ending === 'exited' && (cause === null || cause === 'other');
}

/** How the attempts before the last one ended, and what was done about it. */
function formatEarlier({ commands, attempts }: Seen): readonly string[] {
  const last = `then \`chant ${commands.at(-1)?.line}\``;
  return attempts
    .slice(0, -1)
    .map(({ outcome, ending }) => `${outcome}${ending === 'exited' ? '' : `, ${ending}`}, ${last}`);
}

/** `#1 rate-limit #1 #2`, in the order in which the model was asked; `|` where the last command began. */
function countRequests({ requests, commands }: Seen): string {
  const last = commands.length > 1 ? commands.at(-1)?.since : undefined;
  const got = requests.flatMap((request, index) => {
    if (request.wire === null || request.got === 'aside') return [];
    return [{ index, name: typeof request.got === 'number' ? `#${request.got + 1}` : String(request.got) }];
  });
  const list = (part: typeof got): string => (part.length === 0 ? 'nothing' : part.map(({ name }) => name).join(' '));
  if (last === undefined) return list(got);
  return `${list(got.filter(({ index }) => index < last))}, then ${list(got.filter(({ index }) => index >= last))}`;
}

function formatCost(costUsd: number | null): string {
  return costUsd === null ? '' : `, $${costUsd.toFixed(4)}`;
}

import { nearest } from '../nearest.ts';
import { maxWeight, type ParallelAgent } from './parallel-agent.ts';
import { command, type Complaint, count, countFromOne, name, type ValueReader, variables } from './value-reader.ts';
import { isNothing, type YamlMap, type YamlNode } from './yaml-node.ts';

const weight: ValueReader<number> = (node) => {
  const reading = count(node);
  if ('value' in reading && reading.value > 0 && reading.value <= maxWeight) return reading;
  return { complaints: [complain(node, `a whole number from 1 to ${maxWeight}`)] };
};

const keys: Readonly<Record<string, ValueReader<unknown>>> = {
  name,
  command,
  env: variables,
  max_concurrent: countFromOne,
  weight,
};

/**
 * Reads `parallel.agents`:
 *
 *     - name: account1
 *       command: claude-account1
 *       max_concurrent: 2
 *       weight: 3
 */
export const agents: ValueReader<readonly ParallelAgent[]> = (node) => {
  if (node.kind !== 'list') return { complaints: [complain(node, 'a list of agents, each with `name`')] };
  const found: ParallelAgent[] = [];
  const complaints: Complaint[] = [];
  for (const item of node.items) {
    const reading = readAgent(item);
    if (!('value' in reading)) complaints.push(...reading.complaints);
    else if (found.some((other) => other.name === reading.value.name))
      complaints.push(complain(item, `names unlike each other; \`${reading.value.name}\` is there twice`));
    else found.push(reading.value);
  }
  return complaints.length > 0 ? { complaints } : { value: found };
};

function readAgent(node: YamlNode): ReturnType<ValueReader<ParallelAgent>> {
  if (node.kind !== 'map') return { complaints: [complain(node, 'a list of agents, each with `name`')] };
  const unknown = node.entries.find(({ key }) => !Object.hasOwn(keys, key));
  if (unknown !== undefined) {
    const known = Object.keys(keys);
    const expected = `${known.join(', ')} in each, not \`${unknown.key}\``;
    return { complaints: [{ expected, line: unknown.line, suggestion: nearest(unknown.key, known) }] };
  }
  const complaints: Complaint[] = [];
  const read = <T>(key: string, reader: ValueReader<T>): T | null => {
    const value = findValue(node, key);
    if (value === null) return null;
    const reading = reader(value);
    if ('value' in reading) return reading.value;
    complaints.push(...reading.complaints.map((one) => ({ ...one, expected: `for \`${key}\` ${one.expected}` })));
    return null;
  };
  const agent = {
    name: read('name', name) ?? '',
    command: read('command', command),
    env: read('env', variables) ?? {},
    maxConcurrent: read('max_concurrent', countFromOne),
    weight: read('weight', weight) ?? 1,
  };
  if (findValue(node, 'name') === null) complaints.push(complain(node, 'a `name` for each'));
  return complaints.length > 0 ? { complaints } : { value: agent };
}

function findValue(map: YamlMap, key: string): YamlNode | null {
  const value = map.entries.findLast((entry) => entry.key === key)?.value;
  return value === undefined || isNothing(value) ? null : value;
}

function complain(node: YamlNode, expected: string): Complaint {
  return { expected, line: node.line, suggestion: null };
}

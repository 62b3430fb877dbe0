import type { Spec } from '../spec/spec.ts';

/** The message of a run's commits and of its landing: readable history, and a trail in trailers. */
export function formatCommitMessage(spec: Spec, attempt: number, agent: string): string {
  const title = spec.title.replace(/\s+/g, ' ').trim();
  return [
    `chant(${spec.id}): ${title}`,
    '',
    `Chant-Spec: ${spec.id}`,
    `Chant-Run: ${attempt}`,
    // At a driver itself no agent has worked.
    ...(spec.type === 'driver' ? [] : [`Assisted-by: ${agent.replace(/[\r\n]+/g, ' ')}`]),
    '',
  ].join('\n');
}

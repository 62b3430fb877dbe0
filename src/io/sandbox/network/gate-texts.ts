import type { HostRule } from '../../../core/sandbox/host-rule.ts';

/** What an agent reads that asked for what is not let through. */
export function wordRefusal(asked: string, why: string, rules: readonly HostRule[]): string {
  const hosts = rules.map(({ host, isBelow, ports }) => `${isBelow ? '*.' : ''}${host} (port ${ports.join(', ')})`);
  return `chant: ${asked} was refused: ${why}. workspace.network in .chant/config.md lets through: ${hosts.join('; ')}\n`;
}

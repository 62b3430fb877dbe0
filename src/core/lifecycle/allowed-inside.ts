/**
 * All that an agent at work may ask chant for: to look, and to say what it has to say about its own run. Everything
 * that changes intent, decides or starts work is a person's, and so is every command that is not named here.
 */
export const allowedInside = ['halt', 'help', 'lint', 'list', 'log', 'mcp', 'show', 'tick', 'version'] as const;

/** May this command be used by somebody who stands in a run: an agent, or a check that runs what an agent wrote? */
export function isAllowedInside(command: string): boolean {
  return allowedInside.some((name) => name === command);
}

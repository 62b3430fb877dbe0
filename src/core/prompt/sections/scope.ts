import { quoteInline } from '../fence.ts';
import type { PromptInput } from '../prompt-input.ts';

/** Where to work, and which files may change. */
export function buildScopeSection(input: PromptInput): string {
  const where = `You work in ${quoteInline(input.workspace)}, on the branch ${quoteInline(input.branch)}. Stay in it: other folders, other branches and git's configuration are not yours. You need not commit; chant commits what you leave.`;
  return ['## Where, and what may change', where, describeScope(input), ...describeProtected(input)].join('\n\n');
}

function describeScope(input: PromptInput): string {
  if (input.scope.length === 0)
    return 'No limit is set on the files. Change only what the spec needs, and nothing else.';
  return `Only these files may change, or be created. A change anywhere else is refused, and all of the work with it:\n\n${listPaths(input.scope)}\n\nYou may also tick criteria in the spec file, ${quoteInline(input.spec.path)}.`;
}

function describeProtected(input: PromptInput): string[] {
  if (input.protect.length === 0) return [];
  return [
    `These prove the work and must stay as they are. chant puts them back before it judges:\n\n${listPaths(input.protect)}`,
  ];
}

function listPaths(paths: readonly string[]): string {
  return paths.map((path) => `- ${quoteInline(path)}`).join('\n');
}

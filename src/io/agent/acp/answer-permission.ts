import { fieldsOf, itemsOf, textOf } from '../../../core/raw-value.ts';
import {
  changesFiles,
  isAllowed,
  type PermissionAnswer,
  type PermissionQuestion,
} from '../../../core/plan/permission-question.ts';
import { pathInside, type ToolCall } from './tool-call.ts';

/** Who decides what an agent may do. */
export interface PermissionPolicy {
  readonly permissions: 'allow' | 'scope' | 'ask';
  /** Absolute. */
  readonly workspace: string;
  readonly allowEdit: (path: string) => boolean;
  readonly allowCommand?: (line: string) => boolean;
  /** With `ask`: what the person answered, or why there is none. */
  readonly answered?: PermissionAnswer | { readonly absent: string };
}

export interface PermissionReply {
  readonly response: { readonly outcome: PermissionOutcome };
  /** What was refused, in words; null where it was allowed. */
  readonly denied: string | null;
}

type PermissionOutcome =
  | { readonly outcome: 'selected'; readonly optionId: string }
  | { readonly outcome: 'cancelled' };

/**
 * Answers a `session/request_permission`. Options are chosen by `kind`, as every agent has ids of its own; where an
 * agent offers no fitting option the answer is `cancelled`, which refuses.
 */
export function answerPermission(params: unknown, call: ToolCall, policy: PermissionPolicy): PermissionReply {
  const options = itemsOf(fieldsOf(params)['options']).map(fieldsOf);
  const find = (kind: string): string | null => textOf(options.find((option) => option['kind'] === kind)?.['optionId']);
  const refusal = refusalOf(call, policy);
  const wanted = refusal === null ? ['allow_once', 'allow_always'] : ['reject_once', 'reject_always'];
  const optionId = wanted.map(find).find((id) => id !== null) ?? null;
  const outcome: PermissionOutcome = optionId === null ? { outcome: 'cancelled' } : { outcome: 'selected', optionId };
  const unanswerable = refusal === null && optionId === null ? `${nameOf(call)} (no option to allow it)` : null;
  return { response: { outcome }, denied: refusal ?? unanswerable };
}

function refusalOf(call: ToolCall, policy: PermissionPolicy): string | null {
  if (policy.permissions === 'allow') return null;
  if (policy.permissions === 'ask') return refusalOfPerson(call, policy.answered);
  if (call.kind === 'execute') return refusalOfCommand(call, policy);
  if (!changesFiles(call.kind)) return null;
  if (call.paths.length === 0) return `${nameOf(call)} (it does not say which file)`;
  const outside = call.paths.filter((path) => !isInside(path, policy));
  return outside.length === 0 ? null : `${nameOf(call)} (out of scope: ${outside.join(', ')})`;
}

function refusalOfPerson(call: ToolCall, answered: PermissionPolicy['answered']): string | null {
  if (typeof answered === 'string') return isAllowed(answered) ? null : `${nameOf(call)} (refused at the terminal)`;
  return `${nameOf(call)} (nobody to ask${answered === undefined ? '' : `: ${answered.absent}`})`;
}

/** What a person is asked, for a tool that the agent wants to use. */
export function buildQuestion(call: ToolCall, { workspace, allowEdit }: PermissionPolicy): PermissionQuestion {
  const inside = call.paths.map((path) => pathInside(workspace, path));
  return {
    title: nameOf(call),
    tool: call.kind,
    command: call.command,
    paths: call.paths.map((path, index) => inside[index] ?? path),
    inScope: changesFiles(call.kind) && inside.length > 0 && inside.every((path) => path !== null && allowEdit(path)),
  };
}

function refusalOfCommand(call: ToolCall, policy: PermissionPolicy): string | null {
  if (call.command === null) return `${nameOf(call)} (it does not say which command)`;
  return policy.allowCommand?.(call.command) === true
    ? null
    : `${nameOf(call)} (not an allowed command: ${call.command})`;
}

function isInside(path: string, policy: PermissionPolicy): boolean {
  const inside = pathInside(policy.workspace, path);
  return inside !== null && policy.allowEdit(inside);
}

function nameOf(call: ToolCall): string {
  return call.title ?? call.kind ?? 'a tool';
}

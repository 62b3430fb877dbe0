import { dirname, join } from 'node:path';
import type { ModelPrice } from '../../../core/model/model-price.ts';
import type { ModelWire } from '../../../core/model/model-vendors.ts';
import type { ScopeSource } from '../../../core/scope/build-scope.ts';
import type { AgentRequest } from '../provider.ts';

/** What is known of a model before there is a run. */
export interface ModelAccess {
  readonly wire: ModelWire;
  /** Without a slash at its end. */
  readonly endpoint: string;
  readonly key: string | null;
  /** Where the key came from, for words only: `ANTHROPIC_API_KEY`. */
  readonly keyName: string;
  readonly model: string;
  readonly price: ModelPrice | null;
  readonly maxSteps: number;
}

/**
 * All that the agent's process is told, as the first line of its standard input: not in its arguments, which everybody
 * on the machine can read, and not in its environment, which its commands inherit.
 */
export interface Brief extends ModelAccess {
  /** Absolute paths. */
  readonly workspace: string;
  readonly specFile: string;
  readonly outbox: string;
  /** Folder of the conversations; not in the workspace. */
  readonly talks: string;
  readonly prompt: string;
  /** Conversation to go on with. */
  readonly session: string | null;
  /** What it is told then, in place of the prompt. */
  readonly goOn: string | null;
  readonly scope: ScopeSource;
  readonly protect: readonly string[];
}

/** The line for a run. */
export function formatBrief(access: ModelAccess, request: AgentRequest): string {
  const { workspace, specFile, outbox, prompt, session, goOn, model, scope } = request;
  const brief: Brief = {
    ...access,
    model: model ?? access.model,
    ...{ workspace, specFile, outbox, prompt, session, goOn },
    talks: join(dirname(request.promptFile), 'talks'),
    scope: scope.source,
    protect: scope.protect,
  };
  return `${JSON.stringify(brief)}\n`;
}

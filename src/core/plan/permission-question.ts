/** What an agent asks a person for. Texts are as the agent wrote them. */
export interface PermissionQuestion {
  /** What the agent calls it. */
  readonly title: string;
  /** `edit`, `delete`, `move`, `execute`, `read`, ...; null: it does not say. */
  readonly tool: string | null;
  /** A whole command line; null: it is none, or does not say. */
  readonly command: string | null;
  /** Relative to the workspace where they lie in it. */
  readonly paths: readonly string[];
  /** Every file of a change lies in the scope of the spec. */
  readonly inScope: boolean;
}

/** Whether a tool of this kind changes files. */
export function changesFiles(tool: string | null): boolean {
  return tool === 'edit' || tool === 'delete' || tool === 'move';
}

/** `run`: for the rest of the run. */
export type PermissionAnswer = (typeof permissionAnswers)[number];

export const permissionAnswers = ['allow', 'allow-run', 'refuse', 'refuse-run'] as const;

/** Whether an answer lets the agent do what it asked for, be it once or for the run. */
export function isAllowed(answer: PermissionAnswer): boolean {
  return answer === 'allow' || answer === 'allow-run';
}

/** What an answer for the rest of the run is about; two questions that are about the same have the same. */
export interface Cover {
  readonly key: string;
  readonly kind: 'changes-in-scope' | 'command' | 'same';
}

/** What is allowed along with this for the rest of the run: every change in the scope, or this very thing again. */
export function coverAllowed(question: PermissionQuestion): Cover {
  return question.inScope ? { key: 'changes-in-scope', kind: 'changes-in-scope' } : coverRefused(question);
}

/** What is refused along with this: this very thing again, and nothing else. */
export function coverRefused({ title, tool, command, paths }: PermissionQuestion): Cover {
  if (command !== null) return { key: `command ${command}`, kind: 'command' };
  return { key: JSON.stringify([tool, paths.length === 0 ? title : null, paths]), kind: 'same' };
}

/** The question in a few words, for the journal and for logs: `Run tests: npm test`. */
export function describeQuestion({ title, command, paths }: PermissionQuestion): string {
  const what = command ?? paths.join(', ');
  return what === '' || title.includes(what) ? title : `${title}: ${what}`;
}

import { renderFailureText } from './failure-text.ts';
import { renderJson } from './json.ts';

/** Words on a command line that cannot be used. */
export interface Usage {
  /** What is wrong; a second line may say what was meant: `(Did you mean --type?)`. */
  readonly message: string;
  /** The command that tells how to write it. */
  readonly help: string;
}

/** A usage error as lines for standard error. */
export function renderUsage(usage: Usage): string {
  return renderFailureText(wordUsage(usage));
}

/** A usage error as one JSON object for standard error. */
export function renderUsageJson(usage: Usage): string {
  const { what, why, next } = wordUsage(usage);
  return renderJson({ error: { kind: 'usage', message: what, why, next } });
}

function wordUsage({ message, help }: Usage) {
  const [what = '', ...hints] = message.trim().split('\n');
  return { what, why: hints.map((hint) => hint.replace(/^\((.*)\)$/, '$1')), next: [help] };
}

import type { Problem } from '../../core/problem.ts';
import type { LintSpecsOutput } from '../../engine/operations/lint-specs.ts';
import type { ValidateConfigOutput } from '../../engine/operations/validate-config.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';

/** Problems, one line each: `file:line: error: message (suggestion) [rule]`. */
export function renderProblems(problems: readonly Problem[]): string {
  return problems.map((problem) => `${renderProblem(problem)}\n`).join('');
}

/** One problem on one line, in the form that editors understand. */
export function renderProblem({ severity, rule, message, file, line, suggestion }: Problem): string {
  const style = severity === 'error' ? 'red' : 'yellow';
  const hint = suggestion === null ? '' : ` (${oneLine(suggestion)})`;
  return `${file}:${line}: ${paint(style, `${severity}:`)} ${oneLine(message)}${hint} ${paint('dim', `[${rule}]`)}`;
}

/** All that lint found, and a last line that sums it up. */
export function renderLint({ problems, specs, errors, warnings }: LintSpecsOutput): string {
  const looked = `${count(specs, 'spec')} looked at`;
  const found =
    problems.length === 0 ? 'no mistakes found' : `${count(errors, 'error')}, ${count(warnings, 'warning')}`;
  return `${renderProblems(problems)}${looked}: ${found}\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** What is wrong in the configuration, and which files were read. */
export function renderConfigProblems({ problems, files }: ValidateConfigOutput): string {
  const read = files.length === 0 ? 'no configuration file: the defaults are in force' : `read ${files.join(', ')}`;
  const found = problems.length === 0 ? 'no mistakes found' : count(problems.length, 'mistake');
  return `${renderProblems(problems)}${read}: ${found}\n`;
}

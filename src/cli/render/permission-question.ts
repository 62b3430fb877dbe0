import type { AskedPermission } from '../../context.ts';
import { changesFiles, type Cover } from '../../core/plan/permission-question.ts';
import { shortId } from '../../core/spec/spec-id.ts';
import { stripControl } from '../../core/strip-control.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';

const covers: Readonly<Record<Cover['kind'], string>> = {
  'changes-in-scope': 'every change in the scope of the spec',
  command: 'this command, whenever it comes',
  same: 'the same, whenever it comes',
};

/** What a person is asked, with the choices, up to where the answer is typed. A command is shown whole. */
export function renderQuestion({ spec, question, coversAs }: AskedPermission): string {
  const { title, tool, command, paths, inScope } = question;
  const changes = changesFiles(tool);
  return (
    [
      `${paint('bold', `May the agent of ${shortId(spec)} do this?`)} ${oneLine(title)}${tool === null ? '' : paint('dim', ` (${oneLine(tool)})`)}`,
      ...(command === null ? [] : wordCommand(command)),
      ...paths.map((path) => `  ${oneLine(path)}${changes && !inScope ? paint('yellow', '  not in the scope') : ''}`),
      '',
    ].join('\n') + wordChoices(coversAs)
  );
}

/** The choices once more, after an answer that was none. */
export function renderAskAgain(): string {
  return 'y, a, n or r: ';
}

/** Its line breaks are kept: what looks like one command must not be two. */
function wordCommand(command: string): readonly string[] {
  return stripControl(command)
    .split('\n')
    .map((line, index) => `  ${paint('dim', index === 0 ? '$' : '|')} ${line}`);
}

function wordChoices(coversAs: Cover['kind']): string {
  return `  y yes, this once; a yes, for this run: ${covers[coversAs]}\n  n no; r no, for this run: the same is not asked again; Ctrl-C pauses the run\n  > `;
}

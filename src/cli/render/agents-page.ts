import { shortId } from '../../core/spec/spec-id.ts';
import type { AgentRow, ListAgentsOutput } from '../../engine/operations/list-agents.ts';
import { wordFailure } from './failure.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';
import { wordChoice } from './provider-choice.ts';

/** The page of `chant agents`: those that can work first, then those that are missing, then who would get the work. */
export function renderAgents(listed: ListAgentsOutput): string {
  const { agents } = listed;
  const width = Math.max(...agents.map(({ name }) => name.length));
  const lines = [
    ...agents.filter(({ trouble }) => trouble === null).flatMap((row) => wordReady(row, width)),
    ...agents.filter(({ trouble }) => trouble !== null).flatMap((row) => wordMissing(row, width)),
  ];
  return `${lines.join('\n')}\n\n${wordWho(listed)}\n`;
}

function wordReady(row: AgentRow, width: number): readonly string[] {
  const { name, kind, program, version, can } = row;
  const what =
    program === null ? wordNoProgram(kind) : `${oneLine(program)}${version === null ? '' : ` ${oneLine(version)}`}`;
  const skills = [
    can?.resume === true ? 'goes on with its sessions' : null,
    can?.cost === true ? 'tells what it costs' : 'tells no price',
    can?.permissions === true ? 'asks before it edits' : null,
  ].filter((skill) => skill !== null);
  return [
    `${paint('green', '✓')} ${paint('bold', name.padEnd(width))}  ${wordKind(kind)}: ${what}`,
    `  ${' '.repeat(width)}  ${[...wordSignIn(row), ...skills].join('; ')}`,
    ...wordTurn(row).map((line) => `  ${' '.repeat(width)}  ${line}`),
  ];
}

/** Kinds that start a program of the user's. */
const started: readonly (string | null)[] = ['acp', 'claude', 'codex', 'command'];

function wordNoProgram(kind: string | null): string {
  return started.includes(kind) ? paint('red', 'its program is not on the PATH') : 'chant itself';
}

function wordKind(kind: string | null): string {
  return kind === 'acp' ? 'ACP' : (kind ?? 'unknown');
}

function wordSignIn({ signedInBy, signIn }: AgentRow): readonly string[] {
  if (signedInBy !== null) return [`signed in by ${oneLine(signedInBy)}`];
  return signIn === null ? [] : [paint('yellow', `no sign of a sign-in: ${signIn}`)];
}

function wordMissing({ name, trouble, install, isConfigured }: AgentRow, width: number): readonly string[] {
  const why = trouble === null || trouble.kind === 'agent-missing' ? 'not installed' : wordFailure(trouble).what;
  const mark = isConfigured ? paint('red', '✗') : paint('dim', '-');
  const how = install !== null && trouble?.kind === 'agent-missing' ? `: ${install}` : '';
  return [`${mark} ${name.padEnd(width)}  ${oneLine(why)}${how}`];
}

function wordWho({ spec, choice, busy }: ListAgentsOutput): string {
  const who = spec === null ? 'A spec that names none' : shortId(spec);
  if (choice !== null) return `${who} gets ${paint('bold', oneLine(choice.name))}: ${wordChoice(choice)}`;
  if (busy !== null) return `${who} gets none now: ${wordFailure(busy).what}`;
  return `${who} gets none: set \`defaults.provider\` in .chant/config.md, or \`provider\` in the spec`;
}

/** What an agent that takes turns is at: `takes turns, 2 for one of the others; at work on 2 of 3: 010-v7b, 011-k2m`. */
function wordTurn({ turn, runs }: AgentRow): readonly string[] {
  if (turn === null) return [];
  const most = turn.most === null ? '' : ` of ${turn.most}`;
  const at =
    runs.length === 0 ? `at work on 0${most}` : `at work on ${runs.length}${most}: ${runs.map(shortId).join(', ')}`;
  return [`takes turns${turn.weight === 1 ? '' : ` with a weight of ${turn.weight}`}, ${at}`];
}

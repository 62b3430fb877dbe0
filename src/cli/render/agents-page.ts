import { assertNever } from '../../core/assert-never.ts';
import type { ProviderChoice } from '../../core/config/choose-provider.ts';
import { shortId } from '../../core/spec/spec-id.ts';
import type { AgentRow, ListAgentsOutput } from '../../engine/operations/list-agents.ts';
import { wordFailure } from './failure.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';

/** The page of `chant agents`: those that can work first, then those that are missing, then who would get the work. */
export function renderAgents({ agents, spec, choice }: ListAgentsOutput): string {
  const width = Math.max(...agents.map(({ name }) => name.length));
  const lines = [
    ...agents.filter(({ trouble }) => trouble === null).flatMap((row) => wordReady(row, width)),
    ...agents.filter(({ trouble }) => trouble !== null).flatMap((row) => wordMissing(row, width)),
  ];
  return `${lines.join('\n')}\n\n${wordChoice(spec, choice)}\n`;
}

function wordReady(row: AgentRow, width: number): readonly string[] {
  const { name, kind, program, version, can } = row;
  const what =
    program === null ? 'chant itself' : `${oneLine(program)}${version === null ? '' : ` ${oneLine(version)}`}`;
  const skills = [
    can?.resume === true ? 'goes on with its sessions' : null,
    can?.cost === true ? 'tells what it costs' : 'tells no price',
    can?.permissions === true ? 'asks before it edits' : null,
  ].filter((skill) => skill !== null);
  return [
    `${paint('green', '✓')} ${paint('bold', name.padEnd(width))}  ${wordKind(kind)}: ${what}`,
    `  ${' '.repeat(width)}  ${[...wordSignIn(row), ...skills].join('; ')}`,
  ];
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

function wordChoice(spec: string | null, choice: ProviderChoice | null): string {
  const who = spec === null ? 'A spec that names none' : shortId(spec);
  if (choice === null) {
    return `${who} gets none: set \`defaults.provider\` in .chant/config.md, or \`provider\` in the spec`;
  }
  return `${who} gets ${paint('bold', choice.name)}: ${wordReason(choice.why)}`;
}

function wordReason(why: ProviderChoice['why']): string {
  switch (why) {
    case 'flag':
      return 'the command line says so';
    case 'spec':
      return 'its `provider` says so';
    case 'default':
      return '`defaults.provider`, or CHANT_PROVIDER, says so';
    case 'only':
      return 'no other is configured';
    default:
      return assertNever(why);
  }
}

import type { ContributionRules } from '../forge/contribution-rules.ts';
import type { SpecType } from '../spec/spec.ts';
import { stripControl } from '../strip-control.ts';
import { calmLine } from './calm-text.ts';
import type { Piece } from './plan-pieces.ts';

export interface MessageInput {
  readonly piece: Piece;
  /** The spec that it was landed for; null: a person's own commit. */
  readonly spec: { readonly title: string; readonly type: SpecType } | null;
  /** An earlier piece was landed for the same spec. */
  readonly again: boolean;
  readonly rules: Pick<ContributionRules, 'agents' | 'trailer' | 'signOff' | 'conventionalCommits'>;
  /** Whoever stages: the one who signs off. */
  readonly person: { readonly name: string; readonly email: string };
  /** Keep chant's own trailers. */
  readonly trailers: boolean;
}

/**
 * The message of a staged commit, as the upstream project wants commits: a plain subject, and of trailers only those that
 * it asks for. An issue is called `issue 1234`: with a `#`, forges would tell upstream of a commit in a fork.
 */
export function buildMessage(input: MessageInput): string {
  const { piece, spec, rules, person } = input;
  const text = spec === null ? withoutOwnTrailers(piece.message) : buildSubject(spec, input);
  const wanted = [
    ...(input.trailers && piece.spec !== null ? [`Chant-Spec: ${piece.spec}`, `Chant-Run: ${piece.run ?? '1'}`] : []),
    ...(rules.agents !== 'silent' && piece.assistedBy !== null
      ? [formatAssistance(rules.trailer, piece.assistedBy)]
      : []),
    ...(rules.signOff ? [`Signed-off-by: ${oneLine(person.name)} <${oneLine(person.email)}>`] : []),
  ].filter((line) => !text.includes(line));
  const hasTrailers = /\n\n(?:[A-Za-z-]+: .*\n?)+$/.test(text);
  return `${[text.trimEnd(), wanted.join('\n')].filter((part) => part !== '').join(hasTrailers ? '\n' : '\n\n')}\n`;
}

/** How a project wants assistance to be named; `Assisted-by` where it does not say. */
export function formatAssistance(trailer: string | null, agent: string): string {
  const name = oneLine(agent);
  // Whoever is an author has an address.
  const isAuthor = trailer !== null && /^co-/i.test(trailer) && !name.includes('<');
  return `${trailer ?? 'Assisted-by'}: ${name}${isAuthor ? ' <agent@chant.invalid>' : ''}`;
}

const kinds: Record<SpecType, string> = {
  code: 'fix',
  task: 'test',
  documentation: 'docs',
  research: 'docs',
  driver: 'fix',
};

function buildSubject({ title, type }: NonNullable<MessageInput['spec']>, { rules, again }: MessageInput): string {
  const line = calmLine(title);
  if (!rules.conventionalCommits) return again ? `Revise: ${line}` : line;
  const bare = line.replace(/^fix(?:es)? issue \d+ ?[:–—-]? ?/i, '');
  return `${kinds[type]}: ${again ? 'revise ' : ''}${/^[A-Z][a-z]/.test(bare) ? bare.charAt(0).toLowerCase() + bare.slice(1) : bare}`;
}

/** A person's own commit stays as it is, but for what chant wrote below it. */
function withoutOwnTrailers(message: string): string {
  return stripControl(message).replace(/^(?:Chant-Spec|Chant-Run): .*\n?/gm, '');
}

function oneLine(text: string): string {
  return stripControl(text).replace(/\s+/g, ' ').trim();
}

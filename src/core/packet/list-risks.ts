import type { InputDrift } from '../trace/drift.ts';
import { hasHidden } from './show-hidden.ts';
import type { Packet } from './packet.ts';
import type { Risk } from './risk.ts';

/** What the packet does not know by itself. */
export interface RiskFacts {
  readonly packet: Omit<Packet, 'risks'>;
  /** Commits of the change that no spec made: `3f9a809 subject`. */
  readonly byHand: readonly string[];
  /** Files that decide what runs on other machines. */
  readonly sensitive: readonly string[];
  /** Whether anything was changed on the branch since the checks ran. */
  readonly movedSince: boolean;
  readonly drift: readonly InputDrift[];
  /** What was passed over when the specs were worked on. */
  readonly skipped: readonly string[];
  /** Specs of the change that had no limit on files. */
  readonly unlimited: readonly string[];
}

/** Lists what speaks against the change, or is not known of it; nothing in it is an opinion. */
export function listRisks(facts: RiskFacts): readonly Risk[] {
  const { packet } = facts;
  const criteria = packet.works.flatMap((work) => work.criteria);
  const checks = packet.works.flatMap((work) => work.checks);
  const proofs = checks.flatMap((check) => check.proofs);
  const text = (standing: string): readonly string[] =>
    criteria.filter((one) => one.standing === standing).map((one) => `${one.mark} ${one.text}`);
  const redGreen = checks.some((check) => isRedGreen(check.proofs));
  const unmentioned = packet.files.filter((file) => file.kind !== 'lock' && !isMentioned(file)).map(({ path }) => path);
  const risks: Risk[] = [
    {
      risk: 'rules-forbid',
      what: (packet.rules ?? []).filter(({ state }) => state === 'forbids').map(({ rule }) => rule),
    },
    { risk: 'criteria-open', what: text('open') },
    { risk: 'check-broken', what: [...new Set(proofs.filter(({ held }) => !held).map(({ check }) => check))] },
    { risk: 'hidden-characters', what: findHiddenPlaces(packet.files) },
    { risk: 'decides-elsewhere', what: facts.sensitive },
    { risk: 'by-hand', what: facts.byHand },
    { risk: 'not-shown', what: listUnshown(packet) },
    { risk: 'no-red-green', what: redGreen ? [] : [packet.spec.id] },
    { risk: 'evidence-elsewhere', what: facts.movedSince && proofs.length > 0 ? [packet.tip.slice(0, 12)] : [] },
    { risk: 'inputs-changed', what: facts.drift.filter(({ state }) => isChanged(state)).map(({ path }) => path) },
    { risk: 'gates-passed-over', what: facts.skipped },
    { risk: 'criteria-claimed', what: text('claimed') },
    { risk: 'unmentioned', what: packet.documents.length === 0 ? [] : unmentioned },
    { risk: 'no-scope', what: facts.unlimited },
  ];
  return risks.filter(({ what }) => what.length > 0);
}

/** Seen failing without the fix and passing with it. */
export function isRedGreen(proofs: Packet['works'][number]['checks'][number]['proofs']): boolean {
  const red = proofs.some(({ side, passed, held }) => side === 'before' && !passed && held);
  return red && proofs.some(({ side, passed }) => side !== 'before' && passed);
}

function isChanged(state: InputDrift['state']): boolean {
  return state !== 'same' && state !== 'unknown';
}

function isMentioned(file: Packet['files'][number]): boolean {
  return file.mentions.length > 0 || file.role === 'proof' || file.hunks.some((hunk) => hunk.mentions.length > 0);
}

function findHiddenPlaces(files: Packet['files']): readonly string[] {
  return files.flatMap(({ path, hunks }) => {
    const lines = hunks
      .flatMap((hunk) => hunk.lines)
      .filter((line) => line.kind === 'added' && hasHidden(line.text.replace(/\r$/, '')));
    return [
      ...(hasHidden(path) ? [path] : []),
      ...lines.slice(0, 5).map((line) => `${path}:${line.after ?? line.before ?? 0}`),
    ];
  });
}

function listUnshown({ files, leftOut }: RiskFacts['packet']): readonly string[] {
  const cut = files.filter(({ binary, hunks }) => binary || hunks.some((hunk) => hunk.cut > 0));
  return [...cut.map(({ path }) => path), ...leftOut];
}

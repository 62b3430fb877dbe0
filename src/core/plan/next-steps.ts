import { assertNever } from '../assert-never.ts';
import type { ReasonCode } from './verdict.ts';

/** What the user may type next after a run that did not land, most useful first. */
export function listNextSteps(reason: ReasonCode | null, id: string): readonly string[] {
  const again = `chant work ${id}`;
  const goOn = `chant work ${id} --continue`;
  const log = `chant log ${id}`;
  switch (reason) {
    case null:
      return [];
    case 'agent-failed':
      return [log, again, goOn];
    case 'no-work':
    case 'target-missing':
    case 'outline-broken':
    case 'criteria-open':
    case 'check-failed':
      return [log, goOn, again];
    case 'out-of-scope':
      return [`chant edit ${id}`, again, `chant show ${id}`];
    case 'repository-touched':
      return [`chant land ${id} --accept repository-touched`, again];
    case 'protected-changed':
    case 'schema-mismatch':
      return [log, again];
    case 'unconfirmed':
      return [`chant confirm ${id}`, `chant confirm ${id} --by NAME`];
    case 'halted':
      return [`chant show ${id}`];
    case 'setup-failed':
      return ['chant config --validate', again];
    case 'interrupted':
      return [again];
    case 'paused':
      return [`chant resume ${id}`, `chant takeover ${id}`, log];
    case 'taken-over':
      return [`chant land ${id}`, `chant resume ${id}`];
    case 'merge-conflict':
      return [again, goOn];
    case 'ready-to-land':
      return [`chant land ${id}`];
    case 'landing-failed':
      return [again, `chant land ${id}`];
    default:
      return assertNever(reason);
  }
}

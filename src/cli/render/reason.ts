import type { ReasonCode } from '../../core/plan/verdict.ts';

/** Why a run did not land, in words. */
export const reasonTexts: Readonly<Record<ReasonCode, string>> = {
  'agent-failed': 'the agent did not finish its work',
  'repository-touched': 'the repository was changed outside of the workspace',
  halted: 'the agent stopped because the research does not hold',
  'no-work': 'nothing was changed',
  'out-of-scope': 'files outside of the scope were changed',
  'protected-changed': 'protected files were changed',
  'target-missing': 'target files are missing',
  'outline-broken': 'the document lacks parts of its outline, or names places that are not there',
  'criteria-open': 'acceptance criteria are open',
  'check-failed': 'a check did not come out as expected',
  'schema-mismatch': 'the output does not fit its schema',
  unconfirmed: 'a person has to confirm the result',
  'setup-failed': 'the workspace could not be set up',
  interrupted: 'the run was interrupted',
  paused: 'it was paused, and its workspace is kept',
  'taken-over': 'a person works in its workspace',
  'merge-conflict': 'the result conflicts with the target branch',
  'ready-to-land': 'the result is ready to land, and something is in the way',
  'landing-failed': 'the landing did not come through',
};

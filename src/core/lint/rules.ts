import type { LintRule } from './lint-rule.ts';
import { ambiguousDependency } from './rules/ambiguous-dependency.ts';
import { badTarget } from './rules/bad-target.ts';
import { badTargetBranch } from './rules/bad-target-branch.ts';
import { checkMissing } from './rules/check-missing.ts';
import { criteriaMissing } from './rules/criteria-missing.ts';
import { danglingDependency } from './rules/dangling-dependency.ts';
import { danglingInput } from './rules/dangling-input.ts';
import { dependencyCycle } from './rules/dependency-cycle.ts';
import { outlineWithoutDocument } from './rules/outline-without-document.ts';
import { readyOrBlockedWritten } from './rules/ready-or-blocked-written.ts';
import { scopeMissing } from './rules/scope-missing.ts';
import { titleMissing } from './rules/title-missing.ts';
import { unknownPrompt } from './rules/unknown-prompt.ts';
import { unknownProvider } from './rules/unknown-provider.ts';

/** Every rule, sorted by name; a test compares this list with the folder `rules/`. */
export const rules: readonly LintRule[] = [
  ambiguousDependency,
  badTarget,
  badTargetBranch,
  checkMissing,
  criteriaMissing,
  danglingDependency,
  danglingInput,
  dependencyCycle,
  outlineWithoutDocument,
  readyOrBlockedWritten,
  scopeMissing,
  titleMissing,
  unknownPrompt,
  unknownProvider,
];

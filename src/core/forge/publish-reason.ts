/**
 * Why nothing went out. Of the fork: its remote is missing, is on no forge, is no fork, belongs to another upstream, or
 * its branch has commits of its own. Of staging: the fix has not landed, is not clean, brings no code, does not apply
 * to the fork's main, does not hold there; or it would go to the upstream project, over somebody's commits,
 * or against its rules. Of
 * sending upstream: nobody sits at a terminal, the name is another, CI is not green, there is no staging.
 */
export type PublishReason =
  | 'no-remote'
  | 'not-on-forge'
  | 'no-fork'
  | 'upstream-differs'
  | 'no-branch'
  | 'diverged'
  | 'not-landed'
  | 'dirty'
  | 'nothing-to-stage'
  | 'conflict'
  | 'check-failed'
  | 'upstream-target'
  | 'branch-moved'
  | 'agents-forbidden'
  | 'not-staged'
  | 'staged-earlier'
  | 'ci-not-green'
  | 'no-terminal'
  | 'name-differs'
  | 'not-sent';

import type { PublishRefused } from '../../core/failure.ts';
import type { FailureText } from './failure-text.ts';

type Wordings = Readonly<Record<PublishRefused['reason'], (detail: readonly string[]) => FailureText>>;

const wordings: Wordings = {
  'no-remote': ([name = '', ...known]) => ({
    what: `there is no remote '${name}'`,
    why: [known.length === 0 ? 'the repository has no remote' : `remotes: ${known.join(', ')}`],
    next: ['chant fork', 'or name yours in .chant/config.md: fork.remote, fork.upstream'],
  }),
  'not-on-forge': ([name = '', url = '']) => ({
    what: `the remote '${name}' names no repository on a forge`,
    why: [url],
    next: [`git remote set-url ${name} URL`, 'or name another in .chant/config.md: fork.remote, fork.upstream'],
  }),
  'no-fork': ([name = '', repository = '']) => ({
    what: `the remote '${name}' is ${repository} itself, no fork of it`,
    why: ['what agents make goes to a fork of yours first'],
    next: ['chant fork --create', 'or make a fork there, and point the remote at it'],
  }),
  'upstream-differs': ([name = '', is = '', expected = '']) => ({
    what: `the remote '${name}' is ${is}, and the fork is one of ${expected}`,
    why: ['a pull request would not go where the remote leads'],
    next: [
      `git remote set-url ${name} URL of ${expected}`,
      'or name another remote in .chant/config.md: fork.upstream',
    ],
  }),
  'no-branch': ([name = '', branch = '']) => ({
    what: `the remote '${name}' has no branch '${branch}'`,
    why: ['the forge names it as the default branch'],
    next: [`git ls-remote ${name}`],
  }),
  diverged: ([fork = '', branch = '', count = '']) => ({
    what: `${branch} of ${fork} has commits that upstream does not have`,
    why: [count === '' ? 'it moved just now' : `${count} of them; bringing it up to date would take them away`],
    next: [
      `look at them: git log upstream/${branch}..origin/${branch}`,
      'move them to a branch of their own, then run the command again',
    ],
  }),
  'not-landed': ([spec = '', status = '']) => ({
    what: `${spec} has not landed: it is ${status}`,
    why: ['this is for work that has landed'],
    next: [`chant work ${spec}`, `chant land ${spec}`],
  }),
  dirty: (files) => ({
    what: 'the fix has changes that are not committed',
    why: files,
    next: ['commit them, or put them away, then run the command again'],
  }),
  'nothing-to-stage': ([branch = '', main = '']) => ({
    what: `${branch} brings nothing but what stands under .chant/`,
    why: [`compared with ${main} of the fork`],
    next: ['chant list'],
  }),
  conflict: ([main = '', ...files]) => ({
    what: `the fix does not apply to ${main} of the fork`,
    why: files,
    next: ['chant fork sync, then bring the fix up to date and run its checks again'],
  }),
  'check-failed': (lines) => ({
    what: 'a check does not hold on the branch as it would be staged',
    why: lines,
    next: ['it ran on the fork’s main with the fix on top: bring the fix up to date'],
  }),
  'upstream-target': ([name = '', ...urls]) => ({
    what: `a push to '${name}' would not go to the fork alone`,
    why: urls,
    next: [`git remote set-url --push ${name} URL of your fork`],
  }),
  'branch-moved': ([branch = '', is = '', expected = '']) => ({
    what: `${branch} on the fork is not what chant left there`,
    why: [`it is at ${is}`, expected === '' ? 'chant never pushed it' : `chant left it at ${expected}`],
    next: [`look at it: git fetch origin ${branch}`, 'take over what is there, or remove the branch on the fork'],
  }),
  'agents-forbidden': ([upstream = '', ...quotes]) => ({
    what: `${upstream} does not want contributions that agents helped with, as chant reads its rules`,
    why: quotes,
    next: ['read them, and ask there', 'if they allow this one: chant stage ID --despite-rules'],
  }),
  'not-staged': ([spec = '', is, was]) => ({
    what: `${spec} has no staging pull request${is === undefined ? '' : ` in ${is}`}`,
    why: [was === undefined ? 'chant remembers none' : `it was staged in ${was}`],
    next: [`chant stage ${spec}`],
  }),
  'staged-earlier': ([spec = '', ...files]) => ({
    what: `${spec} has changed since it was staged`,
    why: files,
    next: [`chant stage ${spec}, so that CI sees what goes upstream`],
  }),
  'ci-not-green': ([state = '', pull = '', ...checks]) => ({
    what: `CI of the fork ${ciWords[state] ?? state}`,
    why: [pull, ...checks],
    next: ['wait for it, or put it right', 'where there is none: chant upstream ID --without-ci REASON'],
  }),
  'no-terminal': () => ({
    what: 'nobody sits at a terminal',
    why: ['a person decides what goes to the original project, and says so by typing its name'],
    next: ['run it at a terminal', 'chant upstream ID --print  says how to open it by hand'],
  }),
  'name-differs': ([typed = '', expected = '']) => ({
    what: `'${typed}' is not the name of the original project: nothing was sent`,
    why: [`it is ${expected}`],
    next: ['run the command again, if it is to go there'],
  }),
  'not-sent': ([spec = '']) => ({
    what: `${spec} was not sent upstream`,
    why: ['there is no record of it'],
    next: [`chant upstream ${spec}`],
  }),
};

const ciWords: Readonly<Record<string, string>> = {
  none: 'has said nothing of the staged commit',
  pending: 'is not done',
  failed: 'is red',
};

/** Words for what does not go out. */
export function wordPublishRefused({ reason, detail }: PublishRefused): FailureText {
  return wordings[reason](detail);
}

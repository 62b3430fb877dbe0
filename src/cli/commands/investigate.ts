import { investigateIssue } from '../../engine/operations/investigate-issue.ts';
import { makeAnswer } from '../answer.ts';
import type { CommandSpec } from '../command.ts';
import { isFlagSet, optionValue, requiredWord } from '../parsed.ts';
import { renderInvestigation } from '../render/investigation-page.ts';

/** `chant investigate`: from an issue to the specs that lead to its fix. */
export const investigate: CommandSpec = {
  name: 'investigate',
  description:
    'Keeps an issue as a snapshot in .chant/research and creates the specs that lead from it to its fix: comprehension, reproduction, root cause, impact map, fix, upstream. Run again, it adds what is missing and updates the snapshot.',
  arguments: [
    {
      name: 'issue',
      description: 'its address, owner/name#1234, 1234 (of upstream), or a markdown file',
      required: true,
      many: false,
    },
  ],
  options: [
    { name: 'single', description: 'one spec for the four stages of research' },
    { name: 'test', value: 'FILE', description: 'the test that is to show the bug (default: by the kind of project)' },
    { name: 'run', value: 'COMMAND', description: 'runs that test and no other' },
    { name: 'expect', value: 'TEXT', description: 'what it prints for this bug: a text, or /a pattern/' },
    { name: 'repeat', value: 'TIMES', description: 'for a bug that shows now and then: 3 of 10' },
    { name: 'assisted', description: 'no test can show the bug: steps do, and a person confirms them (chant confirm)' },
    { name: 'dry-run', description: 'only say what would be created' },
  ],
  examples: [
    { line: 'chant investigate https://github.com/acme/store/issues/1234', says: 'a chain of six specs' },
    { line: "chant investigate '#1234'", says: 'an issue of the upstream project; the quotes are for the shell' },
    { line: 'chant investigate issue-1234.md --single', says: 'one spec for the research, one for the fix' },
    {
      line: 'chant investigate acme/store#1234 --test pkg/kv/issue1234_test.go --run "go test ./pkg/kv -run Issue1234"',
      says: 'say where the test stands and how it is run',
    },
  ],
  run: async (context, parsed) => {
    const result = await investigateIssue(context, {
      issue: requiredWord(parsed, 'issue'),
      single: isFlagSet(parsed, 'single'),
      test: optionValue(parsed, 'test'),
      run: optionValue(parsed, 'run'),
      expect: optionValue(parsed, 'expect'),
      repeat: optionValue(parsed, 'repeat'),
      assisted: isFlagSet(parsed, 'assisted'),
      dryRun: isFlagSet(parsed, 'dry-run'),
    });
    return makeAnswer(context, parsed)(result, { text: renderInvestigation });
  },
};

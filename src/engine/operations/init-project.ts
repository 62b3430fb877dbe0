import path from 'node:path';
import type { BadArgument } from '../../core/failure.ts';
import { buildConfigText, type NewConfig } from '../../core/config/build-config-text.ts';
import { detectProject } from '../../core/project/detect-project.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { splitWords } from '../../core/split-words.ts';
import { openRepo } from '../../io/git/open-repo.ts';
import { excludeChant } from '../../io/project/exclude-list.ts';
import { readProjectTexts } from '../../io/project/read-project-texts.ts';
import { createStore } from '../../io/store/create-store.ts';
import { placeStore } from '../../io/store/find-store.ts';
import { writeConfigKey } from '../../io/store/write-config-key.ts';
import { refuseTracked } from '../refuse-tracked.ts';
import type { Operation } from '../operation.ts';

export interface InitProjectInput {
  /** null: found in the project's own files, else the folder's name. */
  readonly name: string | null;
  /** Name of the provider that works; null: `agent` where there is a command for it. */
  readonly provider: string | null;
  /** Command line that starts the agent; null: decided later. */
  readonly agent: string | null;
  /** Whether that agent speaks the Agent Client Protocol. */
  readonly acp: boolean;
  /** Keep `.chant/` out of git, by the local exclude list. */
  readonly silent: boolean;
  /** Command line to run on every landing; null: found in the project's own files. */
  readonly check: string | null;
  readonly mainBranch: string | null;
}

export interface InitProjectOutput {
  /** Absolute path of the checkout. */
  readonly root: string;
  readonly name: string;
  /** The check that was written into the configuration; null: none was found. */
  readonly check: string | null;
  readonly silent: boolean;
  /** Whether it was said who works. */
  readonly hasAgent: boolean;
  /** Paths relative to the root that were written now, and those that were there already and were left alone. */
  readonly created: readonly string[];
  readonly kept: readonly string[];
  /** Wishes that came too late: their place is the configuration, which was there already. Names of inputs. */
  readonly unused: readonly string[];
}

/**
 * Makes `.chant/`; what is there already is never changed, so that running it again does nothing and says so. In a
 * linked worktree a silent `.chant/` goes to the main checkout, where it outlives the worktree.
 * Failures: bad-argument, not-a-repository, files-tracked, file-trouble.
 */
export const initProject: Operation<InitProjectInput, InitProjectOutput> = async (context, input) => {
  const place = placeStore(context.repo ?? context.cwd);
  if (!place.ok) return place;
  const { root, home } = place.value;
  const repo = await openRepo(root, context.env);
  if (!repo.ok) return repo;
  const dir = input.silent && !place.value.exists ? path.join(home, '.chant') : place.value.dir;
  const untracked = input.silent ? await refuseTracked(repo.value) : ok(undefined);
  if (!untracked.ok) return untracked;
  const detected = detectProject(readProjectTexts(root), path.basename(home));
  const name = input.name ?? detected.name;
  const check = input.check ?? detected.check;
  const { provider, mainBranch, silent } = input;
  const agent = parseAgent(input);
  if (!agent.ok) return agent;
  const config = buildConfigText({ name, provider, agent: agent.value, mainBranch, check, silent });
  const made = createStore({ dir, config });
  if (!made.ok) return made;
  if (silent) {
    const kept = made.value.kept.includes('.chant/config.md');
    const configured = kept ? writeConfigKey({ dir }, { key: 'silent', value: true }) : ok(true);
    if (!configured.ok) return configured;
    const excluded = excludeChant(repo.value.commonDir, true);
    if (!excluded.ok) return excluded;
  }
  const hasAgent = agent.value !== null || provider !== null;
  const unused = made.value.kept.includes('.chant/config.md') ? listWishes(input) : [];
  return ok({ root: path.dirname(dir), name, hasAgent, check, silent, unused, ...made.value });
};

/** What was asked for that only the configuration can hold. */
function listWishes({ silent: _, ...wishes }: InitProjectInput): readonly string[] {
  return Object.entries(wishes).flatMap(([key, value]) => (value === null || value === false ? [] : [key]));
}

function parseAgent(input: InitProjectInput): Result<NewConfig['agent'], BadArgument> {
  if (input.agent === null) return ok(null);
  const command = splitWords(input.agent);
  if (command !== null && command.length > 0) return ok({ kind: input.acp ? 'acp' : 'command', command });
  const expected = 'a program and its arguments, quotes closed';
  return err({ kind: 'bad-argument', argument: '--agent', value: input.agent, expected, suggestion: null });
}

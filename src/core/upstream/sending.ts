import type { CiState } from '../forge/check-report.ts';
import { fieldsOf, textOf } from '../raw-value.ts';

/**
 * What went to the original project, who sent it, and when: `.chant/runs/<id>/upstream/record.json`. It is on disk before
 * anything is sent.
 */
export interface Sending {
  readonly version: 1;
  /** Full id of the fix. */
  readonly spec: string;
  readonly server: string;
  /** `owner/name` */
  readonly upstream: string;
  readonly fork: string;
  readonly branch: string;
  /** Branch of the original project that it is to go to. */
  readonly base: string;
  /** Tip of the branch as it was when a person sent it. */
  readonly commit: string;
  /** Whoever sat at the terminal: as git knows them, and as the forge does. */
  readonly by: { readonly name: string; readonly login: string };
  /** ISO UTC. */
  readonly at: string;
  /** What CI of the fork said, and why it was sent all the same where that was not green. */
  readonly ci: { readonly state: CiState; readonly without: string | null };
  /** null: it was about to be opened. */
  readonly pullRequest: { readonly number: number; readonly url: string } | null;
}

const states: readonly CiState[] = ['none', 'pending', 'passed', 'failed'];

/** Reads a record; null where it is none, or one of a newer version. */
export function parseSending(text: string): Sending | null {
  const fields = fieldsOf(parseJson(text));
  const words = ['spec', 'server', 'upstream', 'fork', 'branch', 'base', 'commit', 'at'].map((key) =>
    textOf(fields[key]),
  );
  const [spec, server, upstream, fork, branch, base, commit, at] = words;
  const by = fieldsOf(fields['by']);
  const ci = fieldsOf(fields['ci']);
  const pull = fieldsOf(fields['pullRequest']);
  const [number, url] = [pull['number'], textOf(pull['url'])];
  if (fields['version'] !== 1 || !spec || !server || !upstream || !fork || !branch || !base || !commit || !at)
    return null;
  return {
    version: 1,
    ...{ spec, server, upstream, fork, branch, base, commit, at },
    by: { name: textOf(by['name']) ?? '', login: textOf(by['login']) ?? '' },
    ci: { state: states.find((state) => state === ci['state']) ?? 'none', without: textOf(ci['without']) },
    pullRequest: Number.isSafeInteger(number) && url !== null ? { number: Number(number), url } : null,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

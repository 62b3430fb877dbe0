/** The phases of the work on issue #1234, in order: each is a spec, and depends on the one before. */
export const demoPhases = ['comprehension', 'reproduction', 'root-cause', 'impact-map', 'fix', 'upstream'] as const;
export type DemoPhase = (typeof demoPhases)[number];

/** Those that a recorded session plays; the last one waits for a person. */
export const playedPhases = demoPhases.slice(0, -1);

/** Where everything of a demo lies, all absolute. */
export interface DemoPlaces {
  readonly dir: string;
  /** The user's clone. */
  readonly project: string;
  /** Bare; remote `upstream`. */
  readonly upstream: string;
  /** Bare; remote `origin`. */
  readonly fork: string;
  /** The issue, as it was saved from upstream. */
  readonly issue: string;
  /** Recorded sessions, as they are played. */
  readonly sessions: string;
}

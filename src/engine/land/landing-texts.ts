/** Files in a run's folder that are written before its landing announces a move. */
export const landingTexts = {
  /** What the user's copy of the spec said then. */
  before: 'spec-before-landing.md',
  /** The spec with its outcome, where git does not carry it. */
  own: 'spec-outcome.md',
} as const;

/** Something in a file that chant cannot use as it stands. It never hides the file: the file is listed with it. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** Name of the rule that found it, kebab-case: `unknown-key`, `cycle`, ... */
  readonly rule: string;
  readonly message: string;
  /** Path relative to the root of the checkout, with `/`. */
  readonly file: string;
  /** 1-based; 1 where no better line is known. */
  readonly line: number;
  /** What to write instead, where chant can tell. */
  readonly suggestion: string | null;
}

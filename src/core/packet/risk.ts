/** Something that a reader should look at before a decision, the gravest first. */
export interface Risk {
  readonly risk:
    | 'rules-forbid'
    | 'criteria-open'
    | 'check-broken'
    | 'hidden-characters'
    | 'decides-elsewhere'
    | 'by-hand'
    | 'not-shown'
    | 'no-red-green'
    | 'evidence-elsewhere'
    | 'inputs-changed'
    | 'gates-passed-over'
    | 'criteria-claimed'
    | 'unmentioned'
    | 'no-scope';
  /** What it is about: criteria, paths, checks, commits. */
  readonly what: readonly string[];
}

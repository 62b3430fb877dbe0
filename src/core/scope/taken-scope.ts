/**
 * A scope that a spec has from research and not from its file: the run's record has it while the work is under way, and
 * the landing writes it into the file.
 */
export interface TakenScope {
  /** The document that lists it, `.chant/research/...`. */
  readonly from: string;
  readonly files: readonly string[];
}

/** A folder or file of the machine, as it is seen inside. */
export interface Mount {
  /** Absolute path inside. */
  readonly path: string;
  /** What is there: `read`, `write`, an empty folder, an empty file, or a link to `source`. */
  readonly as: 'read' | 'write' | 'empty-folder' | 'empty-file' | 'link';
  /** Absolute path outside; for a link what it says. */
  readonly source: string;
}

/** All that a program in a sandbox may see of the machine; what is not named here is not there. */
export interface Box {
  /** The program that makes the namespaces, absolute. */
  readonly bwrap: string;
  readonly mounts: readonly Mount[];
  /** Where it begins, absolute. */
  readonly cwd: string;
  /** false: nothing but a loopback of its own, and no name is resolved. */
  readonly network: boolean;
}

/** What can be seen of a machine without changing anything on it. */
export interface MachineFacts {
  /** `process.platform`. */
  readonly platform: string;
  /** `20.19.5` */
  readonly node: string;
  /** `2.39.5`, or longer; null: there is no git that runs. */
  readonly git: string | null;
  /** What chant would commit as; null: not in a repository. */
  readonly identity: { readonly name: string | null; readonly email: string | null } | null;
  readonly sandbox: SandboxFacts;
  readonly temp: FolderFacts;
  /** null: the user stands in no project. */
  readonly project: ProjectFacts | null;
}

export interface SandboxFacts {
  /** Why bubblewrap does not work, in the system's words; null: it does. */
  readonly trouble: string | null;
  /** Whether the program is there at all. */
  readonly isInstalled: boolean;
  /** Switches of the kernel that forbid user namespaces, by the name that `sysctl` has for them. */
  readonly forbiddenBy: readonly string[];
}

export interface FolderFacts {
  readonly path: string;
  /** Why nothing can be written there; null: it can. */
  readonly trouble: string | null;
  /** null: the system does not say. */
  readonly freeBytes: number | null;
}

export interface ProjectFacts {
  /** The `.chant` folder. */
  readonly folder: FolderFacts;
  /** What is wrong in the configuration. */
  readonly mistakes: number;
  /** `workspace.sandbox`. */
  readonly wantsSandbox: 'none' | 'bwrap' | 'auto';
  /** Specs whose lease is held by a process that is gone, and whether the landing lease is. */
  readonly deadLeases: readonly string[];
  readonly isLandingDead: boolean;
  /** Workspaces of runs that came to their end, which are still there. */
  readonly staleWorkspaces: readonly { readonly spec: string; readonly path: string }[];
}

/** Every agent that may do it has as many runs as it may: exit status 6. */
export interface AgentsBusy {
  readonly kind: 'agents-busy';
  readonly agents: readonly BusyAgent[];
}

interface BusyAgent {
  readonly name: string;
  /** `max_concurrent` */
  readonly most: number;
  readonly runs: readonly {
    readonly spec: string;
    readonly pid: number;
    readonly host: string;
    /** ISO UTC. */
    readonly since: string;
  }[];
}

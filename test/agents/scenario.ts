import type { Script } from '../helper/model-server/script.ts';
import type { Client } from './client.ts';
import type { Course } from './course.ts';
import type { Seen } from './seen.ts';

/** Something that a model does or suffers, and what chant must make of it. */
export interface Scenario {
  /** Column of the matrix. */
  readonly name: string;
  readonly script: Script;
  readonly permissions?: 'allow' | 'scope' | 'ask';
  /** The client shows a key that the model refuses. */
  readonly wrongKey?: boolean;
  /** The agent works in a sandbox. */
  readonly sandbox?: boolean;
  /** Lines of the configuration in place of the usual limits. */
  readonly config?: readonly string[];
  /** What is done from outside; absent: `chant work` and no more. */
  readonly course?: Course;
  /** Which clients this is for; absent: all. */
  readonly fits?: (client: Client) => boolean;
  /** What must be seen: throws where it is not. */
  judge(seen: Seen, client: Client): void;
}

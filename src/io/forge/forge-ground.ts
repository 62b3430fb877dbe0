import type { Connection } from './connection.ts';
import type { Forge } from './forge.ts';

/** A forge that can be asked. */
export interface ForgeGround {
  readonly connection: Connection;
  readonly server: string;
  readonly tokenFrom: string | null;
}

/** What a kind of forge is: for every question of the interface, how it is put there. */
export type ForgeWays = {
  readonly [Name in Exclude<keyof Forge, 'kind' | 'server' | 'tokenFrom'>]: (
    ground: ForgeGround,
    ...parameters: Parameters<Forge[Name]>
  ) => ReturnType<Forge[Name]>;
};

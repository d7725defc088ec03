import type { Role } from '#people';

/** Somebody who acts in a history. */
export interface Somebody {
  readonly role: Role;
  readonly personId: string;
  readonly unitId?: string;
  /** Of another zone. */
  readonly stranger?: true;
}

/** What somebody wishes, ready to be asked. */
export interface Wish {
  readonly verb: string;
  readonly by: Somebody;
  readonly body: object;
  /** For whom, where it is wished on behalf of somebody. */
  readonly onBehalfOf?: string;
  /** How they come; who signs in has just proved who they are. */
  readonly comes?: 'signed in' | 'long ago' | 'with a token' | 'in an emergency';
}

/** Draws one of some things, the same whenever the history is told again. */
export type Draw = <Thing>(...things: readonly [Thing, ...Thing[]]) => Thing;

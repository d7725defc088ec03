import type { ControlState } from './control.js';
import type { DefinitionReference } from './definition.js';
import type { Fact } from './fact.js';

/** The type of the one fact that no machine names: from here on the life follows another version. */
export const MIGRATION = 'DefinitionMigrated';

/** What it says. Kept whole, so that whoever reads a history needs nothing else to know what became of it. */
export interface Migration {
  readonly from: DefinitionReference;
  readonly to: DefinitionReference;
  readonly states: MappedStates;
}

/** Where the machines of a life stood, and where they go on. */
export interface MappedStates {
  readonly root: MappedMove;
  /** By kind and state: all parts of a kind that stood in the same state go on in the same state. */
  readonly parts: Readonly<Record<string, Readonly<Record<ControlState, ControlState>>>>;
}

export interface MappedMove {
  readonly from: ControlState;
  readonly to: ControlState;
}

/** What a fact says of a migration; undefined for every other fact. */
export function migrationIn({ type, data }: Fact): Migration | undefined {
  // Written by a decision that took it from `migrationOf`; a life compares it with its own all the same.
  return type === MIGRATION ? (data as unknown as Migration) : undefined;
}

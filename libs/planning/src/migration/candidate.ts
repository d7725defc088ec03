import { and, createMachine, not, or, stateIn, type AnyStateMachine } from 'xstate';
import type { Definition } from '#workflow';
import type { LifeData } from '../life-data.js';
import { inheriting } from './inheriting.js';

/** The configuration of a machine as plain data, to be changed. */
export type MachineConfig = Record<string, unknown>;

/**
 * What a file that makes a definition is handed, so that it needs no import: what it does not change it takes from
 * the version it follows.
 */
export interface DefinitionKit {
  /** A version that the program knows. @throws NoDefinition */
  readonly known: (id: string, version: number) => Definition<LifeData>;
  /** A machine written a little differently: the change is made to a copy of its configuration. */
  readonly machineFrom: (
    machine: AnyStateMachine,
    change: (config: MachineConfig) => void,
  ) => AnyStateMachine;
  /** What is remembered goes on, and what is new begins empty. */
  readonly inheriting: typeof inheriting;
  /** The guards a machine of ours may have (XState's own). */
  readonly guards: {
    readonly and: typeof and;
    readonly not: typeof not;
    readonly or: typeof or;
    readonly stateIn: typeof stateIn;
  };
}

/** A module is no definition; or it asks for one that is not known, or makes none that can be used here. */
export class NoDefinition extends Error {
  override readonly name = 'NoDefinition';

  constructor(
    readonly it: string,
    readonly en: string,
  ) {
    super(`${it}\n${en}`);
  }
}

/**
 * The definition that a module makes: its default export is a function from the kit to the definition. It is code of
 * whoever runs the program, with all rights of the program; nothing of it ever comes over the network.
 * @param from where it was read, for people
 * @throws NoDefinition
 */
export function definitionOf(
  module: unknown,
  from: string,
  known: readonly Definition<LifeData>[],
): Definition<LifeData> {
  const { default: make } = Object(module) as { readonly default?: unknown };
  if (typeof make !== 'function')
    throw new NoDefinition(
      `${from} non esporta (export default) la funzione che costruisce la definizione.`,
      `${from} does not export (export default) the function that makes the definition.`,
    );
  const made: unknown = (make as (kit: DefinitionKit) => unknown)(kitWith(known));
  if (!isDefinition(made))
    throw new NoDefinition(
      `La funzione di ${from} non restituisce una definizione: id, version, root, parts, documents, remember, beginData.`,
      `The function of ${from} gives back no definition: id, version, root, parts, documents, remember, beginData.`,
    );
  // Views, verbs and readers are written for the definitions of the program: a file may bring a version of one.
  if (!known.some(({ id }) => id === made.id))
    throw new NoDefinition(
      `${from} porta la definizione «${made.id}», che questo programma non conosce: un file può portare solo una nuova versione.`,
      `${from} brings the definition “${made.id}”, which this program does not know: a file can only bring a new version.`,
    );
  return made;
}

function kitWith(definitions: readonly Definition<LifeData>[]): DefinitionKit {
  return {
    known(id, version) {
      const found = definitions.find((each) => each.id === id && each.version === version);
      if (!found)
        throw new NoDefinition(
          `La definizione «${id}» versione ${version} non è tra quelle conosciute.`,
          `The definition “${id}” version ${version} is not among those that are known.`,
        );
      return found;
    },
    machineFrom(machine, change) {
      const config = structuredClone(machine.config) as unknown as MachineConfig;
      change(config);
      return createMachine(config as never, machine.implementations as never);
    },
    inheriting,
    guards: { and, not, or, stateIn },
  };
}

function isDefinition(made: unknown): made is Definition<LifeData> {
  const { id, version, root, parts, documents, remember, beginData } = Object(made) as Partial<
    Record<string, unknown>
  >;
  const objects = [root, parts, documents, remember];
  return (
    typeof id === 'string' &&
    Number.isInteger(version) &&
    typeof beginData === 'function' &&
    objects.every((each) => typeof each === 'object' && each !== null)
  );
}

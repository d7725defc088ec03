import type { ListedPerson } from '#people';
import { everyRole, holdersOf, type OrganisationOn } from '#planning';

/** A body that the program can tell, as people choose it. */
export interface KnownBody {
  readonly id: string;
  /** What the directory calls it; its id where the directory does not know it. */
  readonly name: string;
}

/** Where the bodies of a zone are known. */
export interface BodiesKnownFrom {
  readonly directory: readonly ListedPerson[];
  readonly organisation: OrganisationOn | undefined;
  /** Those that were told of a meeting before. */
  readonly toldBefore: readonly string[];
  /** Who has acted in a zone that keeps no roles. */
  readonly personsSeen: readonly string[];
}

/**
 * The bodies of a zone by name: those that speak for the third sector, those that were told of a meeting before, and
 * the entries of the directory that are of nobody who works here.
 */
export function knownBodies(from: BodiesKnownFrom): readonly KnownBody[] {
  const { directory, organisation, toldBefore, personsSeen } = from;
  const names = new Map(directory.map(({ personId, name }) => [personId, name]));
  const speakers = organisation ? holdersOf(organisation, 'ETS').map((each) => each.personId) : [];
  const persons = new Set([
    ...(organisation ? everyRole(organisation.data).map(({ personId }) => personId) : []),
    ...personsSeen,
  ]);
  const listed = [...names.keys()].filter((id) => !persons.has(id));
  return [...new Set([...speakers, ...toldBefore, ...listed])]
    .map((id) => ({ id, name: names.get(id) ?? id }))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'it'));
}

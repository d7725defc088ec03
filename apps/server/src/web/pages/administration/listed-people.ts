import type { ListedPerson } from '#people';
import type { ShownAccount } from '../../../access/accounts-desk.js';
import type { ShownPerson } from '../../../api/organisation-view.js';
import type { OrganisationScene } from './organisation-scenes.js';

/** How somebody stands in the register. */
export const personStates = ['active', 'suspended', 'left', 'onlyListed'] as const;
export type PersonState = (typeof personStates)[number];

/** Somebody of the zone: by the directory, by the register, by their account. */
export interface KnownPerson {
  readonly personId: string;
  readonly entry: ListedPerson | undefined;
  readonly inRegister: ShownPerson | undefined;
  readonly state: PersonState;
  /** Undefined without one, and for whoever may not know. */
  readonly account: ShownAccount | undefined;
}

/** Everybody whom the directory, the register or an account knows, as far as each is for whoever asks. */
export function knownPeople(
  { view }: OrganisationScene,
  directory: readonly ListedPerson[],
  accounts: readonly ShownAccount[],
): readonly KnownPerson[] {
  const entries = new Map(directory.map((entry) => [entry.personId, entry]));
  const owned = new Map(accounts.map((account) => [account.personId, account]));
  const persons = view?.persons ?? {};
  const ids = new Set([...entries.keys(), ...Object.keys(persons), ...owned.keys()]);
  return [...ids]
    .map((personId) => {
      const inRegister = Object.hasOwn(persons, personId) ? persons[personId] : undefined;
      return {
        ...{ personId, inRegister, state: stateOf(inRegister) },
        ...{ entry: entries.get(personId), account: owned.get(personId) },
      };
    })
    .toSorted((one, other) => calledIn(one).localeCompare(calledIn(other), 'it'));
}

const calledIn = ({ entry, personId }: KnownPerson): string => entry?.name ?? personId;

function stateOf(person: ShownPerson | undefined): PersonState {
  if (person === undefined) return 'onlyListed';
  if (person.deactivated === undefined) return 'active';
  return person.deactivated.kind === 'LEFT' ? 'left' : 'suspended';
}

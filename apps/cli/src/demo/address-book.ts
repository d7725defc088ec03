import { bodyId } from '#planning';
import { organ } from './approval.js';
import type { Part } from './stage-door.js';
import type { Stage } from './stage.js';

/** Nobody's, for ever (RFC 2606, 2): no mail of a demonstration can go anywhere. */
const DOMAIN = 'zona-livornese.example';

/** Who gets a mail, and what the report counts them under. */
export interface Addressee {
  readonly personId: string;
  /** The code of a role; undefined for a body. */
  readonly role: Part['role'] | undefined;
}

/** Where mail for somebody goes. */
const mailAddressOf = (personId: string): string => `${personId}@${DOMAIN}`;

/** Who takes mail at an address: the part before the sign. */
export const personAt = (address: string): string => address.slice(0, address.indexOf('@'));

/** Under which ids the address book has bodies that the documents name, each once. */
export const bodyIdsOf = (names: readonly string[]): readonly string[] => [
  ...new Set(names.flatMap((name) => bodyId(name) ?? [])),
];

/** Everybody of the story, and the bodies the story invites. */
export function addresseesOf({ cast, programme }: Stage): readonly Addressee[] {
  const { coordinator, operator, director, secretary, auditor, stakeholder, units } = cast;
  const person = ({ personId }: { personId: string }, role: Part['role']): Addressee => ({
    personId,
    role,
  });
  const bodies = [
    ...programme.participation.meetings.map(({ counterpart }) => counterpart),
    'Consulta del Terzo settore',
    organ,
  ];
  return [
    person(coordinator, 'UPc'),
    person(operator, 'UPo'),
    person(director, 'DIR'),
    person(secretary, 'SEG'),
    person(auditor, 'AUD'),
    person(stakeholder, 'ETS'),
    person(cast.successor, 'UH'),
    ...units.flatMap(({ head, referent }) => [person(head, 'UH'), person(referent, 'RF')]),
    ...bodyIdsOf(bodies).map((personId) => ({ personId, role: undefined })),
  ];
}

/** Gives everybody an address, and a name that is their part: nobody is made up. */
export async function writeAddressBook(stage: Stage): Promise<void> {
  const { client } = stage.cast.administrator;
  const addressees = addresseesOf(stage);
  for (const { personId } of addressees) {
    const name = personId.replaceAll('-', ' ');
    await client.putPerson(personId, { name, email: mailAddressOf(personId) });
  }
  stage.narrator.tell(`${addressees.length} indirizzi di posta, tutti finti: ${DOMAIN}.`);
}

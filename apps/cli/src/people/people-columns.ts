import { roles } from '#people';
import { grantableRoles } from '#planning';
import type { Columns } from '#spreadsheet';

/** The file of who has which role: a row for each role of a person. */
export const peopleColumns = {
  personId: {
    ...{ kind: 'text', title: 'Persona', required: true, oneLine: true, maxLength: 63 },
    ...{ example: 'operatore-up', note: 'Un identificativo, mai nome e cognome.' },
  },
  role: {
    ...{ kind: 'choice', title: 'Ruolo', required: true },
    options: grantableRoles.map((code) => ({ code, label: roles[code].it })),
  },
  unitId: {
    ...{ kind: 'text', title: 'Unità', oneLine: true, maxLength: 63 },
    ...{ example: 'anziani', note: 'Solo per responsabili e referenti.' },
  },
  from: { kind: 'day', title: 'Dal', required: true },
  to: { kind: 'day', title: 'Al', note: 'L’ultimo giorno; vuoto: finché non è revocato.' },
  act: { kind: 'text', title: 'Atto', maxLength: 300 },
  login: {
    ...{ kind: 'text', title: 'Accesso', oneLine: true, maxLength: 64 },
    ...{ example: 'operatore.up', note: 'Il nome con cui entrerà chi va invitato.' },
  },
} as const satisfies Columns;

/** What a row of the file says. */
export type Member = keyof typeof peopleColumns;

export const members = Object.keys(peopleColumns) as readonly Member[];

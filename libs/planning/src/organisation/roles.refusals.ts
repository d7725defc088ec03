import type { RefusalTexts } from '../refusal-text.js';

/** Who holds which role, and who grants it. */
export const roleRefusals = {
  'role-not-held': {
    kind: 'authority',
    it: 'Dal registro dell’organizzazione non risulta che {personId}, il {day}, abbia il ruolo di: {role}. I ruoli li dà l’amministratore di sistema.',
    en: 'In the register of the organisation {personId} does not, on {day}, have the role of: {roleEn}. Roles are granted by the system administrator.',
  },
  'own-role': {
    kind: 'authority',
    it: 'Nessuno dà un ruolo a sé stesso: lo dà un’altra persona.',
    en: 'Nobody grants a role to themselves: somebody else does.',
  },
  'only-contact-persons': {
    kind: 'authority',
    it: 'Il coordinatore nomina e revoca solo i referenti: gli altri ruoli spettano all’amministratore di sistema.',
    en: 'The coordinator names and revokes contact persons alone: the other roles are the system administrator’s.',
  },
  'administrator-first': {
    kind: 'rule',
    it: 'Il primo ruolo del registro è quello di un amministratore di sistema, da oggi o prima e senza ultimo giorno: senza, nessuno potrebbe più darne altri.',
    en: 'The first role of the register is that of a system administrator, from today or earlier and without a last day: without one nobody could grant any other.',
  },
  'last-administrator': {
    kind: 'rule',
    it: 'È l’ultimo amministratore di sistema della zona: prima danne il ruolo a un’altra persona, senza ultimo giorno.',
    en: 'This is the last system administrator of the zone: first grant the role to somebody else, without a last day.',
  },
  'roles-incompatible': {
    kind: 'rule',
    it: '{personId} non può avere il ruolo di: {role}, perché dal {from} al {to} ha quello di: {other}. Chi amministra il sistema o controlla non compila, non verifica e non decide.',
    en: '{personId} cannot have the role of: {roleEn}, because from {from} to {to} they have that of: {otherEn}. Whoever runs the system or audits does not write, check or decide.',
  },
  'role-already-held': {
    kind: 'conflict',
    it: '{personId} ha già questo ruolo dal {from} al {to}: revocalo, o indica altri giorni.',
    en: '{personId} already has this role from {from} to {to}: revoke it, or give other days.',
  },
  'role-needs-unit': {
    kind: 'rule',
    it: 'Questo ruolo è di un’unità: indica quale.',
    en: 'This role is that of a unit: say of which.',
  },
  'role-without-unit': {
    kind: 'rule',
    it: 'Questo ruolo vale per tutta la zona: togli l’unità.',
    en: 'This role is for the whole zone: leave the unit out.',
  },
  'head-is-named': {
    kind: 'rule',
    it: 'L’unità {unit} è nel registro: il responsabile si nomina lì, con un atto («Cambia il responsabile dell’unità»), e il ruolo viene da sé.',
    en: 'The unit {unit} is in the register: its head is named there, by act (“replace-head”), and the role comes with it.',
  },
  'role-grant-not-found': {
    kind: 'absence',
    it: 'Il ruolo {id} non risulta dato a nessuno.',
    en: 'There is no role granted under {id}.',
  },
} as const satisfies RefusalTexts;

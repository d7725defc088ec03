import type { RefusalTexts } from '../refusal-text.js';

/** Acting in the place of somebody. */
export const delegationRefusals = {
  'no-delegation': {
    kind: 'authority',
    it: 'Non risulta una delega di {from} a te, o è stata revocata.',
    en: 'There is no delegation from {from} to you, or it was revoked.',
  },
  'delegation-not-valid': {
    kind: 'authority',
    it: 'La delega di {from} vale dal {validFrom} al {validTo}: non il {day}.',
    en: 'The delegation from {from} holds from {validFrom} to {validTo}, not on {day}.',
  },
  'delegation-out-of-scope': {
    kind: 'authority',
    it: 'La delega di {from} non comprende questo: vale per altri cicli o per altri atti.',
    en: 'The delegation from {from} does not cover this: it is for other cycles or other acts.',
  },
  'may-not-stand-in': {
    kind: 'authority',
    it: 'Chi ha il ruolo di {role} non può agire per conto di altri.',
    en: 'The {roleEn} cannot act on behalf of others.',
  },
  'delegation-not-found': {
    kind: 'absence',
    it: 'La delega {id} non esiste.',
    en: 'There is no delegation {id}.',
  },
  'verb-unknown': {
    kind: 'rule',
    it: 'Nessuna azione si chiama «{verb}»: scrivi il nome che ha negli indirizzi, come submit-scheda.',
    en: 'No verb is called “{verb}”: write the name it has in the addresses, such as submit-scheda.',
  },
  'delegation-over': {
    kind: 'rule',
    it: 'L’ultimo giorno della delega ({validTo}) è già passato.',
    en: 'The last day of the delegation ({validTo}) is already over.',
  },
  'delegation-too-long': {
    kind: 'rule',
    it: 'Una delega dura al massimo un anno: anticipa l’ultimo giorno; quando finisce, se serve, conferiscine un’altra.',
    en: 'A delegation lasts one year at most: give an earlier last day; once it ends, grant another one if need be.',
  },
  'delegation-chained': {
    kind: 'rule',
    it: 'Chi agisce per conto di un altro non può delegare a sua volta.',
    en: 'Whoever acts on behalf of somebody cannot delegate in turn.',
  },
  'delegation-overlaps': {
    kind: 'rule',
    it: 'Negli stessi giorni e per gli stessi atti c’è già la delega {id} a {to} (dal {validFrom} al {validTo}): revocala, o cambia giorni o ambito.',
    en: 'For the same days and acts there already is the delegation {id} to {to} (from {validFrom} to {validTo}): revoke it, or change the days or the scope.',
  },
  'self-delegation': {
    kind: 'rule',
    it: 'Nessuno delega sé stesso: indica un’altra persona.',
    en: 'Nobody delegates to themselves: name another person.',
  },
  'not-your-delegation': {
    kind: 'authority',
    it: 'La delega non è tua: la revoca chi l’ha conferita, il Direttore o il coordinatore dell’Ufficio di Piano.',
    en: 'The delegation is not yours: it is revoked by whoever granted it, the director or the coordinator of the planning office.',
  },
} as const satisfies RefusalTexts;

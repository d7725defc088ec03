/** The parts people play in the programming of a health and social district. */
export type PersonalRole = 'UPc' | 'UPo' | 'UH' | 'RF' | 'DIR' | 'SEG' | 'AUD' | 'ETS' | 'ADM';

/** In which part somebody acts: a person, or `SYS`, the program itself. Nobody gets a token for that one. */
export type Role = PersonalRole | 'SYS';

/** What each role is called, in the words the office uses. */
export const roles: Readonly<Record<PersonalRole, { readonly it: string; readonly en: string }>> = {
  UPc: { it: "Coordinatore dell'Ufficio di Piano", en: 'Planning Office coordinator' },
  UPo: { it: "Operatore dell'Ufficio di Piano", en: 'Planning Office operator' },
  UH: { it: 'Responsabile di Unità funzionale o Servizio', en: 'Head of a functional unit' },
  RF: { it: 'Referente che compila le schede', en: 'Contact person who fills in the schede' },
  DIR: { it: 'Direttore di zona', en: 'Director of the zone' },
  SEG: {
    it: 'Segreteria della Conferenza zonale integrata dei sindaci',
    en: "Secretariat of the mayors' integrated zone conference",
  },
  AUD: { it: 'Revisore', en: 'Auditor' },
  ETS: { it: 'Portatore di interesse', en: 'Stakeholder' },
  ADM: { it: 'Amministratore di sistema', en: 'System administrator' },
};

/** The same for every part in which something is recorded. */
export const roleNames: Readonly<Record<Role, { readonly it: string; readonly en: string }>> = {
  ...roles,
  SYS: { it: 'Il programma', en: 'The program' },
};

/** Whether a person may have this role. */
export function isRole(text: string): text is PersonalRole {
  return Object.hasOwn(roles, text);
}

/** The parts people play in the programming of a health and social district. */
export type Role = 'UPc' | 'UPo' | 'UH' | 'RF' | 'DIR' | 'SEG' | 'AUD' | 'ETS' | 'ADM';

/** What each role is called, in the words the office uses. */
export const roles: Readonly<Record<Role, { readonly it: string; readonly en: string }>> = {
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

export function isRole(text: string): text is Role {
  return Object.hasOwn(roles, text);
}

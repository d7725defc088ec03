import type { Role } from '#people';

/** Why a task is on somebody's list, after “perché” and “because”. */
export interface Why {
  readonly it: string;
  readonly en: string;
}

const reasons: Readonly<Record<Role, Why>> = {
  UPc: {
    it: "è il coordinatore dell'Ufficio di Piano",
    en: 'you coordinate the planning office',
  },
  UPo: { it: "lavora nell'Ufficio di Piano", en: 'you work in the planning office' },
  UH: {
    it: 'la scheda è della sua unità, di cui è responsabile',
    en: 'the scheda belongs to the unit you head',
  },
  RF: {
    it: 'la scheda è della sua unità, di cui è referente',
    en: 'the scheda belongs to the unit you are the contact person of',
  },
  DIR: { it: 'è il Direttore di zona', en: 'you are the director of the zone' },
  SEG: {
    it: 'è la segreteria della Conferenza dei sindaci',
    en: "you are the secretariat of the mayors' conference",
  },
  AUD: { it: 'è il revisore', en: 'you are the auditor' },
  ETS: { it: 'è un portatore di interesse', en: 'you are a stakeholder' },
  ADM: { it: 'amministra il sistema', en: 'you administer the system' },
  SYS: { it: 'è il programma', en: 'you are the program' },
};

/** Why a task that waits for this role is theirs. */
export function whyTheirs(role: Role): Why {
  return reasons[role];
}

/** What can be wrong with a history, by a stable code. */
export const brokenHistory = {
  'revision-gap': {
    it: 'in uno stream manca un fatto, o ce n’è uno di troppo',
    en: 'a fact of a stream is missing, or there is one too many',
  },
  'id-again': { it: 'due fatti hanno lo stesso id', en: 'two facts have the same id' },
  'time-back': {
    it: 'un fatto è datato prima di quello che lo precede',
    en: 'a fact says it is older than the one before it',
  },
  'log-shorter': {
    it: 'il registro ha meno fatti di quanti ne furono sigillati: è una copia più vecchia',
    en: 'the log has fewer facts than were sealed: it is an older copy',
  },
  'log-other': {
    it: 'un fatto sigillato non è più quello che era',
    en: 'a sealed fact is no longer what it was',
  },
  'key-other': {
    it: 'l’ultimo sigillo non è firmato con la chiave di questo registro',
    en: 'the last seal is not signed with the key of this ledger',
  },
} as const;

export type BrokenHistoryCode = keyof typeof brokenHistory;

/** The history is not what it must be: nothing is sealed any more until a person has looked. */
export class BrokenHistory extends Error {
  override readonly name = 'BrokenHistory';

  constructor(
    readonly code: BrokenHistoryCode,
    /** Where: a stream and revision, a size, an id. */
    readonly where: string,
  ) {
    super(`${brokenHistory[code].it} (${brokenHistory[code].en}): ${where}`);
  }
}

/** What a person can do about it. */
const remedies = {
  newerCopy: {
    it: 'rimetti la copia più nuova del registro (traccia restore); se non c’è, dichiara la perdita: traccia ledger new-epoch --reason "…"',
    en: 'put back the newest copy of the log (traccia restore); if there is none, declare the loss: traccia ledger new-epoch --reason "…"',
  },
  asItWas: {
    it: 'conserva i file come sono, confronta con i sigilli esterni e rimetti una copia integra (traccia restore)',
    en: 'keep the files as they are, compare with the seals outside, and put back a copy that is whole (traccia restore)',
  },
  rightKey: {
    it: 'rimetti il file della chiave (TRACCIA_LEDGER_KEY); se è perduta, apri una nuova epoca: traccia ledger new-epoch --reason "…"',
    en: 'put back the file of the key (TRACCIA_LEDGER_KEY); if it is lost, open a new epoch: traccia ledger new-epoch --reason "…"',
  },
} as const;

/** What can be wrong with a history, by a stable code, and what is to be done. */
const brokenHistory = {
  'revision-gap': {
    it: 'in uno stream manca un fatto, o ce n’è uno di troppo',
    en: 'a fact of a stream is missing, or there is one too many',
    remedy: remedies.asItWas,
  },
  'id-again': {
    it: 'due fatti hanno lo stesso id',
    en: 'two facts have the same id',
    remedy: remedies.asItWas,
  },
  'time-back': {
    it: 'un fatto è datato prima di quello che lo precede',
    en: 'a fact says it is older than the one before it',
    remedy: remedies.asItWas,
  },
  'log-shorter': {
    it: 'il registro ha meno fatti di quanti ne furono sigillati: è una copia più vecchia',
    en: 'the log has fewer facts than were sealed: it is an older copy',
    remedy: remedies.newerCopy,
  },
  'log-other': {
    it: 'un fatto sigillato non è più quello che era',
    en: 'a sealed fact is no longer what it was',
    remedy: remedies.asItWas,
  },
  'ledger-other': {
    it: 'il file ledger.db non è più quello che fu firmato',
    en: 'the file ledger.db is no longer what was signed',
    remedy: {
      it: 'conserva il file, poi toglilo: il server lo rifà dal registro e lo confronta con i sigilli esterni',
      en: 'keep the file, then take it away: the server makes it anew from the log and compares it with the seals outside',
    },
  },
  'seal-other': {
    it: 'il registro contraddice un sigillo esterno',
    en: 'the log contradicts a seal from outside',
    remedy: remedies.asItWas,
  },
  'note-other': {
    it: 'un’altra istanza ha firmato qualcosa che il registro, letto da qui, contraddice',
    en: 'another instance has signed what the log, read from here, contradicts',
    remedy: remedies.asItWas,
  },
  'key-other': {
    it: 'la chiave di firma non è quella del registro',
    en: 'the signing key is not the one of this ledger',
    remedy: remedies.rightKey,
  },
  'key-lost': {
    it: 'la chiave di firma di questo registro non c’è',
    en: 'the signing key of this ledger is not there',
    remedy: remedies.rightKey,
  },
  'rotation-unfinished': {
    it: 'il cambio della chiave fu interrotto',
    en: 'the change of the key was interrupted',
    remedy: {
      it: 'ripeti traccia ledger rotate-key, che lo porta a termine',
      en: 'repeat traccia ledger rotate-key, which completes it',
    },
  },
  'ledger-changed': {
    it: 'il registro ha avuto un’altra chiave o un’altra epoca mentre questa istanza lavorava',
    en: 'the ledger was given another key or epoch while this instance was at work',
    remedy: { it: 'riavvia questa istanza', en: 'start this instance again' },
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
    const { it, en, remedy } = brokenHistory[code];
    super(
      `${code}: ${it} (${where}). Cosa fare: ${remedy.it}.\n${code}: ${en} (${where}). What to do: ${remedy.en}.`,
    );
  }
}

const faults = {
  'log-missing': {
    it: 'c’è il suo file -wal, ma non il registro stesso',
    en: 'its -wal file is there, but the log itself is not',
  },
  'log-empty': {
    it: 'il file è vuoto (se non vi è mai stato registrato nulla, si può cancellare)',
    en: 'the file is empty (if nothing was ever recorded in it, it can be deleted)',
  },
  'not-a-database': {
    it: 'il file non comincia come un archivio SQLite',
    en: 'the file does not begin as a database of SQLite does',
  },
  'write-ahead-missing': {
    it:
      'è la copia di un registro in uso, senza il suo file -wal: mancano i fatti più recenti (se è ' +
      'certo che la copia è intera, la si passa da VACUUM INTO)',
    en:
      'it is a copy of a log in use, without its -wal file: the latest facts are missing (if the copy is ' +
      'certainly whole, pass it through VACUUM INTO)',
  },
  'cut-off': {
    it: 'il file finisce a metà di una pagina',
    en: 'the file ends in the middle of a page',
  },
  unreadable: {
    it: 'SQLite non riesce a leggerlo',
    en: 'SQLite cannot read it',
  },
  'not-a-log': {
    it: 'non è un registro di Traccia, o è di un’altra versione',
    en: 'it is no log of Traccia, or of another version',
  },
  'last-facts': {
    it: 'gli ultimi fatti non sono in ordine',
    en: 'the last facts are not in order',
  },
} as const;

/** What is wrong with a damaged log. */
export type LogFault = keyof typeof faults;

/** The file of the log is not whole. Nobody has written into it: a whole copy has to take its place. */
export class DamagedLog extends Error {
  override readonly name = 'DamagedLog';
  readonly code = 'log-damaged';

  /** @param detail what exactly, for whoever looks into it */
  constructor(
    readonly file: string,
    readonly fault: LogFault,
    detail = '',
  ) {
    const { it, en } = faults[fault];
    const exactly = detail === '' ? '' : ` (${detail})`;
    super(
      `Il registro ${file} è danneggiato: ${it}${exactly}. Non vi è stato scritto nulla: metti al suo ` +
        'posto una copia intera (docs/operations.md). / ' +
        `The log ${file} is damaged: ${en}${exactly}. Nothing was written into it: put a whole copy in its ` +
        'place (docs/operations.md). [log-damaged]',
    );
  }
}

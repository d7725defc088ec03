/** What is said of documents, and of the files of those that are kept. */
export const attachments = {
  label: 'Scegli il file',
  hint: (types: string, most: string) =>
    `${types}; al massimo ${most}. Il file si conserva qui; l’originale resta al protocollo.`,
  send: 'Carica il file',
  progress: 'Quanto del file è arrivato',
  cancel: 'Annulla',
  cancelled: 'Annullato: nulla è stato conservato.',
  lookingAt: 'Arrivato tutto: lo si controlla…',
  failed: 'Il file non è arrivato: controlla la connessione e sceglilo di nuovo.',
  unreadable:
    'Il browser non riesce a leggere il file: è troppo grande, o è stato spostato. Scegline un altro, o scrivi l’impronta a mano.',
  differs: 'Il file arrivato non è quello scelto: sceglilo di nuovo.',
  wait: 'Aspetta che il file sia arrivato, oppure annulla.',
  onlyNamed: 'C’è solo l’impronta: il file non si conserva qui.',
  tooLarge: (most: string) => `Il file supera ${most}.`,
  wrongType: (types: string) => `Si conservano ${types}.`,
  kept: 'Conservato',
  antivirus: {
    clean: 'controllato, nessun virus',
    'not-looked-at': 'non controllato: nessun antivirus configurato',
  },
  download: (type: string, size: string) => `Scarica (${type}, ${size})`,
  notKept: 'Il file non è conservato qui.',
  deleted: (day: string, reason: string) =>
    `Il file è stato cancellato (${day}) e non è più conservato qui. Il motivo: «${reason}».`,
};

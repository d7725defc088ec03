const reasons = {
  'copy-target-not-empty': {
    it:
      'il deposito di arrivo contiene già dei fatti (se è una copia interrotta, si riprende con --resume; ' +
      'altrimenti serve un deposito vuoto)',
    en: 'the target holds facts already (an interrupted copy is resumed with --resume; otherwise it must be empty)',
  },
  'copy-target-differs': {
    it: 'il deposito di arrivo non è l’inizio di quello di partenza: serve un deposito vuoto',
    en: 'the target is not a beginning of the source: it must be empty',
  },
  'copy-target-longer': {
    it: 'il deposito di arrivo contiene più fatti di quello di partenza',
    en: 'the target holds more facts than the source',
  },
  'copy-not-a-fact': {
    it: 'un evento non è nella forma dei fatti di Traccia e altrove i suoi byte cambierebbero',
    en: 'an event has not the form of a fact of Traccia, and its bytes would change elsewhere',
  },
  'copy-gap': {
    it: 'in un flusso mancano degli eventi, o è stato cancellato: altrove le revisioni cambierebbero',
    en: 'events are missing in a stream, or it was deleted: its revisions would change elsewhere',
  },
  'copy-target-in-use': {
    it:
      'qualcun altro scrive nel deposito di arrivo: fermalo; se ha scritto, serve un deposito vuoto, ' +
      'altrimenti riprendi con --resume',
    en: 'somebody else writes to the target: stop them; then begin with an empty one, or go on with --resume',
  },
} as const;

export type CopyRefusal = keyof typeof reasons;

/** A log is not copied. Nothing was written, except where somebody wrote to the target meanwhile. */
export class CopyRefused extends Error {
  override readonly name = 'CopyRefused';

  /** @param detail where exactly */
  constructor(
    readonly code: CopyRefusal,
    detail = '',
    options?: ErrorOptions,
  ) {
    const { it, en } = reasons[code];
    const exactly = detail === '' ? '' : ` (${detail})`;
    super(
      `La copia è rifiutata: ${it}${exactly}. / The copy is refused: ${en}. [${code}]`,
      options,
    );
  }
}

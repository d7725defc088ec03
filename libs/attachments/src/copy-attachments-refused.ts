const reasons = {
  'attachments-copy-in-place': {
    it: 'i documenti conservati e la loro copia sono la stessa cartella, o l’una è dentro l’altra: indicane un’altra',
    en: 'the documents that are kept and their copy are one folder, or one is in the other: name another one',
  },
  'attachments-copy-would-lose': {
    it: 'dalla copia sparirebbero documenti che nessuno ha cancellato. Controlla che la cartella dei documenti sia quella giusta e che il suo disco sia montato; se è quello che vuoi, ripeti con --confirm-fewer-attachments',
    en: 'the copy would lose documents that nobody deleted. See that the folder of the documents is the right one and its disk is mounted; if it is what you want, repeat it with --confirm-fewer-attachments',
  },
} as const;

/** Why the documents that are kept are not copied. */
export type CopyAttachmentsRefusal = keyof typeof reasons;

/** The documents that are kept are not copied; the copy is as it was. */
export class CopyAttachmentsRefused extends Error {
  override readonly name = 'CopyAttachmentsRefused';

  /** @param detail how much, or where exactly */
  constructor(
    readonly code: CopyAttachmentsRefusal,
    detail: { readonly it: string; readonly en: string },
  ) {
    const { it, en } = reasons[code];
    super(
      `La copia dei documenti è rifiutata: ${it} (${detail.it}). ` +
        `/ The copy of the documents is refused: ${en} (${detail.en}). [${code}]`,
    );
  }
}

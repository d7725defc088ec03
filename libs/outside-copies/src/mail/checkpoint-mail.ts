import type { OutgoingMessage } from '#notifications';

/** What is mailed of a checkpoint. */
export interface MailedCheckpoint {
  readonly origin: string;
  /** Entries. */
  readonly size: number;
  /** The signed note. */
  readonly note: string;
  /** Entries of the one that was mailed before; 0 where this is the first. */
  readonly from: number;
  /** That it only adds to that one, base64. */
  readonly proof: readonly string[];
}

/** A mail with a checkpoint. It holds the note and the proof, and nothing of what was recorded. */
export function checkpointMail({
  origin,
  size,
  note,
  from,
  proof,
}: MailedCheckpoint): Pick<OutgoingMessage, 'subject' | 'text' | 'html' | 'attachments'> {
  const body = [`old ${from}`, ...proof, '', note].join('\n');
  const sentences = [
    `Questo è il sigillo del registro ${origin} dopo ${size} fatti.`,
    'Conservi questo messaggio così com’è. Se un domani la storia fosse riscritta, il sigillo che ne uscirebbe non ' +
      `proseguirebbe più da questo. ${from === 0 ? 'È il primo che riceve.' : `La prova qui sotto lega questo sigillo a quello di ${from} fatti che ha già ricevuto.`}`,
    'Si verifica con «traccia verify», o con ogni programma che legge i formati C2SP: l’allegato è una domanda a un ' +
      'testimone (tlog-witness).',
  ];
  const english = [
    `This is the seal of the ledger ${origin} after ${size} facts.`,
    'Keep this message as it is. If the history were rewritten, the seal of it would no longer follow from this one. ' +
      (from === 0
        ? 'It is the first you receive.'
        : `The proof below ties this seal to the one of ${from} facts that you have.`),
    'It is verified with «traccia verify», or with any program that reads the C2SP formats: the attachment is a ' +
      'request to a witness (tlog-witness).',
  ];
  return {
    subject: `Sigillo del registro: ${size} fatti (seal of the ledger: ${size} facts)`,
    text: [...sentences, ...english, body].join('\n\n'),
    html: '',
    attachments: [{ filename: `registro-${size}.tlog-checkpoint`, text: body }],
  };
}

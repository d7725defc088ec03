import { resolve } from 'node:path';
import { createCommand, type Command } from 'commander';
import { allowAttachment, deleteAttachment, isFileKey, type FileKey } from '#attachments';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { dataOption } from '../token/token-file.js';
import {
  attachmentsFolder,
  attachmentsOption,
  holdsAttachments,
  type AttachmentsPlace,
} from './attachments-place.js';

interface DeleteOptions extends AttachmentsPlace, FileKey {
  readonly reason: string;
  readonly copy?: readonly string[];
}

const FEWEST_CHARACTERS = 10;
const MOST_CHARACTERS = 500;

/** `traccia attachments`: the files of documents that are kept. */
export function attachmentsCommand(terminal: Terminal): Command {
  return createCommand('attachments')
    .description('i documenti conservati')
    .addCommand(deleteCommand(terminal))
    .addCommand(allowCommand(terminal));
}

/** For good, from here and from copies; that it was deleted, and why, is what pages and backups say from then on. */
function deleteCommand(terminal: Terminal): Command {
  return fileCommand('delete')
    .description('cancella il file di un documento, anche se un atto lo cita, e scrive perché')
    .requiredOption(
      '--reason <motivo>',
      `perché, da ${FEWEST_CHARACTERS} a ${MOST_CHARACTERS} caratteri e senza nomi di persone: le pagine lo mostrano`,
    )
    .option(
      '--copy <cartella>',
      'una copia da cui cancellarlo, fatta con backup --attachments-to; si può ripetere',
      (copy: string, copies: readonly string[] | undefined) => [...(copies ?? []), copy],
    )
    .action(({ reason: written, copy: copies = [], ...options }: DeleteOptions) => {
      const key = keyIn(options);
      const reason = reasonIn(written);
      const folders = [attachmentsFolder(options), ...copies.map((copy) => resolve(copy))];
      for (const folder of folders) mustHoldAttachments(folder);
      const deletion = { atMs: Date.now(), reason };
      const deletedFrom = folders.filter((folder) => deleteAttachment(folder, key, deletion));
      if (deletedFrom.length === 0) {
        throw new CommandFailed(
          `In ${folders.join(', ')} non c’è nessun file con questa impronta nella zona ${key.zone}: non c’era niente da cancellare.`,
        );
      }
      terminal.print(`Cancellato da: ${deletedFrom.join(', ')}.`);
      terminal.note(
        'Le pagine dicono da ora che è stato cancellato, quando e perché; l’impronta resta negli atti che la citano. ' +
          'Le copie che non hai indicato con --copy lo contengono ancora: il prossimo backup lo toglie dalla sua, dalle altre toglilo tu.',
      );
    });
}

/** Where it was deleted by mistake, or there is a right to keep it now. */
function allowCommand(terminal: Terminal): Command {
  return fileCommand('allow')
    .description('ammette di nuovo un file cancellato: chi l’ha lo può portare un’altra volta')
    .action((options: AttachmentsPlace & FileKey) => {
      const folder = attachmentsFolder(options);
      mustHoldAttachments(folder);
      if (!allowAttachment(folder, keyIn(options))) {
        throw new CommandFailed(
          'Nessuno ha cancellato un file con questa impronta in questa zona.',
        );
      }
      terminal.print('Ammesso: il file non c’è finché qualcuno non lo porta di nuovo.');
    });
}

const fileCommand = (name: string): Command =>
  createCommand(name)
    .requiredOption('--zone <zona>', 'la zona, per esempio livornese')
    .requiredOption('--sha256 <impronta>', 'l’impronta SHA-256 del file, 64 cifre esadecimali')
    .addOption(dataOption())
    .addOption(attachmentsOption());

/** @throws CommandFailed */
function keyIn({ zone, sha256 }: FileKey): FileKey {
  const key = { zone, sha256: sha256.toLowerCase() };
  if (isFileKey(key)) return key;
  throw new CommandFailed(
    'La zona si scrive in lettere minuscole e cifre, l’impronta in 64 cifre esadecimali.',
  );
}

/** @throws CommandFailed */
function reasonIn(written: string): string {
  const reason = written.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim();
  if (reason.length >= FEWEST_CHARACTERS && reason.length <= MOST_CHARACTERS) return reason;
  throw new CommandFailed(
    `Il motivo ha da ${FEWEST_CHARACTERS} a ${MOST_CHARACTERS} caratteri, senza nomi di persone.`,
  );
}

/** @throws CommandFailed */
function mustHoldAttachments(folder: string): void {
  if (holdsAttachments(folder)) return;
  throw new CommandFailed(
    `In ${folder} non sono conservati documenti: indica --data o --attachments come al server, o un’altra copia. Non è stato toccato nulla.`,
  );
}

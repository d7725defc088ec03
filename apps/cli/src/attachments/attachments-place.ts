import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Option } from 'commander';

/** Where the documents are that are kept, as the server is told, in the same words. */
export interface AttachmentsPlace {
  readonly data: string;
  readonly attachments?: string;
}

/** The folder of the documents that are kept, where it is not in that of the data. */
export const attachmentsOption = (): Option =>
  new Option(
    '--attachments <cartella>',
    'la cartella dei documenti conservati; se manca, attachments in quella dei dati',
  ).env('TRACCIA_ATTACHMENTS');

/** The folder of the documents that are kept. */
export function attachmentsFolder({ data, attachments = '' }: AttachmentsPlace): string {
  return resolve(attachments === '' ? join(data, 'attachments') : attachments);
}

/** Whether a folder is one in which documents are kept, or a copy of one. */
export const holdsAttachments = (folder: string): boolean =>
  existsSync(join(folder, 'attachments.db'));

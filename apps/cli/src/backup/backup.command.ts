import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createCommand, InvalidArgumentError, type Command } from 'commander';
import { copyAttachments, CopyAttachmentsRefused, namesIn } from '#attachments';
import { DamagedLog, LogFile } from '#event-store';
import { accessOption } from '../access/access-place.js';
import {
  attachmentsFolder,
  attachmentsOption,
  holdsAttachments,
} from '../attachments/attachments-place.js';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { dataOption } from '../token/token-file.js';
import { copyLedger, ledgerBeside } from './ledger-copy.js';
import {
  copyPersonalData,
  dropOldCopies,
  peopleOption,
  type PersonalDataPlace,
} from './personal-data-copy.js';
import { tellLog } from './told-log.js';

/** For so many days at most a copy of personal data is kept: afterwards it holds who was erased meanwhile. */
const MOST_DAYS = 30;

interface BackupOptions extends PersonalDataPlace {
  readonly to: string;
  readonly personalDataTo?: string;
  readonly keepDays: number;
  readonly attachmentsTo?: string;
  readonly attachments?: string;
  readonly confirmFewerAttachments?: true;
}

/** `traccia backup`: copies log and ledger of a folder and, apart from them, its personal data, also while a server works. */
export function backupCommand(terminal: Terminal): Command {
  return createCommand('backup')
    .description('copia il registro incorporato e i suoi sigilli, anche mentre il server lavora')
    .addOption(dataOption())
    .requiredOption('--to <file>', 'il file della copia, che non deve esserci ancora')
    .option(
      '--personal-data-to <cartella>',
      'dove copiare anche people.db, keys.db e access.db, in una cartella nuova; non le chiavi keys.kek e access.key',
    )
    .option(
      '--keep-days <giorni>',
      `quanti giorni restano le copie dei dati personali (da 1 a ${MOST_DAYS})`,
      daysToKeep,
      MOST_DAYS,
    )
    .option(
      '--attachments-to <cartella>',
      'dove tenere aggiornata una copia dei documenti conservati: la stessa cartella ogni volta',
    )
    .option(
      '--confirm-fewer-attachments',
      'anche se dalla copia dei documenti sparirebbero tutti, o molti, di quelli che contiene',
    )
    .addOption(attachmentsOption())
    .addOption(peopleOption())
    .addOption(accessOption())
    .action(async (options: BackupOptions) => {
      const { to, personalDataTo, keepDays, ...place } = options;
      try {
        await backUp(resolve(place.data), resolve(to), terminal);
        if (personalDataTo === undefined) {
          terminal.note('I dati personali (people.db, keys.db, access.db) non sono nella copia.');
        } else {
          backUpPersonalData(place, resolve(personalDataTo), keepDays, terminal);
        }
        backUpAttachments(options, terminal);
      } catch (error) {
        const inWords = error instanceof DamagedLog || error instanceof CopyAttachmentsRefused;
        if (!inWords) throw error;
        throw new CommandFailed(error.message, { cause: error });
      }
    });
}

async function backUp(folder: string, to: string, terminal: Terminal): Promise<void> {
  const log = join(folder, 'log.db');
  if (!existsSync(log)) throw new CommandFailed(`Il registro ${log} non c’è.`);
  if (existsSync(to)) throw new CommandFailed(`Il file ${to} c’è già: indicane uno nuovo.`);
  if (!existsSync(dirname(to))) throw new CommandFailed(`La cartella ${dirname(to)} non c’è.`);
  const nameLedger = copyLedger(folder, to);
  const source = LogFile.open(log, true);
  try {
    source.copyTo(to);
  } finally {
    source.close();
  }
  nameLedger?.();
  terminal.note(
    nameLedger
      ? `I sigilli (ledger.db) sono in ${ledgerBeside(to)}: tieni i due file insieme.`
      : 'In questa cartella non c’è ledger.db: i sigilli non sono nella copia.',
  );
  const backup = LogFile.open(to, false);
  try {
    await tellLog(backup, terminal);
  } finally {
    backup.close();
  }
}

function backUpPersonalData(
  place: PersonalDataPlace,
  to: string,
  keepDays: number,
  terminal: Terminal,
): void {
  const nowMs = Date.now();
  terminal.note(`I dati personali sono in ${copyPersonalData(place, to, nowMs)}.`);
  for (const name of dropOldCopies(to, keepDays, nowMs)) {
    terminal.note(`La copia ${name} ha più di ${keepDays} giorni: è cancellata.`);
  }
}

/** @throws CommandFailed where some of them are not what they were; CopyAttachmentsRefused */
function backUpAttachments(options: BackupOptions, terminal: Terminal): void {
  const folder = attachmentsFolder(options);
  const to = options.attachmentsTo === undefined ? undefined : resolve(options.attachmentsTo);
  if (!holdsAttachments(folder)) {
    const held = to === undefined ? 0 : namesIn(to).length;
    if (to === undefined || held === 0) {
      terminal.note('Qui non sono conservati documenti: non ce n’è nessuno nella copia.');
      return;
    }
    throw new CommandFailed(
      `In ${folder} non sono conservati documenti, e la copia in ${to} ne contiene ${held}: controlla che la cartella ` +
        'sia quella giusta e che il suo disco sia montato. La copia resta com’è.',
    );
  }
  if (to === undefined) {
    terminal.note('I documenti conservati (attachments) non sono nella copia: --attachments-to.');
    return;
  }
  const mayLoseMany = options.confirmFewerAttachments === true;
  const copied = copyAttachments(folder, to, { mayLoseMany });
  const { files, added, mended, dropped, missing, damaged } = copied;
  terminal.note(
    `Documenti conservati: ${files} in ${to}, di cui nuovi ${added}; tolti ${dropped} che non sono più conservati.`,
  );
  if (mended > 0) terminal.note(`Nella copia ${mended} erano danneggiati, e sono di nuovo interi.`);
  const faults = [
    ...(missing.length === 0
      ? []
      : [
          `Questi documenti mancano, e nessuno li ha cancellati: ${missing.join(', ')}. Rimettili da una copia; ` +
            'se vanno cancellati: traccia attachments delete.',
        ]),
    ...(damaged.length === 0
      ? []
      : [
          `Questi documenti sono danneggiati, non sono più quelli della loro impronta: ${damaged.join(', ')}. ` +
            'Rimettili da una copia.',
        ]),
  ];
  if (faults.length === 0) return;
  throw new CommandFailed(
    `${faults.join(' ')} Gli altri sono copiati; di questi la copia tiene ciò che aveva.`,
  );
}

/** @throws InvalidArgumentError */
function daysToKeep(text: string): number {
  const days = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= MOST_DAYS) return days;
  throw new InvalidArgumentError(`Sono da 1 a ${MOST_DAYS} giorni.`);
}

import { existsSync, rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { createCommand, type Command } from 'commander';
import { AlreadyRunning, DamagedLog, InstanceLock, LogFile, notIn, replaceLog } from '#event-store';
import type { NotInTheOther } from '#event-store';
import { openEpoch, whatIsLost } from '#ledger';
import { accessOption } from '../access/access-place.js';
import { CommandFailed } from '../failure.js';
import { onLedger } from '../ledger/ledger-place.js';
import { readerOf } from '../ledger/log-reader.js';
import type { Terminal } from '../terminal.js';
import { dataOption } from '../token/token-file.js';
import { erasuresIn, erasuresKnownIn, owe } from './erasures-in.js';
import { stageLedger, type StagedLedger } from './ledger-copy.js';
import {
  peopleFolder,
  peopleOption,
  putBackPersonalData,
  type PersonalDataPlace,
} from './personal-data-copy.js';
import { tellLog } from './told-log.js';

interface RestoreOptions extends PersonalDataPlace {
  readonly from: string;
  readonly personalDataFrom?: string;
  readonly confirmOlder?: true;
  readonly reason?: string;
}

/** `traccia restore`: puts a copy in the place of the log of a folder, and keeps that one aside. */
export function restoreCommand(terminal: Terminal): Command {
  return createCommand('restore')
    .description('rimette una copia al posto del registro incorporato, che resta da parte')
    .requiredOption('--from <file>', 'la copia')
    .addOption(dataOption())
    .option('--confirm-older', 'anche se il registro che c’è contiene fatti che la copia non ha')
    .option('--reason <motivo>', 'perché si rimette una copia più vecchia: resta nel registro')
    .option(
      '--personal-data-from <cartella>',
      'una copia dei dati personali: ne rimette i file che non ci sono',
    )
    .addOption(peopleOption())
    .addOption(accessOption())
    .action(async (options: RestoreOptions) => {
      try {
        await restore(options, terminal);
      } catch (error) {
        const inWords = error instanceof AlreadyRunning || error instanceof DamagedLog;
        throw inWords ? new CommandFailed(error.message, { cause: error }) : error;
      }
    });
}

async function restore(options: RestoreOptions, terminal: Terminal): Promise<void> {
  const [folder, from] = [resolve(options.data), resolve(options.from)];
  if (!existsSync(from)) throw new CommandFailed(`La copia ${from} non c’è.`);
  const backup = LogFile.open(from, false);
  try {
    const lock = InstanceLock.take(folder);
    try {
      const log = join(folder, 'log.db');
      const ledger = stageLedger(from, folder);
      try {
        if (options.confirmOlder !== true) {
          mustLoseNothing(log, backup);
          await mustLoseNothingSealed(ledger?.file ?? join(folder, 'ledger.db'), backup);
        }
        putBack(options, terminal);
        keepErasures(options, backup, terminal);
        putInPlace(backup, folder, log, terminal);
        putBackLedger(ledger, folder, terminal);
      } finally {
        ledger?.drop();
      }
    } finally {
      lock.release();
    }
    await declareLoss(options, terminal);
    await tellLog(backup, terminal);
  } finally {
    backup.close();
  }
}

function putBack({ personalDataFrom, ...place }: RestoreOptions, terminal: Terminal): void {
  if (personalDataFrom === undefined) return;
  const files = putBackPersonalData(resolve(personalDataFrom), place);
  terminal.note(
    files.length === 0
      ? 'Dei dati personali ci sono già tutti i file, e restano: per rimettere quelli della copia, prima toglili.'
      : `Dalla copia dei dati personali: ${files.join(', ')}.`,
  );
}

/** A ledger that is made anew knows nothing of what was signed: that is said. */
function putBackLedger(ledger: StagedLedger | undefined, folder: string, terminal: Terminal): void {
  ledger?.putInPlace();
  if (existsSync(join(folder, 'ledger.db'))) return;
  terminal.note(
    'Accanto alla copia non ci sono i sigilli (….ledger.db): il server li rifà dal registro e li confronta con quelli esterni, ' +
      'ma ciò che aveva firmato da sé non è più noto.',
  );
}

/** Before the log is replaced: what it knows of erasures, and the copy does not, must not be undone by it. */
function keepErasures(place: PersonalDataPlace, backup: LogFile, terminal: Terminal): void {
  const { erasures, unreadable } = erasuresKnownIn(place.data);
  const known = new Set(erasuresIn(backup).map(({ eventId }) => eventId));
  const lost = erasures.filter(({ eventId }) => !known.has(eventId));
  owe(peopleFolder(place), lost);
  const number = new Set(lost.map(({ eventId }) => eventId)).size;
  if (number > 0) {
    terminal.note(
      number === 1
        ? 'Nella copia manca una cancellazione di dati personali: il server la eseguirà di nuovo all’avvio.'
        : `Nella copia mancano ${number} cancellazioni di dati personali: il server le eseguirà di nuovo all’avvio.`,
    );
  }
  for (const name of unreadable) {
    terminal.note(
      `${name} non si legge: se vi erano cancellazioni di dati personali che la copia non ha, vanno disposte di nuovo.`,
    );
  }
}

/** @throws CommandFailed when the log holds what the backup does not, or may do so */
function mustLoseNothing(log: string, backup: LogFile): void {
  if (!existsSync(log) && !existsSync(`${log}-wal`)) return;
  const lost = whatLogLoses(log, backup);
  if (lost !== undefined)
    throw new CommandFailed(
      `${lost} Se è quello che vuoi, ripeti con --confirm-older: il registro di adesso resterà da parte. ` +
        'Non è stato toccato nulla.',
    );
}

/** @throws CommandFailed when the ledger knows of sealed facts that the backup does not hold */
async function mustLoseNothingSealed(file: string, backup: LogFile): Promise<void> {
  const lost = await whatIsLost({ file, store: readerOf(backup) });
  if (lost === undefined || lost.lostCount === 0) return;
  throw new CommandFailed(
    `La copia è più vecchia di ciò che fu sigillato: mancherebbero ${lost.lostCount} fatti di ${lost.origin}. ` +
      'Cerca una copia più nuova. Se non c’è, ripeti con --confirm-older e --reason: il registro comincerà una nuova epoca, ' +
      'che lo dice. Non è stato toccato nulla.',
  );
}

/** A log never signs what contradicts what it has signed: what was lost is said, under another name. */
async function declareLoss(options: RestoreOptions, terminal: Terminal): Promise<void> {
  const { data, people } = options;
  const place = { data, ...(people !== undefined && { people }) };
  await onLedger(place, async (ledger) => {
    const lost = await whatIsLost(ledger);
    if (lost === undefined || lost.lostCount === 0) return;
    const reason = options.reason ?? 'Ripristino di una copia più vecchia';
    const { origin } = await openEpoch(ledger, { reason, operator: userInfo().username });
    terminal.note(
      `Mancano ${lost.lostCount} fatti che furono sigillati: comincia una nuova epoca, ${origin}, e il registro lo dice.`,
    );
  });
}

function whatLogLoses(log: string, backup: LogFile): string | undefined {
  let present: LogFile;
  try {
    present = LogFile.open(log, false);
  } catch (error) {
    if (!(error instanceof DamagedLog)) throw error;
    return `Il registro che c’è è danneggiato, e non si può dire se contiene fatti che la copia non ha. (${error.message})`;
  }
  try {
    const missing = notIn(present, backup);
    return missing && sentence(missing);
  } finally {
    present.close();
  }
}

function sentence({ isOlder, events, first }: NotInTheOther): string {
  const { stream, revision } = first;
  const what = isOlder
    ? 'La copia è più vecchia del registro che c’è'
    : 'La copia e il registro che c’è sono diversi';
  const lost = events === 1 ? 'mancherebbe 1 evento' : `mancherebbero ${events} eventi`;
  return `${what}: ${lost}, dalla revisione ${revision} di ${stream} ` + `(${first.type}) in poi.`;
}

function putInPlace(backup: LogFile, folder: string, log: string, terminal: Terminal): void {
  const successor = join(folder, 'log-restored.db');
  rmSync(successor, { force: true }); // of a restoring that was killed
  backup.copyTo(successor);
  // What was made of another log; the server makes it anew. Before the log, so that a kill does no harm.
  rmSync(join(folder, 'views'), { recursive: true, force: true });
  for (const suffix of ['-wal', '-shm', ''])
    rmSync(join(folder, `snapshots.db${suffix}`), { force: true });
  const aside = join(
    folder,
    `log-replaced-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.db`,
  );
  replaceLog(log, successor, aside);
  if (existsSync(aside)) terminal.note(`Il registro di prima è in ${aside}.`);
}

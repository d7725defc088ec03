import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createCommand, type Command } from 'commander';
import {
  LogFile,
  openEsdbEventStore,
  storeAddress,
  type EventStore,
  type StoredLog,
} from '#event-store';
import {
  audit,
  base64Of,
  LedgerFile,
  ledgerHistory,
  parseCheckpoint,
  parseNote,
  verifierKeyText,
  type LedgerHistory,
} from '#ledger';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { explained, withLedgerOptions, type LedgerOptions } from './ledger-place.js';
import { readerOf } from './log-reader.js';

/** What is looked at, also while a server works. */
export interface Seen {
  readonly store: Pick<EventStore, 'read'> & Pick<StoredLog, 'readStored'>;
  readonly file: LedgerFile;
  readonly history: LedgerHistory;
}

export function showCommand(terminal: Terminal): Command {
  return withLedgerOptions(createCommand('show'))
    .description('l’ultimo sigillo e le chiavi, anche mentre il server lavora')
    .action(async (options: LedgerOptions) => {
      await lookAt(options, ({ file, history }) => {
        const last = file.lastCheckpoint();
        const signed = last && parseCheckpoint(parseNote(last.note).text);
        terminal.print(`Registro: ${history.origin}`);
        terminal.print(`Chiave: ${verifierKeyText(history.key)}`);
        if (history.postQuantumKey)
          terminal.print(`Seconda chiave: ${verifierKeyText(history.postQuantumKey)}`);
        terminal.print(`Fatti sigillati: ${signed?.size ?? 0}`);
        terminal.print(`Radice: ${signed ? base64Of(signed.root) : 'nessuna'}`);
        return Promise.resolve();
      });
    });
}

export function auditCommand(terminal: Terminal): Command {
  return withLedgerOptions(createCommand('audit'))
    .description(
      'rilegge ogni fatto sigillato dai byte del registro e lo confronta, anche mentre il server lavora',
    )
    .action(async (options: LedgerOptions) => {
      await lookAt(options, async ({ store, file, history }) => {
        const facts = await audit({ store, file, ...history });
        terminal.print(`Riletti ${facts} fatti: sono quelli che furono sigillati.`);
      });
    });
}

/** Opens the ledger to read, also while a server works. @throws CommandFailed in words */
export async function lookAt(
  options: LedgerOptions,
  look: (seen: Seen) => Promise<void>,
): Promise<void> {
  const folder = resolve(options.data);
  const path = join(folder, 'ledger.db');
  if (!existsSync(path)) throw new CommandFailed(`Nella cartella ${folder} non c’è ledger.db.`);
  try {
    const { store, close } = await openedToRead(folder, options.eventStore);
    const file = new LedgerFile(path);
    try {
      const history = await ledgerHistory(store);
      if (!history) throw new CommandFailed('Il registro non ha ancora un sigillo.');
      await look({ store, file, history });
    } finally {
      file.close();
      await close();
    }
  } catch (error) {
    throw explained(error);
  }
}

async function openedToRead(
  folder: string,
  address = '',
): Promise<{ readonly store: Seen['store']; readonly close: () => Promise<void> }> {
  if (address !== '') {
    const store = await openEsdbEventStore({ connectionString: storeAddress(address) });
    return { store, close: () => store.close() };
  }
  const file = join(folder, 'log.db');
  if (!existsSync(file)) throw new CommandFailed(`Nella cartella ${folder} non c’è log.db.`);
  const log = LogFile.open(file, true);
  return {
    store: readerOf(log),
    close: () => {
      log.close();
      return Promise.resolve();
    },
  };
}

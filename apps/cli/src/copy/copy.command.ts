import { createCommand, type Command } from 'commander';
import {
  AlreadyRunning,
  AppendTooLarge,
  copyLog,
  CopyRefused,
  DamagedLog,
  StoreUnavailable,
  UnusableStoreAddress,
} from '#event-store';
import { definitions, definitionsWith, NoDefinition, sha256 } from '#planning';
import { MappingNotTotal, Workflows } from '#workflow';
import { definitionsOption } from '../definitions-option.js';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { CopyProgress } from './copy-progress.js';
import { openPlace } from './place.js';
import { verifyCopy } from './verify-copy.js';

interface CopyOptions {
  readonly from: string;
  readonly to: string;
  readonly resume?: true;
  readonly definitions?: readonly string[];
}

/** `traccia copy`: moves the log to another store, and checks that it holds the same there. */
export function copyCommand(terminal: Terminal): Command {
  return createCommand('copy')
    .description(
      'copia il registro in un altro deposito degli eventi, e verifica che sia lo stesso',
    )
    .requiredOption('--from <deposito>', 'la partenza: embedded:CARTELLA o esdb://…')
    .requiredOption('--to <deposito>', 'l’arrivo, vuoto: embedded:CARTELLA o esdb://…')
    .option('--resume', 'riprende una copia interrotta')
    .addOption(definitionsOption())
    .action(async (options: CopyOptions) => {
      try {
        await copy(options, terminal);
      } catch (error) {
        throw explained(error);
      }
    });
}

async function copy(
  { from, to, resume, definitions: files = [] }: CopyOptions,
  terminal: Terminal,
): Promise<void> {
  const workflows = new Workflows(await definitionsWith(files, definitions), sha256);
  const source = await openPlace(from, true);
  try {
    const target = await openPlace(to, false);
    try {
      terminal.note('Leggo i due depositi.');
      await bring(source.store, target.store, resume === true, terminal);
      terminal.note('Rileggo tutto e confronto.');
      await verifyCopy(source.store, target.store, terminal, workflows);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

type Place = Awaited<ReturnType<typeof openPlace>>['store'];

async function bring(from: Place, to: Place, resume: boolean, terminal: Terminal): Promise<void> {
  const shown = new CopyProgress(terminal);
  try {
    const progress = (copied: number, total: number): void => {
      shown.moved(copied, total);
    };
    const { alreadyThere } = await copyLog({ from, to, resume, progress });
    const before = alreadyThere > 0 ? `; ${alreadyThere} c’erano già` : '';
    terminal.note(`Copiati ${shown.brought} fatti, ${shown.perSecond} al secondo${before}.`);
  } finally {
    shown.stop();
  }
}

/** What a person can do something about, in words; anything else as it is. */
function explained(error: unknown): unknown {
  if (error instanceof StoreUnavailable)
    return new CommandFailed(
      `${error.message}\nQuanto è già copiato resta: quando il deposito risponde, riprendi con --resume.`,
      { cause: error },
    );
  const inWords =
    error instanceof AlreadyRunning ||
    error instanceof AppendTooLarge ||
    error instanceof CopyRefused ||
    error instanceof DamagedLog ||
    error instanceof MappingNotTotal ||
    error instanceof NoDefinition ||
    error instanceof UnusableStoreAddress;
  return inWords ? new CommandFailed(error.message, { cause: error }) : error;
}

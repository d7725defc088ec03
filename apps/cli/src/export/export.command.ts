import { createCommand, Option, type Command } from 'commander';
import { exportFormatNames, exportFormats, type ExportFormatName } from '#exports';
import {
  clientOf,
  serverOption,
  sessionOption,
  tokenOption,
  type CredentialOptions,
} from '../access/credential-options.js';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { ExportProgress } from './export-progress.js';
import { keepPieces } from './keep-pieces.js';

interface ExportOptions extends CredentialOptions {
  readonly cycle?: string;
  readonly wholeZone?: true;
  readonly format: ExportFormatName;
  readonly to: string;
  readonly at?: string;
  readonly force?: true;
}

/** `traccia export`: the history of a cycle, or of the zone, as a file in a format of others. */
export function exportCommand(terminal: Terminal): Command {
  return createCommand('export')
    .description('la storia di un ciclo in un file, senza dati personali')
    .option('--cycle <id>', 'il ciclo, per esempio livornese-poa-annuale-2024')
    .option('--whole-zone', 'invece di un ciclo tutta la storia della zona, per chi controlla')
    .addOption(
      new Option('--format <formato>', 'il formato')
        .choices([...exportFormatNames])
        .makeOptionMandatory(),
    )
    .requiredOption('--to <file>', 'il file da scrivere')
    .option('--at <istante>', 'come era registrata in quel momento: 2024-03-20T12:00:00+01:00')
    .option('--force', 'sovrascrive il file, se c’è')
    .addOption(serverOption())
    .addOption(sessionOption())
    .addOption(tokenOption())
    .action(async ({ cycle, wholeZone, format, to, at, force, ...asked }: ExportOptions) => {
      if ((cycle === undefined) === (wholeZone === undefined)) {
        throw new CommandFailed('Indica che cosa esportare: --cycle <id>, oppure --whole-zone.');
      }
      if (wholeZone && !exportFormats[format].ofZones) {
        throw new CommandFailed('Il fascicolo è di un ciclo: indica --cycle <id>.');
      }
      const { bytes, pieces } = await clientOf(asked).exported(cycle, format, at);
      const progress = new ExportProgress(terminal, bytes);
      try {
        await keepPieces(progress.watching(pieces), to, { force: force ?? false });
      } finally {
        progress.stop();
      }
      terminal.print(`${to}: ${exportFormats[format].title.it}, ${progress.kilobytes} KiB`);
    });
}

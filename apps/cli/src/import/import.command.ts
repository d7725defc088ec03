import { createCommand, Option, type Command } from 'commander';
import type { Terminal } from '../terminal.js';
import { TracciaClient } from '../traccia-client.js';
import { CommandFailed } from '../failure.js';
import { livornoProgramme, readProgrammeData } from './programme-data.js';
import { livornoRegister, readRegisterData } from './register-data.js';
import { runImport, runRegisterImport } from './run-import.js';
import type { ImportedLate } from './run-import.js';

interface ImportOptions {
  readonly cycle?: string;
  readonly register?: string;
  readonly server: string;
  readonly token: string;
  readonly file?: string;
  readonly occurredOn?: string;
  readonly lateReason?: string;
}

/**
 * `traccia import`: brings the data of a programme into a cycle, or those of a register of a zone into it;
 * what they leave out becomes questions.
 */
export function importCommand(terminal: Terminal): Command {
  return createCommand('import')
    .description(
      'importa in un ciclo, o in un registro di zona, i dati dei documenti e le domande che lasciano aperte',
    )
    .option('--cycle <id>', 'il ciclo, per esempio livornese-poa-annuale-2024')
    .option('--register <id>', 'il registro, per esempio livornese-registro-di-zona')
    .addOption(
      new Option('--server <indirizzo>', "l'indirizzo del server")
        .env('TRACCIA_SERVER')
        .default('http://127.0.0.1:3000'),
    )
    .addOption(
      new Option(
        '--token <token>',
        'il token di un coordinatore (UPc); meglio nella variabile, che non resta nella cronologia',
      )
        .env('TRACCIA_TOKEN')
        .makeOptionMandatory(),
    )
    .option('--file <json>', 'i dati da importare (se manca: il POA 2024 della Zona Livornese)')
    .option('--occurred-on <giorno>', 'da che giorno valgono, se non da oggi: 2024-01-15')
    .option('--late-reason <motivo>', 'perché si registrano solo ora')
    .action(async (options: ImportOptions) => {
      const { cycle, register, server, token, file } = options;
      const client = new TracciaClient(server, token);
      const late = importedLate(options);
      if (cycle !== undefined && register === undefined) {
        const data = file === undefined ? livornoProgramme : await readProgrammeData(file);
        terminal.print(importSummary(await runImport(client, cycle, data, late)));
      } else if (register !== undefined && cycle === undefined) {
        const data = file === undefined ? livornoRegister : await readRegisterData(file);
        terminal.print(importSummary(await runRegisterImport(client, register, data, late)));
      } else {
        throw new CommandFailed(
          'Indica dove importare: --cycle per un ciclo o --register per un registro.',
        );
      }
    });
}

function importedLate({ occurredOn, lateReason }: ImportOptions): ImportedLate | undefined {
  if (occurredOn === undefined && lateReason === undefined) return undefined;
  if (occurredOn === undefined || lateReason === undefined)
    throw new CommandFailed('--occurred-on e --late-reason vanno dati insieme.');
  return { occurredOn, lateReason };
}

/** The report of an import in one line. */
export function importSummary(report: Awaited<ReturnType<typeof runImport>>): string {
  const { facts, questions, alreadyThere } = report;
  return (
    `Importazione conclusa: ${facts} fatti registrati, di cui ${questions} domande aperte; ` +
    `${alreadyThere} passi già presenti.`
  );
}

import { createCommand, Option, type Command } from 'commander';
import type { Terminal } from '../terminal.js';
import { TracciaClient } from '../traccia-client.js';
import { livornoProgramme, readProgrammeData } from './programme-data.js';
import { runImport } from './run-import.js';

interface ImportOptions {
  readonly cycle: string;
  readonly server: string;
  readonly token: string;
  readonly file?: string;
}

/** `traccia import`: brings the data of a programme into a cycle; what they leave out becomes questions. */
export function importCommand(terminal: Terminal): Command {
  return createCommand('import')
    .description(
      'importa in un ciclo i dati di una programmazione e le domande che lasciano aperte',
    )
    .requiredOption('--cycle <id>', 'il ciclo, per esempio livornese-poa-annuale-2024')
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
    .action(async ({ cycle, server, token, file }: ImportOptions) => {
      const data = file === undefined ? livornoProgramme : await readProgrammeData(file);
      const report = await runImport(new TracciaClient(server, token), cycle, data);
      terminal.print(importSummary(report));
    });
}

/** The report of an import in one line. */
export function importSummary(report: Awaited<ReturnType<typeof runImport>>): string {
  const { facts, questions, alreadyThere } = report;
  return (
    `Importazione conclusa: ${facts} fatti registrati, di cui ${questions} domande aperte; ` +
    `${alreadyThere} passi già presenti.`
  );
}

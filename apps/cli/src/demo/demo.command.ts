import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCommand, Option, type Command } from 'commander';
import { emptyFolder } from '../evidence/evidence.command.js';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { runDemo } from './run-demo.js';
import { asInOffices, eventStores, NODE_FOLDER, type StagedEventStore } from './staging.js';

interface DemoOptions {
  readonly data?: string;
  readonly evidence?: string;
  readonly keep?: true;
  readonly eventStore: StagedEventStore;
}

/**
 * `traccia demo`: a whole yearly cycle on a server of its own. The last line on standard output is the
 * result as JSON.
 */
export function demoCommand(terminal: Terminal): Command {
  return createCommand('demo')
    .description('recita un ciclo intero, dall’importazione all’approvazione, e lo rilegge da zero')
    .option('--data <cartella>', 'dove mettere i dati, che restano (se manca: una cartella nuova)')
    .option(
      '--evidence <cartella>',
      'dove mettere alla fine il fascicolo di prova dell’anno, che si verifica',
    )
    .option('--keep', 'non cancellare la cartella nuova alla fine')
    .addOption(
      new Option(
        '--event-store <dove>',
        'il registro nella cartella dei dati, o in un nodo degli eventi acceso apposta',
      )
        .choices(eventStores)
        .default('embedded'),
    )
    .action(async ({ data, evidence, keep, eventStore }: DemoOptions) => {
      const folder = data === undefined ? await newFolder() : await emptyFolder(data);
      const evidenceFolder = evidence === undefined ? undefined : await emptyFolder(evidence);
      const stays = data !== undefined || keep === true;
      try {
        const result = await runDemo(folder, terminal, asInOffices(eventStore), evidenceFolder);
        terminal.print(JSON.stringify(result));
        if (!result.replayed) {
          throw new CommandFailed('La storia riletta da zero non dà lo stato attuale.');
        }
      } catch (error) {
        terminal.note(
          `I dati restano in ${folder}, con quanto ha scritto il server in server.log.`,
        );
        throw error;
      }
      if (stays)
        terminal.note(`I dati sono in ${folder}. Per guardarli: ${howToLook[eventStore](folder)}`);
      else await rm(folder, { recursive: true });
    });
}

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'traccia-demo-'));

const howToLook: Readonly<Record<StagedEventStore, (folder: string) => string>> = {
  embedded: (folder) =>
    `TRACCIA_DATA=${folder} npm start, con un token creato da traccia token mint --data ${folder}.`,
  wire: (folder) =>
    `traccia event-node --data ${join(folder, NODE_FOLDER)}, poi TRACCIA_DATA=${folder} ` +
    `TRACCIA_EVENTSTORE='esdb://127.0.0.1:2113?tls=false' npm start, ` +
    `con un token creato da traccia token mint --data ${folder}.`,
};

import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createCommand, type Command } from 'commander';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { runDemo } from './run-demo.js';

interface DemoOptions {
  readonly data?: string;
  readonly keep?: true;
}

/**
 * `traccia demo`: a whole yearly cycle on a server of its own. The last line on standard output is the
 * result as JSON.
 */
export function demoCommand(terminal: Terminal): Command {
  return createCommand('demo')
    .description('recita un ciclo intero, dall’importazione all’approvazione, e lo rilegge da zero')
    .option('--data <cartella>', 'dove mettere i dati, che restano (se manca: una cartella nuova)')
    .option('--keep', 'non cancellare la cartella nuova alla fine')
    .action(async ({ data, keep }: DemoOptions) => {
      const folder = data === undefined ? await newFolder() : await emptyFolder(data);
      const stays = data !== undefined || keep === true;
      try {
        const result = await runDemo(folder, terminal);
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
      if (stays) terminal.note(`I dati sono in ${folder}. Per guardarli: ${howToLook(folder)}`);
      else await rm(folder, { recursive: true });
    });
}

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'traccia-demo-'));

/** @throws CommandFailed when there is something in it: a demonstration must not mix with real data */
async function emptyFolder(name: string): Promise<string> {
  const folder = resolve(name);
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) {
    throw new CommandFailed(`La cartella ${folder} non è vuota: indicane una nuova.`);
  }
  return folder;
}

const howToLook = (folder: string): string =>
  `TRACCIA_DATA=${folder} npm start, con un token creato da traccia token mint --data ${folder}.`;

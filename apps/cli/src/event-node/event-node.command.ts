import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createCommand, Option, type Command } from 'commander';
import { AlreadyRunning, DamagedLog } from '#event-store';
import { CannotServe, startEventNode } from '#event-node';
import type { StartEventNode } from '#event-node';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';

interface NodeOptions {
  readonly port: string;
  readonly host: string;
  readonly data: string;
  readonly advertise?: string;
  readonly certificate?: string;
  readonly key?: string;
  readonly user?: string;
  readonly passwordFile?: string;
  readonly maxAppendBytes: string;
}

/** `traccia event-node`: serves the embedded log to any client of EventStoreDB, until it is stopped. */
export function eventNodeCommand(terminal: Terminal): Command {
  return createCommand('event-node')
    .description('serve il registro incorporato ai programmi che parlano con EventStoreDB')
    .option('--port <porta>', 'la porta su cui ascoltare', '2113')
    .option('--host <indirizzo>', "l'indirizzo su cui ascoltare", '127.0.0.1')
    .option('--advertise <nome>', 'il nome con cui gli altri trovano questo nodo')
    .addOption(
      new Option('--data <cartella>', 'la cartella del registro')
        .env('TRACCIA_DATA')
        .default('data'),
    )
    .option('--certificate <file>', 'il certificato del nodo (PEM): le connessioni sono cifrate')
    .option('--key <file>', 'la chiave del certificato (PEM)')
    .option('--user <nome>', 'il nome che i programmi devono presentare')
    .option('--password-file <file>', 'il file che contiene la password di quel nome')
    .option('--max-append-bytes <byte>', 'quanti byte può avere una scrittura', '1048576')
    .action(async (options: NodeOptions) => {
      const node = await startEventNode(settingsFrom(options)).catch((error: unknown) => {
        for (const explained of [AlreadyRunning, CannotServe, DamagedLog])
          if (error instanceof explained) throw new CommandFailed(error.message);
        throw error;
      });
      // Whoever reads this may connect at once.
      terminal.print(`Nodo in ascolto su ${options.host}:${node.port}, dati in ${options.data}`);
      await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
      await node.stop();
    });
}

function settingsFrom(options: NodeOptions): StartEventNode {
  const { certificate, key, user, passwordFile } = options;
  if ((certificate === undefined) !== (key === undefined))
    throw new CommandFailed('--certificate e --key vanno dati insieme.');
  if ((user === undefined) !== (passwordFile === undefined))
    throw new CommandFailed('--user e --password-file vanno dati insieme.');
  return {
    dataFolder: options.data,
    host: options.host,
    port: wholeNumber(options.port, '--port', 0, 65_535),
    maxAppendBytes: wholeNumber(options.maxAppendBytes, '--max-append-bytes', 1, 16_000_000),
    ...(options.advertise !== undefined && { advertisedHost: options.advertise }),
    ...(certificate !== undefined &&
      key !== undefined && { tls: { certificate: contents(certificate), key: contents(key) } }),
    ...(user !== undefined &&
      passwordFile !== undefined && {
        credentials: { name: user, password: contents(passwordFile).toString('utf8').trimEnd() },
      }),
  };
}

function wholeNumber(text: string, option: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new CommandFailed(`${option} è «${text}»: serve un numero da ${least} a ${most}.`);
  return value;
}

function contents(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new CommandFailed(`Il file ${file} non si può leggere.`, { cause: error });
  }
}

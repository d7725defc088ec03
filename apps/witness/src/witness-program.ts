import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { createCommand, InvalidArgumentError, type Command } from 'commander';
import { parseVerifierKey, signatureTypes, verifierKeyText, type VerifierKey } from '#ledger';
import { witnessSigner } from './witness-key.js';
import { WitnessMemory } from './witness-memory.js';
import { witnessServer } from './witness-server.js';
import { Witness } from './witness.js';

/** Where the program speaks. */
export interface WitnessTerminal {
  /** A line of the result. */
  readonly print: (line: string) => void;
  /** A line about the work. */
  readonly note: (line: string) => void;
  /** Aborts when the program is to end. */
  readonly ending: AbortSignal;
}

interface Options {
  readonly name: string;
  readonly data: string;
  readonly key?: string;
  readonly log: readonly VerifierKey[];
  readonly host: string;
  readonly port: number;
}

/** The program of whoever witnesses: an auditor, the Region, another municipality. */
export function witnessProgram(terminal: WitnessTerminal): Command {
  return createCommand('traccia-witness')
    .description('testimone di registri: controfirma ciò che aggiunge, e mai ciò che riscrive')
    .requiredOption('--name <nome>', 'come si chiama il testimone, per esempio revisori.example/w1')
    .requiredOption('--data <cartella>', 'dove ricorda ciò che ha controfirmato')
    .requiredOption('--log <vkey>', 'chiave di un registro; si può ripetere', addLog, [])
    .option(
      '--key <file>',
      'la sua chiave (PEM); se manca il file la crea; di solito nella cartella',
    )
    .option('--host <indirizzo>', 'dove ascolta', '127.0.0.1')
    .option('--port <porta>', 'dove ascolta; 0 ne prende una libera', portOf, 7880)
    .action(async (options: Options) => {
      await serve(options, terminal);
    });
}

async function serve(
  { name, data, key, log, host, port }: Options,
  { print, note, ending }: WitnessTerminal,
): Promise<void> {
  const folder = resolve(data);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const signer = witnessSigner(resolve(key ?? join(folder, 'witness.key')), name);
  const memory = new WitnessMemory(join(folder, 'witness.db'));
  const alarm = (origin: string): void => {
    note(`${origin} ha firmato due storie diverse (has signed two histories)`);
  };
  const parts = { logs: log, memory, signer, nowMs: () => Date.now(), alarm };
  const server = witnessServer(new Witness(parts), note);
  try {
    server.listen(port, host);
    await once(server, 'listening');
    print(verifierKeyText(signer.key));
    const { port: taken } = server.address() as AddressInfo;
    print(`http://${host.includes(':') ? `[${host}]` : host}:${taken}`);
    if (!ending.aborted) await once(ending, 'abort');
  } finally {
    server.close();
    server.closeAllConnections();
    memory.close();
  }
}

/** Of a log, what signs for the log: cosignatures of Ed25519 are what witnesses sign. */
function addLog(text: string, before: readonly VerifierKey[]): readonly VerifierKey[] {
  let key: VerifierKey;
  try {
    key = parseVerifierKey(text);
  } catch (error) {
    throw new InvalidArgumentError(String(error));
  }
  if (key.type === signatureTypes.ed25519Cosignature)
    throw new InvalidArgumentError('It is the key of a witness');
  return [...before, key];
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^[0-9]{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('No port');
  return port;
}

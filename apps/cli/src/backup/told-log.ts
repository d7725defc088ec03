import { logDigest } from '#event-store';
import type { LogFile } from '#event-store';
import type { Terminal } from '../terminal.js';

/** Says by what a log can be told from an older or another one. */
export async function tellLog(log: LogFile, terminal: Terminal): Promise<void> {
  const { facts, sha256, last } = await logDigest(log.facts());
  terminal.print(`Fatti: ${facts}`);
  terminal.print(`Posizione dell’ultimo fatto: ${last?.position ?? 0}`);
  terminal.print(`SHA-256 dell’ultimo fatto: ${last?.sha256 ?? 'nessuno'}`);
  terminal.print(`Impronta SHA-256 di tutti i fatti: ${sha256}`);
}

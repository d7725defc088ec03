import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createCommand, type Command } from 'commander';
import { filesOfTar } from '#evidence';
import {
  clientOf,
  serverOption,
  sessionOption,
  tokenOption,
  type CredentialOptions,
} from '../access/credential-options.js';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import type { ExportedFile, TracciaClient } from '../traccia-client.js';
import { Progress } from './progress.js';
import { writeWhole } from './write-whole.js';

interface EvidenceOptions extends CredentialOptions {
  readonly cycle?: string;
  readonly at?: string;
  readonly to: string;
}

/** `traccia evidence`: takes the evidence of a cycle, or of the whole log, away in a folder; for an auditor. */
export function evidenceCommand(terminal: Terminal): Command {
  return createCommand('evidence')
    .description('porta via il fascicolo di prova di un ciclo, o di tutto il registro')
    .option('--cycle <id>', 'di quale ciclo o registro (se manca: di tutto)')
    .option('--at <istante>', 'com’era a quell’istante, per esempio 2026-03-20T12:00:00+01:00')
    .requiredOption('--to <cartella>', 'dove metterlo: una cartella nuova o vuota')
    .addOption(serverOption())
    .addOption(sessionOption())
    .addOption(tokenOption())
    .action(async ({ cycle, at, to, ...asked }: EvidenceOptions) => {
      const folder = await emptyFolder(to);
      const files = await fetchEvidence(clientOf(asked), { cycle, at }, folder, terminal);
      terminal.print(
        `Fascicolo in ${folder}: ${files} file. Si controlla con: traccia verify ${folder}`,
      );
    });
}

/** Of what evidence is asked for. */
export interface AskedEvidence {
  readonly cycle?: string | undefined;
  readonly at?: string | undefined;
}

/**
 * Puts the evidence that a server hands out into a folder.
 * @returns how many files it has
 * @throws TracciaProblem, ServerUnreachable; CommandFailed for an archive that is none
 */
export async function fetchEvidence(
  client: Pick<TracciaClient, 'evidence'>,
  asked: AskedEvidence,
  folder: string,
  terminal: Terminal,
): Promise<number> {
  terminal.note('   Il server prepara il fascicolo…');
  const archive = await client.evidence(asked);
  const progress = new Progress(terminal, 'Fascicolo', 'byte');
  try {
    let files = 0;
    for await (const { path, chunks } of filesOfTar(counted(archive, progress))) {
      await writeWhole(join(folder, path), chunks);
      files += 1;
    }
    return files;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CommandFailed('Il fascicolo è arrivato incompleto: riprova.', { cause: error });
  } finally {
    progress.stop();
  }
}

async function* counted(
  { bytes, pieces }: ExportedFile,
  progress: Progress,
): AsyncGenerator<Uint8Array> {
  let come = 0;
  for await (const piece of pieces) {
    come += piece.length;
    if (bytes !== undefined) progress.moved(come, bytes);
    yield piece;
  }
}

/** @throws CommandFailed when there is something in it: what is put there must not mix with real data */
export async function emptyFolder(name: string): Promise<string> {
  const folder = resolve(name);
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0)
    throw new CommandFailed(`La cartella ${folder} non è vuota: indicane una nuova.`);
  return folder;
}

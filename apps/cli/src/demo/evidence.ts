import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderSource, type Report } from '#evidence';
import { fetchEvidence } from '../evidence/evidence.command.js';
import { verifyEvidence } from '../evidence/verify-evidence.js';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import type { Stage } from './stage.js';

/** What became of the evidence of the year. */
export interface ShownEvidence {
  /** Files of the bundle. */
  readonly files: number;
  /** Facts that were read. */
  readonly facts: number;
  /** 0: all is well. */
  readonly exitCode: number;
  /** With which code a copy was refused in which one byte is another. */
  readonly refusedWith: number;
}

/**
 * The auditor takes the evidence of the year away, verifies it, and verifies a copy in which one byte of one fact
 * is another.
 * @throws CommandFailed when the first is refused, or the second is not
 */
export async function showEvidence(
  { cast, cycleId, narrator }: Stage,
  folder: string,
  terminal: Terminal,
): Promise<ShownEvidence> {
  narrator.phase('Prova');
  const { client } = cast.auditor;
  const files = await fetchEvidence(client, { cycle: cycleId }, folder, terminal);
  narrator.tell(`Il revisore porta via il fascicolo: ${files} file, con la pagina verify.html.`);
  const report = await verifyEvidence(new FolderSource(folder), { replays: true }, terminal);
  for (const step of report.steps)
    narrator.tell(`${step.outcome === 'ok' ? '✓' : '–'} ${step.title.it}: ${step.it}`);
  if (report.exitCode !== 0) throw new CommandFailed(refusalIn(report));
  const altered = await verifiedWithAnotherByte(folder, terminal);
  if (altered.exitCode === 0)
    throw new CommandFailed('Il fascicolo con un byte cambiato non è stato rifiutato.');
  narrator.tell(`Con un solo byte cambiato in una copia: ✗ ${refusalIn(altered)}`);
  const { facts, exitCode } = report;
  return { files, facts, exitCode, refusedWith: altered.exitCode };
}

async function verifiedWithAnotherByte(folder: string, terminal: Terminal): Promise<Report> {
  const copy = await mkdtemp(join(tmpdir(), 'traccia-altered-'));
  try {
    await cp(folder, copy, { recursive: true });
    const file = join(copy, 'facts.ndjson');
    const bytes = await readFile(file);
    // A digit of the time of a fact in the middle.
    const at = bytes.indexOf('"recordedAt":"', Math.floor(bytes.length / 2)) + 15;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(file, bytes);
    return await verifyEvidence(new FolderSource(copy), { replays: false }, terminal);
  } finally {
    await rm(copy, { recursive: true });
  }
}

function refusalIn({ steps }: Report): string {
  const failed = steps.find(({ outcome }) => outcome === 'failed');
  return failed === undefined ? '' : `${failed.title.it}: ${failed.it}`;
}

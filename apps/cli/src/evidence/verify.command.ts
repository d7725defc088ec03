import type { X509Certificate } from 'node:crypto';
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createCommand, type Command, type Option } from 'commander';
import {
  FolderSource,
  InvalidPolicy,
  LOSS_DECLARED,
  NoSealHeld,
  NothingToVerify,
  readState,
  rememberedOf,
  stepNames,
  writtenState,
  exitCodeOf,
  steps,
  UnreadableFile,
  type HeldText,
  type RememberedSeal,
  type Report,
} from '#evidence';
import { NoDefinition } from '#planning';
import { MappingNotTotal } from '#workflow';
import {
  sessionOption,
  tokenOption,
  type CredentialOptions,
} from '../access/credential-options.js';
import { definitionsOption } from '../definitions-option.js';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { processQuestions, type Questions } from '../sign-in/questions.js';
import { NOT_DOWNLOADED, type Downloads } from './downloads.js';
import { withEvidenceAt } from './evidence-at.js';
import { NotVerified } from './not-verified.js';
import { reportText } from './report-text.js';
import { certificatesIn, stampCheck } from './stamp-check.js';
import { verifyEvidence } from './verify-evidence.js';

interface VerifyOptions extends Omit<CredentialOptions, 'server'> {
  readonly policy?: string;
  readonly state?: string;
  readonly held: readonly string[];
  readonly tsaCa?: string;
  readonly whole?: string;
  readonly json?: true;
  readonly replay: boolean;
  readonly definitions?: readonly string[];
}

/** How the process ends where what somebody gave as a seal holds none: nothing is said of the history by that. */
const NO_SEAL_HELD = 4;

const codes = stepNames.map((step) => `  ${exitCodeOf(step)}  ${steps[step].title.it}`).join('\n');

/** `traccia verify`: whether evidence is what it says, without asking whoever made it. */
export function verifyCommand(
  terminal: Terminal,
  questions: () => Questions = processQuestions,
  downloads?: Downloads,
): Command {
  return createCommand('verify')
    .description('controlla un fascicolo di prova, dai byte dei fatti')
    .argument(
      '<dove>',
      'la cartella del fascicolo, o l’indirizzo dove sta: una cartella pubblicata, un archivio .tar, o https://…/api/v1/evidence?cycle=…',
    )
    .option(
      '--policy <file>',
      'di chi ci si fida (C2SP tlog-policy); se manca: quella del fascicolo',
    )
    .option(
      '--state <file>',
      'ricorda il sigillo più grande visto, per scoprire chi accorcia o riscrive',
    )
    .option(
      '--held <file>',
      'un sigillo avuto per altra via: mail, QR, testimone; si ripete',
      gathered,
      [],
    )
    .option(
      '--tsa-ca <file>',
      'i certificati (PEM) delle autorità a cui credi per le marche temporali',
    )
    .option(
      '--whole <cartella>',
      'il fascicolo di tutto il registro: mostra se uno di un ciclo tace dei fatti',
    )
    .option('--json', 'tutto il resoconto, in JSON')
    .option('--no-replay', 'senza rileggere i fatti con le macchine a stati')
    .addOption(definitionsOption())
    .addOption(sessionOption())
    .addOption(hiddenTokenOption())
    .addHelpText(
      'after',
      `\nEsce con 0 se tutto torna, 1 se non si può controllare, ${NOT_DOWNLOADED} se il fascicolo non arriva, ${NO_SEAL_HELD} se in un file dato con --held non c’è un sigillo, ${LOSS_DECLARED} se tutto torna ma fatti sigillati sono dichiarati perduti, altrimenti con il primo passo che non torna:\n${codes}`,
    )
    .action(async (where: string, options: VerifyOptions, command: Command) => {
      if (command.getOptionValueSource('token') === 'cli')
        throw new CommandFailed(
          'Un token non si scrive qui, dove altri lo leggono: mettilo nella variabile TRACCIA_TOKEN.',
        );
      const remembered = options.state === undefined ? undefined : stateIn(options.state);
      const told = {
        policy: options.policy === undefined ? undefined : contentOf(options.policy),
        ...{ remembered, held: options.held.map(heldIn), replays: options.replay },
        whole: options.whole === undefined ? undefined : new FolderSource(folderAt(options.whole)),
        ...(options.definitions && { definitionFiles: options.definitions }),
        stampCheck: stampCheck(options.tsaCa === undefined ? [] : authoritiesIn(options.tsaCa)),
      };
      const asking = { credential: options, terminal, questions, ...(downloads && { downloads }) };
      const report = await asked(() =>
        withEvidenceAt(where, asking, (source) => verifyEvidence(source, told, terminal)),
      );
      if (options.json) terminal.print(JSON.stringify(report, null, 2));
      else for (const line of reportText(report)) terminal.print(line);
      if (report.exitCode !== 0) throw new NotVerified(firstFailure(report), report.exitCode);
      if (options.state !== undefined && report.size >= (remembered?.size ?? 0))
        keepState(options.state, rememberedOf(report));
    });
}

/** For the variable alone: what stands on a command line is read by every other program of the machine. */
const hiddenTokenOption = (): Option => tokenOption().hideHelp();

const gathered = (value: string, before: readonly string[]): readonly string[] => [
  ...before,
  value,
];

function firstFailure({ steps: reports }: Report): string {
  const failed =
    reports.find(({ outcome }) => outcome === 'failed') ??
    reports.find(({ outcome }) => outcome === 'lost');
  return failed === undefined ? '' : `Passo ${failed.number}, ${failed.title.it}: ${failed.it}`;
}

async function asked(ask: () => Promise<Report>): Promise<Report> {
  try {
    return await ask();
  } catch (error) {
    const isSaid = [
      ...[NothingToVerify, UnreadableFile, InvalidPolicy, NoDefinition, MappingNotTotal],
    ].some((kind) => error instanceof kind);
    if (error instanceof NoSealHeld) throw new NotVerified(error.message, NO_SEAL_HELD, error);
    if (isSaid) throw new CommandFailed((error as Error).message, { cause: error });
    throw error;
  }
}

/** A seal held by whoever verifies: of a mail it counts when it was sent. */
function heldIn(file: string): HeldText {
  const text = contentOf(file);
  const [, date] = /^date:\s*(.+)$/im.exec(text.split(/\r?\n\r?\n/)[0] ?? '') ?? [];
  const atMs = date === undefined ? NaN : Date.parse(date);
  return { name: basename(file), text, ...(!Number.isNaN(atMs) && { atMs }) };
}

function folderAt(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return path;
  throw new CommandFailed(`${path} non è una cartella.`);
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandFailed(`Il file ${file} non si legge: controlla nome e permessi.`, {
      cause: error,
    });
  }
}

function authoritiesIn(file: string): readonly X509Certificate[] {
  const found = certificatesIn(contentOf(file));
  if (found !== undefined) return found;
  throw new CommandFailed(`Nel file ${file} non ci sono certificati in formato PEM.`);
}

/** @throws CommandFailed for a file that no verification has written */
function stateIn(file: string): RememberedSeal | undefined {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return undefined;
  const state = readState(contentOf(file));
  if (state !== undefined) return state;
  throw new CommandFailed(`Il file ${file} non è quello di una verifica precedente.`);
}

/** Replaces the state in one step: what was seen must not be forgotten half-way. */
function keepState(file: string, state: RememberedSeal): void {
  writeFileSync(`${file}.new`, writtenState(state), { flush: true });
  renameSync(`${file}.new`, file);
}

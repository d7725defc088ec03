import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createCommand, type Command } from 'commander';
import {
  FolderSource,
  InvalidPolicy,
  NothingToVerify,
  rememberedOf,
  ServerRefused,
  ServerSource,
  stepNames,
  writtenState,
  exitCodeOf,
  steps,
  type EvidenceSource,
  type HeldText,
  type RememberedSeal,
  type Report,
} from '#evidence';
import {
  sessionOption,
  tokenOption,
  type CredentialOptions,
} from '../access/credential-options.js';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { reportText } from './report-text.js';
import { verifyEvidence } from './verify-evidence.js';

interface VerifyOptions extends Omit<CredentialOptions, 'server'> {
  readonly policy?: string;
  readonly state?: string;
  readonly held: readonly string[];
  readonly json?: true;
  readonly replay: boolean;
}

/** Evidence was looked at, and is not what it says. */
class NotVerified extends CommandFailed {
  constructor(
    message: string,
    /** 10 and the number of the first step that failed. */
    override readonly exitCode: number,
  ) {
    super(message);
  }
}

const codes = stepNames.map((step) => `  ${exitCodeOf(step)}  ${steps[step].title.it}`).join('\n');

/** `traccia verify`: whether evidence is what it says, without asking whoever made it. */
export function verifyCommand(terminal: Terminal): Command {
  return createCommand('verify')
    .description('controlla un fascicolo di prova, o il registro di un server, dai byte dei fatti')
    .argument('<dove>', 'la cartella del fascicolo, o l’indirizzo https://…/api/v1/ledger')
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
    .option('--json', 'tutto il resoconto, in JSON')
    .option('--no-replay', 'senza rileggere i fatti con le macchine a stati')
    .addOption(sessionOption())
    .addOption(tokenOption())
    .addHelpText(
      'after',
      `\nEsce con 0 se tutto torna, 1 se non si può controllare, altrimenti con il primo passo che non torna:\n${codes}`,
    )
    .action(async (where: string, options: VerifyOptions) => {
      const remembered = options.state === undefined ? undefined : stateIn(options.state);
      const report = await asked(() =>
        verifyEvidence(
          sourceOf(where, options),
          {
            policy: options.policy === undefined ? undefined : contentOf(options.policy),
            ...{ remembered, held: options.held.map(heldIn), replays: options.replay },
          },
          terminal,
        ),
      );
      if (options.json) terminal.print(JSON.stringify(report, null, 2));
      else for (const line of reportText(report)) terminal.print(line);
      if (report.exitCode !== 0) throw new NotVerified(firstFailure(report), report.exitCode);
      if (options.state !== undefined && report.size >= (remembered?.size ?? 0))
        keepState(options.state, rememberedOf(report));
    });
}

const gathered = (value: string, before: readonly string[]): readonly string[] => [
  ...before,
  value,
];

function firstFailure({ steps: reports }: Report): string {
  const failed = reports.find(({ outcome }) => outcome === 'failed');
  return failed === undefined ? '' : `Passo ${failed.number}, ${failed.title.it}: ${failed.it}`;
}

async function asked(ask: () => Promise<Report>): Promise<Report> {
  try {
    return await ask();
  } catch (error) {
    const isSaid = [NothingToVerify, InvalidPolicy, ServerRefused, TypeError].some(
      (kind) => error instanceof kind,
    );
    if (isSaid) throw new CommandFailed((error as Error).message, { cause: error });
    throw error;
  }
}

function sourceOf(where: string, { token }: VerifyOptions): EvidenceSource {
  if (/^https?:\/\//.test(where)) {
    return new ServerSource(where, token ? [['authorization', `Bearer ${token}`]] : []);
  }
  if (statSync(where, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new CommandFailed(`${where} non è una cartella, né un indirizzo.`);
  return new FolderSource(where);
}

/** A seal held by whoever verifies: of a mail it counts when it was sent. */
function heldIn(file: string): HeldText {
  const text = contentOf(file);
  const [, date] = /^date:\s*(.+)$/im.exec(text.split(/\r?\n\r?\n/)[0] ?? '') ?? [];
  const atMs = date === undefined ? NaN : Date.parse(date);
  return { name: basename(file), text, ...(!Number.isNaN(atMs) && { atMs }) };
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

/** @throws CommandFailed for a file that no verification has written */
function stateIn(file: string): RememberedSeal | undefined {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return undefined;
  try {
    const state = JSON.parse(contentOf(file)) as RememberedSeal;
    if (typeof state.origin === 'string' && Number.isSafeInteger(state.size)) return state;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new CommandFailed(`Il file ${file} non è quello di una verifica precedente.`);
}

/** Replaces the state in one step: what was seen must not be forgotten half-way. */
function keepState(file: string, state: RememberedSeal): void {
  writeFileSync(`${file}.new`, writtenState(state), { flush: true });
  renameSync(`${file}.new`, file);
}

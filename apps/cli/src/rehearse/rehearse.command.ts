import { createCommand, Option, type Command } from 'commander';
import { romeDay } from '#calendar';
import {
  AlreadyRunning,
  canonicalJson,
  categoryOf,
  DamagedLog,
  StoreUnavailable,
  UnusableStoreAddress,
  type Json,
} from '#event-store';
import {
  definitions,
  definitionsWith,
  NoDefinition,
  Rehearsal,
  sha256,
  type RehearsalResult,
} from '#planning';
import {
  AlteredDefinition,
  FactNotAccepted,
  MappingNotTotal,
  UnknownDefinition,
  Workflows,
} from '#workflow';
import { definitionsOption } from '../definitions-option.js';
import { CommandEnded, CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { dataOption } from '../token/token-file.js';
import { candidateNamed } from './candidate-named.js';
import { openFacts, type Facts } from './facts-of-log.js';
import { RehearsalProgress } from './rehearsal-progress.js';
import { rehearsalText } from './rehearsal-text.js';

/** How a rehearsal ends besides well: 1 and 2 say that it could not be made, or was asked for wrongly. */
const exitCodes = { changes: 3, stops: 4 } as const;

interface RehearseOptions {
  readonly data: string;
  readonly from?: string;
  readonly definitions?: readonly string[];
  readonly json?: true;
}

/** `traccia rehearse`: what would become of everything under another version of a definition. Writes nothing. */
export function rehearseCommand(terminal: Terminal): Command {
  return createCommand('rehearse')
    .description(
      'prova una versione di una definizione su tutta la storia e su ciò che è in corso, senza scrivere nulla',
    )
    .argument('<definizione>', 'un file .js che la costruisce, o una versione nota: poa-annuale@1')
    .addOption(dataOption())
    .addOption(
      new Option('--from <deposito>', 'invece della cartella, esdb://… o embedded:CARTELLA'),
    )
    .addOption(definitionsOption())
    .option('--json', 'il risultato come JSON, per un programma')
    .action(async (name: string, options: RehearseOptions) => {
      const result = await rehearsed(name, options, terminal).catch((error: unknown) => {
        throw explained(error);
      });
      if (options.json === true)
        terminal.print(canonicalJson(JSON.parse(JSON.stringify(result)) as Json));
      else for (const line of rehearsalText(result)) terminal.print(line);
      const { verdict } = result;
      if (verdict === 'nothing') return;
      throw new CommandEnded(
        exitCodes[verdict],
        verdict === 'changes'
          ? 'Qualcosa cambierebbe; tutto ciò che è in corso potrebbe continuare.'
          : 'Questa versione non si può pubblicare così, o qualcosa resterebbe fermo.',
      );
    });
}

async function rehearsed(
  name: string,
  { data, from, definitions: files = [] }: RehearseOptions,
  terminal: Terminal,
): Promise<RehearsalResult> {
  const installed = await definitionsWith(files, definitions);
  const candidate = await candidateNamed(name, installed);
  const workflows = new Workflows(installed, sha256);
  const rehearsal = new Rehearsal(workflows, candidate, sha256, romeDay(Date.now()));
  const facts = await openFacts(from ?? `embedded:${data}`);
  const progress = new RehearsalProgress(terminal);
  try {
    await listen(rehearsal, facts, progress);
  } finally {
    progress.stop();
    await facts.close();
  }
  return rehearsal.result();
}

async function listen(
  rehearsal: Rehearsal,
  facts: Facts,
  progress: RehearsalProgress,
): Promise<void> {
  let count = 0;
  for await (const read of facts.all()) {
    count += 1;
    progress.moved(count, facts.total);
    const { stream } = read;
    if (['cycle', 'register'].includes(categoryOf(stream))) rehearsal.hear(stream, read.fact());
  }
}

/** What a person can do something about, in words; anything else as it is. */
function explained(error: unknown): unknown {
  const inWords =
    error instanceof NoDefinition ||
    error instanceof MappingNotTotal ||
    error instanceof DamagedLog ||
    error instanceof AlreadyRunning ||
    error instanceof StoreUnavailable ||
    error instanceof UnusableStoreAddress;
  if (inWords) return new CommandFailed(error.message, { cause: error });
  const doesNotFit =
    error instanceof UnknownDefinition ||
    error instanceof AlteredDefinition ||
    error instanceof FactNotAccepted;
  return doesNotFit
    ? new CommandFailed(
        `Il registro non va d’accordo con le definizioni di questo programma: ${error.message}`,
        { cause: error },
      )
    : error;
}

import { inspect } from 'node:util';
import { CommanderError } from 'commander';
import { AccessRefused, UnusableProviders } from '#access';
import { InvalidAccess } from '#people';
import type { Terminal } from './terminal.js';
import { ServerUnreachable, TracciaProblem } from './traccia-problem.js';

/** How the process ends: well, badly, or because it was called in a way it does not understand. */
const exitCodes = { done: 0, failed: 1, misused: 2 } as const;

/** What a command could not do, in an Italian sentence that says what to do about it. */
export class CommandFailed extends Error {
  override readonly name: string = 'CommandFailed';
  /** How the process ends. */
  readonly exitCode: number = exitCodes.failed;
}

/** The answer of a command is one by which the process ends in a way of its own. */
export class CommandEnded extends Error {
  override readonly name = 'CommandEnded';

  /** @param message what it means, in an Italian sentence */
  constructor(
    readonly exitCode: number,
    message: string,
  ) {
    super(message);
  }
}

/** Says why a command failed and returns the exit code that belongs to it. */
export function report(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return reportMisuse(error, terminal);
  if (error instanceof CommandEnded) {
    terminal.note(error.message);
    return error.exitCode;
  }
  if (error instanceof TracciaProblem) {
    terminal.note(`Il server ha detto no (${error.code}, ${error.status}): ${error.it}`);
    if (error.law !== undefined) terminal.note(`Riferimento: ${error.law}`);
    const { problems } = error.details;
    if (Array.isArray(problems)) for (const one of problems) terminal.note(`  ${inWords(one)}`);
  } else if (error instanceof InvalidAccess || error instanceof AccessRefused) {
    terminal.note(error.it);
  } else if (isSaid(error)) {
    terminal.note(error.message);
  } else {
    terminal.note(`Errore imprevisto, da segnalare a chi cura il programma: ${inspect(error)}`);
  }
  return error instanceof CommandFailed ? error.exitCode : exitCodes.failed;
}

/** Whether the message of an error is a sentence for whoever called. */
function isSaid(error: unknown): error is Error {
  const sayers = [CommandFailed, ServerUnreachable, UnusableProviders];
  return sayers.some((sayer) => error instanceof sayer);
}

/** A field that is wrong, and why, in Italian where the server says it. */
function inWords(problem: unknown): string {
  const { field, it } = problem as { readonly field?: unknown; readonly it?: unknown };
  return typeof field === 'string' && typeof it === 'string' ? `${field}: ${it}` : inspect(problem);
}

/** What commander finds wrong in a call; `{0}` and `{1}` are the words it quotes. */
const misuses: Readonly<Record<string, string>> = {
  'commander.missingArgument': 'Manca l’argomento «{0}».',
  'commander.optionMissingArgument': 'All’opzione «{0}» manca il valore.',
  'commander.missingMandatoryOptionValue': 'Manca l’opzione «{0}».',
  'commander.unknownOption': 'L’opzione «{0}» non esiste.',
  'commander.unknownCommand': 'Il comando «{0}» non esiste.',
  'commander.excessArguments': 'Ci sono argomenti di troppo.',
  'commander.invalidArgument': 'Per «{0}» il valore «{1}» non è ammesso.',
};

function reportMisuse({ code, message, exitCode }: CommanderError, terminal: Terminal): number {
  if (exitCode === 0) return exitCodes.done; // the help was asked for, and printed
  if (code === 'commander.help') return exitCodes.misused; // printed instead of a command
  const quoted = [...message.matchAll(/'([^']*)'/g)].map(([, word]) => word ?? '');
  const sentence = (misuses[code] ?? message).replace(
    /\{(\d)\}/g,
    (_, index: string) => quoted[Number(index)] ?? '',
  );
  terminal.note(`${sentence} Con --help si vede che cosa si può scrivere.`);
  return exitCodes.misused;
}

import { createCommand } from 'commander';
import { verifyCommand } from '../../apps/cli/src/evidence/verify.command.js';
import { report } from '../../apps/cli/src/failure.js';
import { RememberedTerminal } from '../../apps/cli/src/terminal.fixture.js';

/** What `traccia verify` says, and how it ends. */
export interface Ended {
  readonly exitCode: number;
  readonly said: string;
}

/** Verifies a folder with the command itself. @param words its options */
export async function verifyCommandOn(
  folder: string,
  words: readonly string[] = ['--no-replay'],
): Promise<Ended> {
  const terminal = new RememberedTerminal();
  const program = createCommand('traccia').exitOverride();
  program.addCommand(verifyCommand(terminal).exitOverride());
  let exitCode = 0;
  try {
    await program.parseAsync(['verify', folder, ...words], { from: 'user' });
  } catch (error) {
    exitCode = report(error, terminal);
  }
  const { printed, noted } = terminal;
  return { exitCode, said: [...printed, ...noted].join('\n') };
}

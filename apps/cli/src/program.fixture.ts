import { report } from './failure.js';
import { tracciaProgram } from './program.js';
import { RememberedTerminal } from './terminal.fixture.js';

/** Runs `traccia` with these words, and returns what it said and its exit code. */
export async function traccia(...words: readonly string[]) {
  const terminal = new RememberedTerminal();
  let exitCode = 0;
  try {
    await tracciaProgram(terminal).parseAsync(words, { from: 'user' });
  } catch (error) {
    exitCode = report(error, terminal);
  }
  return { exitCode, printed: terminal.printed, noted: terminal.noted.join('\n') };
}

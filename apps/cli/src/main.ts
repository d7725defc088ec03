import { report } from './failure.js';
import { tracciaProgram } from './program.js';
import { processTerminal } from './terminal.js';

try {
  await tracciaProgram(processTerminal).parseAsync();
} catch (error) {
  process.exitCode = report(error, processTerminal);
}

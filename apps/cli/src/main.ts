import { report } from './failure.js';
import { tracciaProgram } from './program.js';
import { processTerminal } from './terminal.js';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(); // who was reading has read enough, as in `traccia policy | head`
});
try {
  await tracciaProgram(processTerminal).parseAsync();
} catch (error) {
  process.exitCode = report(error, processTerminal);
}

import { CommanderError } from 'commander';
import { witnessProgram } from './witness-program.js';

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    ending.abort();
  });
const program = witnessProgram({
  print: (line) => {
    process.stdout.write(`${line}\n`);
  },
  note: (line) => {
    process.stderr.write(`${line}\n`);
  },
  ending: ending.signal,
});
try {
  await program.exitOverride().parseAsync();
} catch (error) {
  // What is wrong with a call commander has said already.
  if (!(error instanceof CommanderError)) process.stderr.write(`${String(error)}\n`);
  process.exitCode = error instanceof CommanderError ? Math.min(error.exitCode * 2, 2) : 1;
}

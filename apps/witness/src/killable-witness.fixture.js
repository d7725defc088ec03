// Runs in a process of its own: `killable-witness.fixture.js <folder> <vkey of the log>`. It remembers a
// checkpoint and dies right before it would answer.
import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFileSync } from '@swc/core';

registerHooks({
  resolve: (specifier, context, next) => {
    const ours = specifier.startsWith('.') && !context.parentURL?.includes('/node_modules/');
    return next(ours ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
  // Node leaves out types, but knows no decorators.
  load: (url, context, next) => {
    if (!url.endsWith('.ts')) return next(url, context);
    const { code: source } = transformFileSync(fileURLToPath(url), {
      swcrc: false,
      jsc: {
        target: 'es2024',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
      },
    });
    return { format: 'module', shortCircuit: true, source };
  },
});

const [folder, log] = process.argv.slice(2);
const { parseVerifierKey } = await import('#ledger');
const { WitnessMemory } = await import('./witness-memory.js');
const { witnessServer } = await import('./witness-server.js');
const { Witness } = await import('./witness.js');

const witness = new Witness({
  logs: [parseVerifierKey(log)],
  memory: new WitnessMemory(join(folder, 'witness.db')),
  signer: {
    sign: () => {
      process.kill(process.pid, 'SIGKILL');
      for (;;); // until it is dead
    },
  },
  nowMs: () => Date.now(),
  alarm: () => undefined,
});
const server = witnessServer(witness, (line) => writeSync(2, `${line}\n`));
server.listen(0, '127.0.0.1', () => writeSync(1, `${server.address().port}\n`));

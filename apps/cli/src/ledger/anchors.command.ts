import { createCommand, type Command } from 'commander';
import { base64Of, rootOf, type ExternalSeal, type SealKind } from '#ledger';
import { recordedSeals } from '#outside-copies';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { withLedgerOptions, type LedgerOptions } from './ledger-place.js';
import { lookAt, type Seen } from './look.command.js';

const kinds: Readonly<Record<SealKind, string>> = {
  witness: 'testimone',
  timestamp: 'marca temporale',
  mail: 'posta',
  'certified-mail': 'PEC',
  act: 'atto',
};

/** `traccia ledger anchors`: what is kept outside, and whether the log here still is what was. */
export function anchorsCommand(terminal: Terminal): Command {
  return withLedgerOptions(createCommand('anchors'))
    .description('le radici custodite fuori, e se il registro di qui è ancora quello')
    .action(async (options: LedgerOptions) => {
      await lookAt(options, async (seen) => {
        let altered = 0;
        let count = 0;
        for await (const { seal } of recordedSeals(seen.store)) {
          const outcome = compared(seal, seen);
          count++;
          if (outcome !== 'combacia' && outcome !== 'di un’epoca precedente') altered++;
          terminal.print(lineOf(seal, outcome));
        }
        if (count === 0) terminal.note('Nessuna radice è ancora custodita fuori.');
        if (altered > 0) {
          throw new CommandFailed(
            `${altered} di ${count} radici custodite fuori non sono di questo registro: è stato riscritto o accorciato.`,
          );
        }
      });
    });
}

function lineOf({ at, kind, size, reference }: ExternalSeal, outcome: string): string {
  return [at, kinds[kind], `${size} fatti`, reference, outcome].join('\t');
}

function compared({ size, root }: ExternalSeal, { file, history }: Seen): string {
  if (size > file.size)
    return history.earlierOrigins.length > 0 ? 'di un’epoca precedente' : 'oltre il registro';
  return base64Of(rootOf(file.subtree, size)) === root ? 'combacia' : 'non combacia';
}

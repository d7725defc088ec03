import { userInfo } from 'node:os';
import { createCommand, type Command } from 'commander';
import { openEpoch, rotateKey, type OpenedEpoch } from '#ledger';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { anchorsCommand } from './anchors.command.js';
import { onLedger, withLedgerOptions, type LedgerOptions } from './ledger-place.js';
import { auditCommand, showCommand } from './look.command.js';

interface ReasonOptions extends LedgerOptions {
  readonly reason: string;
}

/** `traccia ledger`: what was sealed, with which key, and what to do when something was lost. */
export function ledgerCommand(terminal: Terminal): Command {
  return createCommand('ledger')
    .description('i sigilli del registro: come stanno, la chiave di firma, le epoche')
    .addCommand(showCommand(terminal))
    .addCommand(auditCommand(terminal))
    .addCommand(anchorsCommand(terminal))
    .addCommand(rotateCommand(terminal))
    .addCommand(epochCommand(terminal));
}

function rotateCommand(terminal: Terminal): Command {
  return withLedgerOptions(createCommand('rotate-key'))
    .description('cambia la chiave di firma, a server fermi; un sigillo porta tutte e due le firme')
    .requiredOption('--reason <motivo>', 'perché si cambia: resta nel registro')
    .action(async ({ reason, ...options }: ReasonOptions) => {
      const { from, to, checkpoint } = await onLedger(options, (place) =>
        rotateKey(place, said(reason)),
      );
      terminal.print(checkpoint.trimEnd());
      terminal.note(
        `La chiave di prima era ${from}\nOra è ${to}\nQuella di prima non c’è più: consegna la nuova a chi verifica.`,
      );
    });
}

interface EpochOptions extends ReasonOptions {
  readonly operator?: string;
}

function epochCommand(terminal: Terminal): Command {
  return withLedgerOptions(createCommand('new-epoch'))
    .description(
      'dichiara che fatti sigillati sono andati perduti, e sigilla di nuovo quelli che ci sono; a server fermi',
    )
    .requiredOption('--reason <motivo>', 'che cosa è accaduto: resta nel registro')
    .option('--operator <persona>', 'chi lo dichiara; se manca, chi usa questa macchina')
    .action(async ({ reason, operator, ...options }: EpochOptions) => {
      const who = operator ?? userInfo().username;
      const opened = await onLedger(options, (place) =>
        openEpoch(place, { reason: said(reason), operator: who }),
      );
      terminal.print(opened.origin);
      terminal.note(
        `${lossIn(opened)}\n` +
          `La chiave è ${opened.key}\nAvvia il server: sigilla di nuovo tutto quello che c’è.`,
      );
    });
}

function lossIn({ previousOrigin, survivingSize, lostCount, isLossKnown }: OpenedEpoch): string {
  return isLossKnown
    ? `Di ${previousOrigin} restano ${survivingSize} fatti e ne mancano ${lostCount}, per quanto se ne sa qui.`
    : `Qui non c’è ledger.db: che cosa fosse sigillato come ${previousOrigin} non si sa, e nel registro resta scritto così. ` +
        'Chi conserva un sigillo di prima che non sia un inizio di quel che c’è vedrà la storia rifiutata.';
}

function said(reason: string): string {
  const text = reason.trim();
  if (text === '') throw new CommandFailed('Il motivo non può essere vuoto.');
  return text;
}

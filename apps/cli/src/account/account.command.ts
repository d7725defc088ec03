import { createCommand, type Command } from 'commander';
import { Accounts, Invitations } from '#access';
import { accessOption, withAccessFile, type AccessPlace } from '../access/access-place.js';
import type { Terminal } from '../terminal.js';
import { dataOption } from '../token/token-file.js';

interface InviteOptions extends AccessPlace {
  readonly person: string;
  readonly login: string;
}

/** `traccia account`: what only whoever is at the machine does with accounts. */
export function accountCommand(terminal: Terminal): Command {
  return createCommand('account')
    .description('gli account, da chi è alla macchina')
    .addCommand(inviteCommand(terminal));
}

/** The code alone on standard output, and never again. */
function inviteCommand(terminal: Terminal): Command {
  return createCommand('invite')
    .description(
      'invita a farsi un account chi ha ruoli in più zone, o entra già con un provider: nessun amministratore da solo può',
    )
    .requiredOption('--person <id>', 'la persona, per esempio operatore-up')
    .requiredOption('--login <nome>', 'il nome di accesso che avrà')
    .addOption(dataOption())
    .addOption(accessOption())
    .action(async ({ person: personId, login, ...place }: InviteOptions) => {
      const code = await withAccessFile(place, (file) =>
        new Invitations(file, new Accounts(file)).invite({ personId, login }),
      );
      terminal.print(code);
      terminal.note(
        `Codice per ${personId}: vale 24 ore e una volta sola, con traccia sign-in --invitation. Consegnalo a mano; ` +
          'un codice precedente non vale più, e questo non si potrà rivedere.',
      );
    });
}

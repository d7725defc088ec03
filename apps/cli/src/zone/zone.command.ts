import { createCommand, type Command } from 'commander';
import { Accounts, Invitations } from '#access';
import { accessOption, withAccessFile, type AccessPlace } from '../access/access-place.js';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { dataOption } from '../token/token-file.js';

interface BeginOptions extends AccessPlace {
  readonly zone: string;
}

/** As in the ids of cycles and registers, which are split at their hyphens. */
const zoneForm = /^[a-z0-9]{1,40}$/;

/** `traccia zone`: the zones of an installation that works already. */
export function zoneCommand(terminal: Terminal): Command {
  return createCommand('zone')
    .description('le zone di una installazione')
    .addCommand(beginCommand(terminal));
}

/** The code for the first administrator of a further zone, alone on standard output and never again. */
function beginCommand(terminal: Terminal): Command {
  return createCommand('begin')
    .description(
      'comincia un’altra zona: crea il codice del suo primo amministratore, che vale un’ora',
    )
    .requiredOption('--zone <zona>', 'la zona che comincia, per esempio pisana')
    .addOption(dataOption())
    .addOption(accessOption())
    .action(async ({ zone, ...place }: BeginOptions) => {
      if (!zoneForm.test(zone)) {
        throw new CommandFailed(
          'Il codice della zona ha da 1 a 40 lettere minuscole o cifre, senza trattini.',
        );
      }
      const code = await withAccessFile(place, (file) => {
        const accounts = new Accounts(file);
        if (accounts.isEmpty()) {
          throw new CommandFailed(
            'Nessuno ha ancora un account: la prima zona comincia con il codice che il server mostra quando parte.',
          );
        }
        return new Invitations(file, accounts).forZone(zone);
      });
      terminal.print(code);
      terminal.note(
        `Vale un’ora, una volta sola e solo per la zona ${zone}; uno fatto prima non vale più. Chi la amministrerà ` +
          `lo usa con: traccia sign-in --first --person <id> --login <nome> --zone ${zone}. ` +
          'Che è stato fatto resta scritto fra gli accessi della zona; il codice no.',
      );
    });
}

import { createCommand, type Command } from 'commander';
import { roles } from '#people';
import type { Terminal } from '../terminal.js';
import { dataOption, withTokens } from './token-file.js';
import { scopesFor } from './token-scopes.js';

interface MintOptions {
  readonly person: string;
  readonly role: string;
  readonly zone: string;
  readonly unit?: string;
  readonly scope: string;
  readonly days: string;
  readonly note?: string;
  readonly data: string;
}

const scopeHelp =
  'per che cosa: read (leggere), command (tutto ciò che il ruolo fa e che non decide) o nomi di comandi, ' +
  'separati da virgole';

/** `traccia token mint`: makes a token and prints it, alone on standard output and never again. */
export function tokenMintCommand(terminal: Terminal): Command {
  return createCommand('mint')
    .description('crea un token di accesso e lo mostra, una volta sola')
    .requiredOption('--person <id>', 'chi agisce, per esempio coordinatore-up')
    .requiredOption('--role <ruolo>', `il ruolo: ${Object.keys(roles).join(', ')}`)
    .requiredOption('--zone <zona>', 'la zona, per esempio livornese')
    .requiredOption('--scope <usi>', scopeHelp)
    .option('--unit <id>', "l'unità funzionale o il servizio, per responsabili e referenti")
    .option('--days <giorni>', 'per quanti giorni vale, da 1 a 365', '90')
    .option('--note <testo>', 'a che cosa serve, per chi leggerà l’elenco')
    .addOption(dataOption())
    .action(({ person, role, zone, unit, scope, days, note, data }: MintOptions) => {
      const scopes = scopesFor(role, scope);
      const { id, token } = withTokens(data, (tokens) =>
        tokens.mint({
          personId: person,
          role,
          zone,
          unitId: unit,
          scopes,
          expiresInDays: Number(days),
          note,
        }),
      );
      terminal.print(token);
      terminal.note(
        `Token ${id} creato per ${person} (${role}), vale ${days} giorni, per: ${scopes.join(', ')}. ` +
          'Conservalo ora: ' +
          'qui non resta e non si potrà rivedere. Per annullarlo: ' +
          `traccia token revoke ${id}`,
      );
    });
}

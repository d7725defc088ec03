import { createCommand, type Command } from 'commander';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { dataOption, withTokens } from './token-file.js';

/** `traccia token revoke`: ends a token for ever; a running server notices within a second. */
export function tokenRevokeCommand(terminal: Terminal): Command {
  return createCommand('revoke')
    .description('annulla un token, subito e per sempre')
    .argument('<id>', "l'identificativo del token, come nell'elenco (non il token)")
    .addOption(dataOption())
    .action((id: string, { data }: { readonly data: string }) => {
      if (!withTokens(data, (tokens) => tokens.revoke(id))) {
        // Whoever pastes the token itself must not find it in a log.
        throw new CommandFailed(
          'Non c’è un token con questo identificativo: cercalo con traccia token list.',
        );
      }
      terminal.print(`Token ${id} revocato.`);
    });
}

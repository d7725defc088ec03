import { createCommand, type Command } from 'commander';
import { romeDay } from '#calendar';
import type { ApiToken } from '#people';
import type { Terminal } from '../terminal.js';
import { dataOption, withTokens } from './token-file.js';

/** `traccia token list`: every token of the installation and how it stands; never a secret. */
export function tokenListCommand(terminal: Terminal, nowMs: () => number = Date.now): Command {
  return createCommand('list')
    .description('elenca i token e il loro stato')
    .addOption(dataOption())
    .action(({ data }: { readonly data: string }) => {
      const tokens = withTokens(data, (known) => known.list());
      const now = nowMs();
      terminal.print(columns.join('\t'));
      for (const token of tokens) terminal.print(row(token, now).join('\t'));
    });
}

const columns = [
  ...['id', 'persona', 'ruolo', 'zona', 'unità', 'usi', 'stato', 'scade', 'ultimo uso', 'nota'],
];

function row(token: ApiToken, nowMs: number): readonly string[] {
  const { id, person, scopes, expiresMs, lastUsedMs, note } = token;
  return [
    id,
    person.personId,
    person.role,
    person.zone,
    person.unitId ?? '-',
    // One without any is from before there were uses, and is for nothing.
    scopes.join(',') || '-',
    standing(token, nowMs),
    romeDay(expiresMs),
    lastUsedMs === undefined ? 'mai' : romeDay(lastUsedMs),
    note ?? '',
  ];
}

function standing({ revokedMs, expiresMs }: ApiToken, nowMs: number): string {
  if (revokedMs !== undefined) return 'revocato';
  return expiresMs <= nowMs ? 'scaduto' : 'valido';
}

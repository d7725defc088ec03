import { createCommand, Option, type Command } from 'commander';
import { romeDay } from '#calendar';
import {
  clientOf,
  serverOption,
  sessionOption,
  tokenOption,
  type CredentialOptions,
} from '../access/credential-options.js';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import type { AccessView } from './access-report-views.js';
import { accessesTable, accessReportText } from './access-report-text.js';

interface AccessReportOptions extends CredentialOptions {
  readonly year: string;
  readonly person?: string;
  readonly role?: string;
  readonly format: 'text' | 'csv';
}

/** `traccia access-report`: what the yearly check of the administrators' accesses looks at; for an auditor or the director. */
export function accessReportCommand(terminal: Terminal, nowMs: () => number = Date.now): Command {
  return createCommand('access-report')
    .description('il resoconto degli accessi di un anno, per la verifica degli amministratori')
    .addOption(new Option('--year <anno>', 'di quale anno').default(romeDay(nowMs()).slice(0, 4)))
    .option('--person <id>', 'solo di una persona')
    .option('--role <ruolo>', 'solo in un ruolo, per esempio ADM')
    .addOption(
      new Option('--format <formato>', 'in sintesi, o un accesso per riga')
        .choices(['text', 'csv'])
        .default('text'),
    )
    .addOption(serverOption())
    .addOption(sessionOption())
    .addOption(tokenOption())
    .action(async ({ year, person, role, format, ...asked }: AccessReportOptions) => {
      if (!/^\d{4}$/.test(year)) throw new CommandFailed('L’anno ha quattro cifre: --year 2026');
      const client = clientOf(asked);
      const query = {
        ...{ from: `${year}-01-01`, to: `${year}-12-31` },
        ...(person !== undefined && { person }),
        ...(role !== undefined && { role }),
      };
      if (format === 'text') {
        for (const line of accessReportText(await client.accessReport(query))) terminal.print(line);
        return;
      }
      const accesses: AccessView[] = [];
      for await (const access of client.accesses({ ...query, limit: 200 })) accesses.push(access);
      terminal.print(accessesTable(accesses.toReversed()).trimEnd());
    });
}

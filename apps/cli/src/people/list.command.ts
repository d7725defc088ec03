import { createCommand, Option, type Command } from 'commander';
import { writeTable, type Columns } from '#spreadsheet';
import {
  clientOf,
  serverOption,
  sessionOption,
  tokenOption,
  type CredentialOptions,
} from '../access/credential-options.js';
import type { OrganisationView } from '../access/access-views.js';
import type { Terminal } from '../terminal.js';

interface ListOptions extends CredentialOptions {
  readonly zone: string;
  readonly format: 'table' | 'csv';
}

const columns = {
  personId: { kind: 'text', title: 'Persona' },
  role: { kind: 'text', title: 'Ruolo' },
  unitId: { kind: 'text', title: 'Unità' },
  unitName: { kind: 'text', title: 'Nome dell’unità' },
  from: { kind: 'text', title: 'Dal' },
  to: { kind: 'text', title: 'Al' },
  why: { kind: 'text', title: 'Perché' },
} as const satisfies Columns;

type Row = Readonly<Record<keyof typeof columns, string>>;

/** `traccia people list`: who has which role today, as far as whoever asks may know. */
export function listCommand(terminal: Terminal): Command {
  return createCommand('list')
    .description('elenca chi ha oggi quale ruolo nella zona')
    .requiredOption('--zone <zona>', 'la zona, per esempio livornese')
    .addOption(
      new Option('--format <formato>', 'come scriverlo').choices(['table', 'csv']).default('table'),
    )
    .addOption(serverOption())
    .addOption(tokenOption())
    .addOption(sessionOption())
    .action(async (options: ListOptions) => {
      const rows = rowsOf(await clientOf(options).organisation(options.zone));
      if (options.format === 'csv') {
        terminal.print(
          Buffer.from(writeTable('csv', { columns, rows })).toString('utf8').trimEnd(),
        );
        return;
      }
      for (const line of aligned(rows)) terminal.print(line);
    });
}

function rowsOf({ persons, units }: OrganisationView): readonly Row[] {
  return Object.entries(persons)
    .toSorted(([one], [other]) => one.localeCompare(other))
    .flatMap(([personId, { roles, deactivated }]): readonly Row[] => {
      if (deactivated) return [{ ...nothing, personId, why: 'disattivata' }];
      return roles.map(({ role, unitId = '', from, to = '', why }) => ({
        ...{ personId, role, unitId, from, to },
        unitName: Object.hasOwn(units, unitId) ? (units[unitId]?.name ?? '') : '',
        why: 'headOf' in why ? 'dirige l’unità' : 'ruolo dato',
      }));
    });
}

const nothing: Omit<Row, 'personId' | 'why'> = {
  ...{ role: '', unitId: '', unitName: '', from: '', to: '' },
};

function aligned(rows: readonly Row[]): readonly string[] {
  const keys = Object.keys(columns) as (keyof typeof columns)[];
  const table = [
    keys.map((key) => columns[key].title),
    ...rows.map((row) => keys.map((key) => row[key])),
  ];
  const widths = keys.map((_key, index) =>
    Math.max(...table.map((cells) => cells[index]?.length ?? 0)),
  );
  return table.map((cells) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

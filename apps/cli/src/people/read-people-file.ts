import { readFile } from 'node:fs/promises';
import { moreInWords, readTable, type Table, type TableFault } from '#spreadsheet';
import { CommandFailed } from '../failure.js';
import { peopleColumns } from './people-columns.js';
import type { FileFault, PeopleFile } from './people-file.js';
import { readPeopleJson } from './read-people-json.js';

/** What JSON begins with, and no table with our titles does. */
const JSON_BEGINS = /^\uFEFF?\s*[[{]/;

/**
 * Reads who is to have which role, from CSV, XLSX or JSON, whatever the file is called: as much as can be read,
 * and everything that is wrong with how it is written.
 * @throws CommandFailed when there is no such file
 */
export async function readPeopleFile(file: string): Promise<PeopleFile> {
  const bytes = await bytesOf(file);
  const beginning = bytes.subarray(0, 100).toString('utf8');
  if (JSON_BEGINS.test(beginning)) return readPeopleJson(bytes.toString('utf8'));
  const reading = await readTable(bytes, { columns: peopleColumns });
  if (reading.outcome === 'read') return tableFile(reading.table, [], 0);
  return tableFile(reading.readable, reading.faults, reading.more);
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new CommandFailed(`Il file ${file} non si legge: controlla nome e permessi.`, {
      cause: error,
    });
  }
}

function tableFile(
  table: Table<typeof peopleColumns> | undefined,
  faults: readonly TableFault[],
  more: number,
): PeopleFile {
  const rows = table?.rows.map(({ row, values }) => ({ row, values })) ?? [];
  const columnOf: PeopleFile['columnOf'] = (member) => {
    const letter = table?.header[member].address.replace(/\d+$/, '');
    return columnNamed(letter, peopleColumns[member].title);
  };
  return { rows, faults: faults.map(faultOfTable), more, columnOf };
}

function faultOfTable({ row, column, title, problem, remedy }: TableFault): FileFault {
  return {
    ...{ row, column: title === undefined ? column : columnNamed(column, title) },
    it: `${problem.it} ${remedy.it}`,
    en: `${problem.en} ${remedy.en}`,
  };
}

function columnNamed(letter: string | undefined, title: string): string {
  return letter === undefined ? `«${title}»` : `${letter} «${title}»`;
}

/** A fault as a person reads it, in both languages. */
function faultInWords({ row, column, it, en }: FileFault): readonly string[] {
  const place = (rowWord: string, columnWord: string): string =>
    [
      ...(row === undefined ? [] : [`${rowWord} ${row}`]),
      ...(column === undefined ? [] : [`${columnWord} ${column}`]),
    ].join(', ');
  const said = (where: string, sentence: string): string =>
    where === '' ? sentence : `${where}: ${sentence}`;
  const lines = [said(place('riga', 'colonna'), it), `  (${said(place('row', 'column'), en)})`];
  // What a file holds is no command to the terminal.
  return lines.map((line) => line.replace(/\p{Cc}/gu, '?'));
}

/** All faults of a file, and how many are not told. */
export function faultsInWords(faults: readonly FileFault[], more: number): readonly string[] {
  const rest = moreInWords(more);
  return [...faults.flatMap(faultInWords), ...(rest ? [`${rest.it} (${rest.en})`] : [])];
}

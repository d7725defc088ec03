import { isDay } from '#calendar';
import { forms, grantableRoles } from '#planning';
import type { PersonalRole } from '#people';
import { members, peopleColumns, type Member } from './people-columns.js';
import type { FileFault, PeopleFile, PersonRow, ReadRow } from './people-file.js';

const columnOf = (member: Member): string => member;

/** The same as the table, as a list of objects: `[{ "personId": …, "role": "UPo", "from": "2024-01-01" }]`. */
export function readPeopleJson(text: string): PeopleFile {
  const list = parsed(text);
  if (!Array.isArray(list)) {
    const it = 'Il file non è un elenco JSON di oggetti, uno per ogni ruolo.';
    const en = 'The file is no JSON list of objects, one for each role.';
    return { rows: [], faults: [{ it, en }], more: 0, columnOf };
  }
  const read = list.map((item: unknown, index) => readItem(item, index + 1));
  return {
    rows: read.map(({ row }) => row),
    faults: read.flatMap(({ faults }) => faults),
    ...{ more: 0, columnOf },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readItem(item: unknown, row: number): { row: ReadRow; faults: readonly FileFault[] } {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    const fault = { row, it: 'Qui serve un oggetto.', en: 'An object is needed here.' };
    return { row: { row, values: {} }, faults: [fault] };
  }
  const faults: FileFault[] = [];
  const values: Partial<Record<Member, string>> = {};
  for (const name of Object.keys(item).filter((each) => !isMember(each))) {
    const known = members.join(', ');
    faults.push({
      ...{ row, column: name },
      it: `Questo membro non è previsto; ci sono: ${known}.`,
      en: `This member is not foreseen; there are: ${known}.`,
    });
  }
  const given = item as Readonly<Record<string, unknown>>;
  for (const member of members) {
    const value = given[member] ?? undefined; // null says nothing, too
    const wrong = whatIsWrong(member, value);
    if (wrong) faults.push({ row, column: member, ...wrong });
    else if (typeof value === 'string') values[member] = value;
  }
  // The role is one of the roles: it was looked at just now.
  return { row: { row, values: values as Partial<PersonRow> }, faults };
}

const isMember = (name: string): name is Member => Object.hasOwn(peopleColumns, name);

function whatIsWrong(member: Member, value: unknown): { it: string; en: string } | undefined {
  const column = peopleColumns[member];
  if (value === undefined || value === '') {
    return 'required' in column
      ? { it: 'Manca il valore.', en: 'The value is missing.' }
      : undefined;
  }
  if (typeof value !== 'string') return { it: 'Qui serve un testo.', en: 'A text is needed here.' };
  if (member === 'role' && !grantableRoles.some((role: PersonalRole) => role === value)) {
    const known = grantableRoles.join(', ');
    return {
      it: `«${value}» non è fra i ruoli: ${known}.`,
      en: `“${value}” is not one of the roles: ${known}.`,
    };
  }
  if (column.kind === 'day' && !isDay(value)) {
    const { it, en } = forms.day;
    return { it: `«${value}» ${it}.`, en: `“${value}” ${en}.` };
  }
  if ('maxLength' in column && value.length > column.maxLength) {
    const { maxLength } = column;
    return {
      it: `Il testo ha ${value.length} caratteri: il massimo è ${maxLength}.`,
      en: `The text has ${value.length} characters: at most ${maxLength} are taken.`,
    };
  }
  return undefined;
}

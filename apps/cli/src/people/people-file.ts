import type { PersonalRole } from '#people';

import type { Member } from './people-columns.js';

/** A role that somebody is to have, and under which name they will sign in. */
export interface PersonRow {
  readonly personId: string;
  readonly role: PersonalRole;
  readonly unitId?: string | undefined;
  /** The first and the last day: `2024-02-20`. */
  readonly from: string;
  readonly to?: string | undefined;
  readonly act?: string | undefined;
  readonly login?: string | undefined;
}

/** A row as far as it could be read, and where it stands. */
export interface ReadRow {
  /** As the spreadsheet numbers it; the place in the list of a JSON file. */
  readonly row: number;
  readonly values: Readonly<Partial<PersonRow>>;
}

/** One thing that is wrong with a file, in both languages, and where. */
export interface FileFault {
  readonly row?: number | undefined;
  /** `B «Ruolo»`; the name of the member in a JSON file. */
  readonly column?: string | undefined;
  readonly it: string;
  readonly en: string;
}

/** What a file says, and what is wrong with how it is written. */
export interface PeopleFile {
  readonly rows: readonly ReadRow[];
  readonly faults: readonly FileFault[];
  /** How many more faults there are than are told. */
  readonly more: number;
  /** What a column is called in this file. */
  readonly columnOf: (member: Member) => string;
}

/** A row of which all was read that must be there. */
export interface WholeRow extends ReadRow {
  readonly values: PersonRow;
}

export function isWhole(read: ReadRow): read is WholeRow {
  const { personId, role, from } = read.values;
  return personId !== undefined && role !== undefined && from !== undefined;
}

import { AccessRefused, checkedOwner, loginOf } from '#access';
import {
  areIncompatible,
  forms,
  overlap,
  refusalSentence,
  rolesOfUnits,
  type RefusalCode,
} from '#planning';
import { roles } from '#people';
import type { Member } from './people-columns.js';
import {
  isWhole,
  type FileFault,
  type PeopleFile,
  type ReadRow,
  type WholeRow,
} from './people-file.js';

/** What is wrong in a row, and in which column. */
export interface RowFault {
  readonly row: number;
  readonly member: Member;
  readonly it: string;
  readonly en: string;
}

/** What a file says that cannot be, whatever the register says: within a row, and between rows. */
export function faultsOf({ rows }: Pick<PeopleFile, 'rows'>): readonly RowFault[] {
  const whole = rows.filter(isWhole);
  return [
    ...rows.flatMap(ofRow),
    ...whole.flatMap((row, index) => betweenRows(row, whole.slice(0, index))),
    ...ofLogins(rows),
  ];
}

/** The same with the names that the columns have in the file. */
export function placed(
  faults: readonly RowFault[],
  { columnOf }: Pick<PeopleFile, 'columnOf'>,
): readonly FileFault[] {
  return faults.map(({ row, member, it, en }) => ({ row, column: columnOf(member), it, en }));
}

/** A fault in the words of the refusal that the server would answer with. */
export function refusedAs(
  row: number,
  member: Member,
  code: RefusalCode,
  details: Readonly<Record<string, string>> = {},
): RowFault {
  const { it, en } = refusalSentence(code, details);
  return { row, member, it, en };
}

function ofRow({ row, values }: ReadRow): readonly RowFault[] {
  const { role, unitId, from, to } = values;
  const isOfUnit = role !== undefined && rolesOfUnits.has(role);
  return [
    ...(['personId', 'unitId'] as const).flatMap((member) => ofForm(row, member, values[member])),
    ...ofLogin(row, values.login),
    ...(isOfUnit && unitId === undefined ? [refusedAs(row, 'unitId', 'role-needs-unit')] : []),
    ...(role !== undefined && !isOfUnit && unitId !== undefined
      ? [refusedAs(row, 'unitId', 'role-without-unit')]
      : []),
    ...(from !== undefined && to !== undefined && to < from
      ? [refusedAs(row, 'to', 'dates-reversed', { from, to })]
      : []),
  ];
}

function ofForm(row: number, member: Member, value: string | undefined): readonly RowFault[] {
  const { pattern, it, en } = forms.directoryId;
  if (value === undefined || pattern.test(value)) return [];
  return [{ row, member, it: `«${value}» ${it}.`, en: `“${value}” ${en}.` }];
}

function ofLogin(row: number, login: string | undefined): readonly RowFault[] {
  if (login === undefined) return [];
  try {
    checkedOwner({ personId: 'chiunque', login });
    return [];
  } catch (error) {
    if (!(error instanceof AccessRefused)) throw error;
    return [{ row, member: 'login', it: error.it, en: error.en }];
  }
}

/** Whether a row says again what one above it says, or gives one person what must not be in one hand. */
function betweenRows({ row, values }: WholeRow, above: readonly WholeRow[]): readonly RowFault[] {
  const own = above.filter(
    (other) =>
      other.values.personId === values.personId && overlap(daysOf(other), daysOf({ row, values })),
  );
  return own.flatMap((other) => {
    if (other.values.role === values.role && other.values.unitId === values.unitId) {
      const it = `Lo stesso ruolo è già nella riga ${other.row}, per giorni in comune.`;
      const en = `The same role is in row ${other.row} already, for days in common.`;
      return [{ row, member: 'role' as const, it, en }];
    }
    if (!areIncompatible(values.role, other.values.role)) return [];
    const [role, held] = [roles[values.role], roles[other.values.role]];
    return [
      refusedAs(row, 'role', 'roles-incompatible', {
        ...{ personId: values.personId, role: role.it, roleEn: role.en },
        ...{ other: held.it, otherEn: held.en },
        ...{ from: other.values.from, to: other.values.to ?? '…' },
      }),
    ];
  });
}

function daysOf({ values: { from, to } }: WholeRow) {
  return { from, ...(to !== undefined && { to }) };
}

/** One person signs in under one name, and nobody else does. */
function ofLogins(rows: readonly ReadRow[]): readonly RowFault[] {
  const ofPerson = new Map<string, ReadRow>();
  const ofLogin = new Map<string, ReadRow>();
  return rows.flatMap((read): readonly RowFault[] => {
    const { row, values } = read;
    const { personId } = values;
    if (personId === undefined || values.login === undefined) return [];
    const login = loginOf(values.login);
    const before = ofPerson.get(personId);
    const taken = ofLogin.get(login);
    ofPerson.set(personId, before ?? read);
    ofLogin.set(login, taken ?? read);
    if (before !== undefined && loginOf(before.values.login ?? '') !== login) {
      const it = `La riga ${before.row} dà a questa persona un altro nome di accesso.`;
      const en = `Row ${before.row} gives this person another login.`;
      return [{ row, member: 'login', it, en }];
    }
    if (taken !== undefined && taken.values.personId !== personId) {
      const it = `La riga ${taken.row} dà questo nome di accesso a un’altra persona.`;
      const en = `Row ${taken.row} gives this login to another person.`;
      return [{ row, member: 'login', it, en }];
    }
    return [];
  });
}

import type { JsonObject } from '#event-store';
import type { ObjectType } from './object-id.js';

/** What a field names, and the part that plays: `fromUnitId` is a unit, as `from-unit`. */
export interface ObjectKind {
  readonly type: ObjectType;
  readonly role: string;
}

/** By how the name of a field ends, without `Id` or `Ids`. */
const endings: Readonly<Record<string, ObjectType>> = {
  cycle: 'cycle',
  register: 'cycle',
  scheda: 'scheda',
  programme: 'programme',
  objective: 'objective',
  meeting: 'meeting',
  deadline: 'deadline',
  session: 'session',
  contribution: 'contribution',
  application: 'application',
  reminder: 'reminder',
  question: 'question',
  prescription: 'prescription',
  promise: 'promise',
  checkpoint: 'checkpoint',
  need: 'need',
  theme: 'theme',
  indicator: 'indicator',
  dataSource: 'data-source',
  reporting: 'reporting',
  spreadsheetImport: 'spreadsheet-import',
  unit: 'unit',
  person: 'person',
  body: 'body',
  delegation: 'delegation',
  roleGrant: 'role-grant',
  closure: 'office-closure',
  coDesignRow: 'co-design-row',
  coDesign: 'co-design-row',
  addendum: 'co-design-row',
  fundedProject: 'funded-project',
  document: 'plan-document',
  plan: 'parent-plan',
};

/** Fields of other names that hold ids. */
const others: Readonly<Record<string, ObjectType>> = {
  silent: 'scheda',
  amended: 'scheda',
  added: 'scheda',
  dropped: 'scheda',
  openPrescriptions: 'prescription',
  authors: 'person',
  renews: 'co-design-row',
  renewedBy: 'co-design-row',
  addendumTo: 'co-design-row',
  supersedes: 'plan-document',
  supersededBy: 'plan-document',
  act: 'act',
  cite: 'act',
};

/** Only where the fact itself has them, not something in it. */
const outermost: Readonly<Record<string, ObjectType>> = {
  manifestHash: 'manifest',
  reportHash: 'final-report',
};

/** Ids that name no object: the event and the fact that a correction is about, which are facts themselves. */
export const namesNoObject: ReadonlySet<string> = new Set(['eventId', 'subjectId']);

/**
 * What a field of a fact names; undefined for one that names nothing.
 * @param depth 0 for a field of the fact itself
 */
export function kindOfField(name: string, depth: number): ObjectKind | undefined {
  const other = own(others, name) ?? (depth === 0 ? own(outermost, name) : undefined);
  if (other !== undefined) return { type: other, role: kebab(name.replace(/Hash$/, '')) };
  if (!/Ids?$/.test(name) || namesNoObject.has(name)) return undefined;
  const base = name.replace(/Ids?$/, '');
  const exact = own(endings, base);
  if (exact !== undefined) return { type: exact, role: kebab(base) };
  const ending = Object.keys(endings).find((each) => base.endsWith(capital(each)));
  const type = ending === undefined ? undefined : own(endings, ending);
  return type && { type, role: kebab(base) };
}

const tables: Readonly<Record<string, ObjectType>> = {
  SCHEDE: 'scheda',
  CO_DESIGN: 'co-design-row',
  UNITS: 'unit',
};

/** What a field names in a type of fact alone. */
export function kindOfOddField(
  factType: string,
  name: string,
  data: JsonObject,
): ObjectKind | undefined {
  if (factType === 'ResponsiblePersonReplaced' && (name === 'from' || name === 'to')) {
    return { type: 'person', role: `${name}-person` };
  }
  if (factType === 'SpreadsheetImported' && name === 'ids') {
    const { what } = data;
    const type = typeof what === 'string' ? own(tables, what) : undefined;
    return type && { type, role: 'made' };
  }
  return undefined;
}

/** Names come from facts, and every object has a `constructor`. */
const own = (table: Readonly<Record<string, ObjectType>>, name: string): ObjectType | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const kebab = (name: string): string =>
  name.replaceAll(
    /[A-Z]/g,
    (letter, at: number) => `${at === 0 ? '' : '-'}${letter.toLowerCase()}`,
  );

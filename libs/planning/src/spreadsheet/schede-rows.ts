import type { CycleLife, DecisionContext, SchedaProblem } from '../command/verb.js';
import type { PlanningFact } from '../planning-fact.js';
import { headOf, type OrganisationOn } from '../organisation/organisation.js';
import { unfitUnit } from '../organisation/unfit-unit.js';
import { schedaCode } from '../scheda/scheda-code.js';
import { referenceProblems } from '../scheda/scheda-references.js';
import { withChanges } from '../scheda/scheda.remember.js';
import { schedaSchemaOf } from '../scheda/scheda-schema-of.js';
import { registerOfZone } from '../zone-register/register-of-zone.js';
import { findNamed, inWords, type Named } from './find-named.js';
import { rowFault, type RowFault } from './row-fault.js';
import type { RowFaultCode } from './row-fault-texts.js';
import { columnOfContent, titleOfSchede, type SchedaRowValues } from './schede-table.js';
import { activeUnits, namedProgrammes, namedUnits } from './spreadsheet-names.js';

/** A row that is wished for, with its number in the file. */
export interface SchedaRowOfFile extends SchedaRowValues {
  readonly row: number;
}

/** What the rows become: for each row its facts; or what is wrong with them, all of it. */
export type Outcome =
  | { readonly groups: readonly (readonly PlanningFact[])[]; readonly ids: readonly string[] }
  | { readonly faults: readonly RowFault[] };

type Known = Pick<
  DecisionContext,
  'newId' | 'organisation' | 'fingerprint' | 'schedaProblems' | 'elsewhere'
>;

/** A row whose programme, unit and head were found. */
interface Found {
  readonly programmeId: string;
  readonly unitId: string;
  readonly personId: string;
}

/**
 * Makes a scheda of each row: assigned to its unit, and written as far as the row says something. Codes that
 * the file gives are kept; the others follow after all that were ever given.
 */
export function schedeOfRows(
  life: Readonly<CycleLife>,
  rows: readonly SchedaRowOfFile[],
  context: Known,
): Outcome {
  const faults: RowFault[] = [];
  const found = rows.map((row) => findAll(life, row, context, faults));
  checkCodes(life, rows, found, faults);
  faults.push(...rows.flatMap((row) => checkContent(life, row, context)));
  if (faults.length > 0) return { faults };
  const ids = rows.map((_, index) => context.newId(`scheda-${index}`));
  const numbers = lastNumbers(life, rows, found);
  const schema = schedaSchemaOf(life.workflow);
  const groups = rows.map(({ code: given, title, content = {} }, index) => {
    // Without a fault everything was found.
    const { programmeId, unitId, personId } = found[index] as Found;
    const schedaId = ids[index] ?? '';
    const code = given ?? nextCode(life.data.year, programmeId, numbers);
    const assigned: PlanningFact = {
      type: 'SchedaAssigned',
      data: { schedaId, code, programmeId, unitId, personId, title, schema },
    };
    const changes = withChanges({}, content);
    if (Object.keys(changes).length === 0) return [assigned];
    const contentHash = context.fingerprint(withChanges({ title }, changes));
    const revised: PlanningFact = {
      type: 'SchedaRevised',
      data: { schedaId, version: 1, changes, contentHash },
    };
    return [assigned, revised];
  });
  return { groups, ids };
}

/** Finds what the row names; what is not found is a fault, and absent. */
function findAll(
  { data }: Readonly<CycleLife>,
  row: SchedaRowOfFile,
  { organisation }: Known,
  faults: RowFault[],
): Partial<Found> {
  const found: Partial<Record<keyof Found, string>> = {};
  const note = (key: keyof Found, id: string | RowFault): void => {
    if (typeof id === 'string') found[key] = id;
    else faults.push(id);
  };
  note('programmeId', programmeOf(namedProgrammes(data), row));
  note('unitId', unitOf(organisation, row));
  const { unitId } = found;
  // Of a unit that was not found nobody can say who heads it.
  if (row.person !== undefined || unitId !== undefined) {
    note(
      'personId',
      personOf(unitId === undefined ? undefined : headOf(organisation, unitId), row),
    );
  }
  return found;
}

/** A fault of a column, which the value in its cell is part of. */
const faultOf = (
  key: string,
  { row }: SchedaRowOfFile,
  code: RowFaultCode,
  details: Readonly<Record<string, string | number>>,
): RowFault => rowFault(code, { row, title: titleOfSchede(key) }, details);

function programmeOf(programmes: readonly Named[], row: SchedaRowOfFile): string | RowFault {
  const { programme: value } = row;
  const found = findNamed(programmes, value);
  if (typeof found === 'object') return found.id;
  return faultOf('programme', row, `programme-${found}`, { value, known: inWords(programmes) });
}

function unitOf(organisation: OrganisationOn | undefined, row: SchedaRowOfFile): string | RowFault {
  const { unit: value } = row;
  const units = namedUnits(organisation);
  if (units.length === 0) {
    // Where no units are registered any id will do, as for a single scheda.
    if (isDirectoryId(value)) return value;
    return faultOf('unit', row, 'id-malformed', { value, example: 'anziani' });
  }
  const details = { value, known: inWords(activeUnits(organisation)) };
  const found = findNamed(units, value);
  if (typeof found === 'string') return faultOf('unit', row, `unit-${found}`, details);
  if (unfitUnit(organisation, found.id)) return faultOf('unit', row, 'unit-ended', details);
  return found.id;
}

function personOf(head: string | undefined, row: SchedaRowOfFile): string | RowFault {
  const { person: value = head, unit } = row;
  if (value === undefined) return faultOf('person', row, 'head-unsaid', { unit });
  if (isDirectoryId(value)) return value;
  return faultOf('person', row, 'id-malformed', { value, example: 'responsabile-anziani' });
}

const isDirectoryId = (id: string): boolean => /^[a-z0-9][a-z0-9-]{0,62}$/.test(id);

/** A code is of its year and programme, is nobody else's, and stands in one row. */
function checkCodes(
  { data }: Readonly<CycleLife>,
  rows: readonly SchedaRowOfFile[],
  found: readonly Partial<Found>[],
  faults: RowFault[],
): void {
  const taken = new Set(Object.values(data.schede).map(({ code }) => code));
  const seen = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const { code: value, programme } = row;
    if (value === undefined) continue;
    const { programmeId } = found[index] ?? {};
    const other = seen.get(value);
    seen.set(value, other ?? row.row);
    if (other !== undefined) faults.push(faultOf('code', row, 'code-doubled', { value, other }));
    else if (taken.has(value)) faults.push(faultOf('code', row, 'code-taken', { value }));
    else if (programmeId !== undefined && numberIn(value, data.year, programmeId) === undefined) {
      const { year } = data;
      const example = schedaCode(year, programmeId, 3);
      faults.push(faultOf('code', row, 'code-malformed', { value, programme, year, example }));
    }
  }
}

/** The number that a code of this year and programme ends with. */
function numberIn(code: string, year: number, programmeId: string): number | undefined {
  const [, digits] = /-(\d{3,6})$/.exec(code) ?? [];
  const number = Number(digits);
  return number > 0 && schedaCode(year, programmeId, number) === code ? number : undefined;
}

/** The last number of each programme, those that the file gives included. */
function lastNumbers(
  { data }: Readonly<CycleLife>,
  rows: readonly SchedaRowOfFile[],
  found: readonly Partial<Found>[],
): Map<string, number> {
  const numbers = new Map(Object.entries(data.lastNumber));
  for (const [index, { code }] of rows.entries()) {
    const { programmeId = '' } = found[index] ?? {};
    const number = code === undefined ? undefined : numberIn(code, data.year, programmeId);
    if (number !== undefined) {
      numbers.set(programmeId, Math.max(numbers.get(programmeId) ?? 0, number));
    }
  }
  return numbers;
}

function nextCode(year: number, programmeId: string, numbers: Map<string, number>): string {
  const number = (numbers.get(programmeId) ?? 0) + 1;
  numbers.set(programmeId, number);
  return schedaCode(year, programmeId, number);
}

/** What the row says must be what its schema takes; it may say less than a submission needs. */
function checkContent(
  { data }: Readonly<CycleLife>,
  row: SchedaRowOfFile,
  context: Known,
): readonly RowFault[] {
  const { title, content } = row;
  if (content === undefined) return [];
  const whole = withChanges({ title }, content);
  const refused = ({ field, label, it, en }: SchedaProblem): RowFault =>
    faultOf(columnOfContent(field), row, 'content-refused', { label, it, en });
  const problems = context.schedaProblems(whole, 'draft');
  // What is of a wrong form points to nothing.
  const malformed = new Set(problems.map(({ field }) => field.split('/')[1]));
  const formed = Object.fromEntries(Object.entries(whole).filter(([name]) => !malformed.has(name)));
  const needs = Object.keys(data.needs);
  const known = inWords(needs.map((id) => ({ id, name: '' })));
  const register = registerOfZone(data.cycleId, context)?.data;
  const astray = referenceProblems({ needs: data.needs, register }, formed).map((problem) => {
    const [, name, index] = problem.field.split('/');
    if (name !== 'needIds') return refused(problem);
    // The schema has seen to it that they are texts.
    const value = (whole['needIds'] as readonly string[])[Number(index)] ?? '';
    return faultOf('needIds', row, 'need-unknown', { value, known });
  });
  return [...problems.map(refused), ...astray];
}

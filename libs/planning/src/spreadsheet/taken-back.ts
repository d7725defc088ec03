import type { OrganisationData } from '../organisation/organisation.data.js';
import type { PlanningFact } from '../planning-fact.js';
import { schedaIn } from '../scheda/scheda.data.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';
import type { KeptImport, SpreadsheetsData } from './spreadsheet.data.js';
import type { SpreadsheetKind } from './spreadsheet.facts.js';

/** The facts that take back what an import made, in the order of its rows. */
export function takenBack(data: SpreadsheetsData, imported: KeptImport): readonly PlanningFact[] {
  const { ids } = imported;
  switch (imported.what) {
    case 'SCHEDE':
      // They stay readable, and their codes are never reused.
      return ids.map((schedaId) => ({ type: 'SchedaWithdrawn', data: { schedaId } }));
    case 'CO_DESIGN':
      return [
        ...ids.map((coDesignRowId): PlanningFact => ({
          type: 'CoDesignRowTakenBack',
          data: { coDesignRowId },
        })),
        // What imports rows of co-design remembers the register of a zone.
        ...questionsSettled(data as SpreadsheetsData & ZoneRegisterData, imported),
      ];
    case 'UNITS':
      return ids.map((unitId) => ({ type: 'UnitTakenBack', data: { unitId } }));
  }
}

/** The questions about the rows that nobody has answered: there is nothing left to ask about. */
function questionsSettled(
  { questions }: ZoneRegisterData,
  { ids, fileName }: KeptImport,
): readonly PlanningFact[] {
  const subjects = new Set(ids.map((id) => `co-design-row ${id}`));
  return Object.values(questions)
    .filter(({ subject, answer }) => answer === undefined && subjects.has(subject))
    .map(({ questionId }) => ({
      type: 'QuestionAnswered',
      data: {
        questionId,
        answer: 'La riga non c’è più: l’importazione che l’aveva portata è stata annullata.',
        basis: `Importazione annullata: ${fileName}`,
      },
    }));
}

/** Something of an import, and something from elsewhere that points to it. */
export type Leaning = Readonly<Record<'thing' | 'user', string>>;

/** The first thing from elsewhere that would point to nothing if the import were taken back. */
export function whatLeansOn(data: SpreadsheetsData, imported: KeptImport): Leaning | undefined {
  return leaning[imported.what](data, new Set(imported.ids));
}

type Leans = (data: SpreadsheetsData, ids: ReadonlySet<string>) => Leaning | undefined;

const leaning: Readonly<Record<SpreadsheetKind, Leans>> = {
  SCHEDE: () => undefined,
  CO_DESIGN: (data, ids) => {
    // What imports rows of co-design remembers the register of a zone.
    const { coDesignRows, fundedProjects } = data as SpreadsheetsData & ZoneRegisterData;
    return firstPointing(ids, [
      ...Object.values(coDesignRows).map(({ coDesignRowId, addendumTo, renews }) => ({
        user: coDesignRowId,
        to: [addendumTo, renews],
      })),
      ...Object.values(fundedProjects).map(({ fundedProjectId, coDesignRowIds }) => ({
        user: fundedProjectId,
        to: coDesignRowIds,
      })),
    ]);
  },
  UNITS: (data, ids) => {
    // What imports units remembers the organisation of a zone.
    const { units, delegations } = data as SpreadsheetsData & OrganisationData;
    return firstPointing(ids, [
      ...Object.values(units).map(({ unitId, mergedInto }) => ({
        user: unitId,
        to: [mergedInto?.unitId],
      })),
      ...Object.values(delegations)
        .filter(({ revoked }) => !revoked)
        .map(({ delegationId, scope }) => ({ user: delegationId, to: [scope.unitId] })),
    ]);
  },
};

function firstPointing(
  ids: ReadonlySet<string>,
  all: readonly { readonly user: string; readonly to: readonly (string | undefined)[] }[],
): Leaning | undefined {
  for (const { user, to } of all) {
    const thing = ids.has(user) ? undefined : to.find((id) => id !== undefined && ids.has(id));
    if (thing !== undefined) return { thing, user };
  }
  return undefined;
}

/** What a person calls a thing of an import. */
export function calledIn(data: object, { what }: KeptImport, id: string): string {
  return (what === 'SCHEDE' ? schedaIn(data, id)?.code : undefined) ?? id;
}

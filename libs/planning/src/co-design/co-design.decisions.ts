import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { DecisionContext } from '../command/verb.js';
import type { PlanningFact } from '../planning-fact.js';
import { faultOf } from '../zone-register/period.js';
import { malformed, type ProjectCodes } from '../zone-register/project-codes.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';
import { renewalOf, type KeptRow } from './co-design.data.js';
import type { CoDesignRow } from './co-design.facts.js';
import { leadsBack, linkedRows, type LinkedRows, type RowLink } from './leads-back.js';
import { idOfTakenBack, type ComingFile } from './taken-back-row.js';
import { rowOf, type CoDesignRowRequest } from './co-design.requests.js';

/** The row of an id. */
export function rowIn(data: ZoneRegisterData, coDesignRowId: string): KeptRow | Refusal {
  return data.coDesignRows[coDesignRowId] ?? rowNotFound(coDesignRowId);
}

/** The refusal of a row that is not there. */
export const rowNotFound = (id: string): Refusal => refuse('co-design-row-not-found', { id });

/**
 * Puts rows into the register, all or none. They may point to each other in any order. A code of a wrong
 * form is kept as it stands and asked about.
 * @param file the file they come from, where they come from one: it may bring back what was taken back with it
 */
export function addRows(
  data: ZoneRegisterData,
  requests: readonly CoDesignRowRequest[],
  { newId }: Pick<DecisionContext, 'newId'>,
  file?: ComingFile,
): readonly PlanningFact[] | Refusal {
  const rows = requests.map((request, index) => rowOf(request, newId(`row-${index}`)));
  const known = new Set(Object.keys(data.coDesignRows));
  for (const { coDesignRowId: id } of rows) {
    if (known.has(id)) return refuse('id-taken', { id });
    const takenBack = idOfTakenBack(data, id, file);
    if (takenBack) return takenBack;
    known.add(id);
  }
  const faults = rows.flatMap((row) => faultOfRow(row, data, known) ?? []);
  if (faults[0]) return faults[0];
  const links = rows.map((row) => [row.coDesignRowId, row] as const);
  const circle = firstCircle(linkedRows(data, links), rows);
  if (circle) return circle;
  const renewed = rows.flatMap(({ renews }) => renews ?? []);
  const twice = renewed.find((id, index) => renewed.indexOf(id) !== index);
  if (twice !== undefined) return refuse('already-renewed', { id: twice });
  return [
    ...rows.map((row, index): PlanningFact => {
      const { state: outcome = 'planned' } = requests[index] ?? {};
      return { type: 'CoDesignRowAdded', data: { ...row, outcome } };
    }),
    ...rows.flatMap(({ coDesignRowId, codes }) => askAbout(coDesignRowId, codes, newId)),
  ];
}

function faultOfRow(
  { coDesignRowId, addendumTo, renews, period }: CoDesignRow,
  data: ZoneRegisterData,
  known: ReadonlySet<string>,
): Refusal | undefined {
  for (const other of [addendumTo, renews]) {
    if (other === undefined) continue;
    if (other === coDesignRowId) return refuse('not-itself', { id: other });
    if (!known.has(other)) return rowNotFound(other);
  }
  if (renews !== undefined && renewalOf(data, renews)) {
    return refuse('already-renewed', { id: renews });
  }
  return faultOf(period);
}

/** The refusal of links that would lead a row back to itself; undefined when they lead somewhere else. */
export function circleOf(
  data: Pick<ZoneRegisterData, 'coDesignRows'>,
  coDesignRowId: string,
  links: Pick<CoDesignRow, RowLink>,
): Refusal | undefined {
  const row = { coDesignRowId, ...links };
  return firstCircle(linkedRows(data, [[coDesignRowId, row]]), [row]);
}

function firstCircle(
  rows: LinkedRows,
  of: readonly Pick<CoDesignRow, RowLink | 'coDesignRowId'>[],
): Refusal | undefined {
  for (const { coDesignRowId: id, ...links } of of) {
    for (const link of ['addendumTo', 'renews'] as const) {
      const { [link]: to } = links;
      if (to !== undefined && leadsBack(rows, id, link)) {
        return refuse('links-in-circle', { id, to });
      }
    }
  }
  return undefined;
}

/** The questions about codes that have not the form they should have. */
export function askAbout(
  coDesignRowId: string,
  codes: Pick<ProjectCodes, 'cup' | 'cig'>,
  newId: DecisionContext['newId'],
): readonly PlanningFact[] {
  return malformed(codes).map(({ kind, code, characters }, index) => ({
    type: 'QuestionRaised',
    data: {
      questionId: newId(`question-${coDesignRowId}-${index}`),
      subject: `co-design-row ${coDesignRowId}`,
      text:
        `Il ${kind} «${code}» non ha la forma di un ${kind} (${characters} lettere e cifre): ` +
        'è rimasto come è scritto. Qual è quello giusto?',
    },
  }));
}

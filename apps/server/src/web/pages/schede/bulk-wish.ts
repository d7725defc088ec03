import { currentUnit, headOf, isClosed, nameOf, type OrganisationOn } from '#planning';
import { isUUID } from 'class-validator';
import type { BulkVerbName } from './bulk-verbs.js';

/** One scheda of many that something is asked of: sent twice, the form has the answers of the first time. */
export interface BulkItem {
  readonly schedaId: string;
  /** Of the scheda, as the page showed it. */
  readonly revision: number;
  readonly commandId: string;
}

/** As one hidden field of a form. */
export const itemAsField = ({ schedaId, revision, commandId }: BulkItem): string =>
  `${schedaId} ${revision} ${commandId}`;

/** The items of a form that was sent; what is none is left out. */
export function itemsIn(form: URLSearchParams): readonly BulkItem[] {
  return form.getAll('item').flatMap((field) => {
    const [schedaId = '', revision = '', commandId = ''] = field.split(' ');
    if (!/^\d{1,15}$/.test(revision) || !isUUID(commandId)) return [];
    return [{ schedaId, revision: Number(revision), commandId }];
  });
}

/** What was typed for all of them, by the names of the fields. */
export interface BulkTyped {
  readonly unitId: string;
  readonly personId: string;
  readonly programmeId: string;
  readonly reason: string;
  readonly reasons: readonly string[];
  readonly text: string;
  readonly due: string;
}

export const typedIn = (form: URLSearchParams): BulkTyped => ({
  unitId: form.get('unitId') ?? '',
  personId: form.get('personId') ?? '',
  programmeId: form.get('programmeId') ?? '',
  reason: form.get('reason') ?? '',
  reasons: form.getAll('reasons'),
  text: form.get('text') ?? '',
  due: form.get('due') ?? '',
});

/** The fields that a verb is asked for with, besides the scheda. */
export function wishOf(
  verb: BulkVerbName,
  typed: BulkTyped,
  organisation: OrganisationOn | undefined,
): Readonly<Record<string, unknown>> {
  const { unitId, programmeId, reasons, text, due, reason } = typed;
  const why = reason.trim() === '' ? {} : { reason };
  switch (verb) {
    case 'reassign-scheda': {
      // Where nobody else is named, a unit is answered for by its head.
      const personId = typed.personId.trim() || (headOf(organisation, unitId) ?? '');
      return { unitId, personId, ...why };
    }
    case 'move-scheda':
      return { programmeId, ...why };
    case 'return-scheda':
      return { reasons, text, ...(due !== '' && { due }), ...why };
    case 'check-scheda':
    case 'take-scheda-in-charge':
      return why;
  }
}

/** A unit to which a scheda can be given. */
interface UnitToChoose {
  readonly unitId: string;
  readonly name: string;
  readonly head: string | undefined;
}

/** The units of a zone that exist today, by name; none where the zone keeps no register of them. */
export function unitsToChoose(organisation: OrganisationOn | undefined): readonly UnitToChoose[] {
  if (organisation === undefined) return [];
  return Object.keys(organisation.data.units)
    .filter((unitId) => currentUnit(organisation, unitId) === unitId)
    .filter((unitId) => !isClosed(organisation, unitId))
    .map((unitId) => ({
      unitId,
      name: nameOf(organisation, unitId) ?? unitId,
      head: headOf(organisation, unitId),
    }))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'it'));
}

import type { OfficeDays } from '#calendar';
import type { OfficeClosureOfRegister, OrganisationData } from './organisation.data.js';

/** Undefined for what the register does not know: an id may be any text, and every object has a `constructor`. */
export function closureIn(
  { officeClosures }: Readonly<Pick<OrganisationData, 'officeClosures'>>,
  closureId: string,
): Readonly<OfficeClosureOfRegister> | undefined {
  return Object.hasOwn(officeClosures, closureId) ? officeClosures[closureId] : undefined;
}

/** The closures that stand, by their days: the same ones make the same calendar, whoever entered which first. */
export function closuresOfCalendar({
  officeClosures,
}: Readonly<Pick<OrganisationData, 'officeClosures'>>): NonNullable<OfficeDays['closures']> {
  return Object.values(officeClosures)
    .filter(({ withdrawn }) => withdrawn === undefined)
    .map(({ from, to, why: it }) => ({ from, to, it }))
    .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

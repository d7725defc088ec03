import { WorkingCalendar, type OfficeDays } from '#calendar';
import type { OrganisationOn } from './organisation.js';

const ofTheCountry = new WorkingCalendar();
const ofOffices = new WeakMap<OfficeDays, WorkingCalendar>();

/** The working days of the office of a zone; those of the whole country where the zone keeps no register. */
export function workingCalendarOf(
  organisation: Pick<OrganisationOn, 'data'> | undefined,
): WorkingCalendar {
  const office = organisation?.data.calendar;
  if (office === undefined) return ofTheCountry;
  let calendar = ofOffices.get(office);
  if (!calendar) ofOffices.set(office, (calendar = new WorkingCalendar(office)));
  return calendar;
}

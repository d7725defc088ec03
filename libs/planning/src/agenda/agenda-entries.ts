import { idOf, type CalendarEntry } from '#notifications';
import type { Role } from '#people';
import { cycleName } from '../cycle/cycle-id.js';
import { definitions } from '../definitions/index.js';
import { dueFor } from '../deadline/due-for.js';
import { reads } from '../policy.js';
import type { DeadlineKind } from '../value-sets.js';
import type { DeadlineInAgenda, MeetingInAgenda } from './agenda.projection.js';
import { agendaWords, type AgendaLanguage } from './agenda-words.js';
import { isTheirDeadline } from './whose-deadline.js';

/** In whose place somebody looks at a calendar; a person may have several, as in the worklist. */
export interface AgendaStandpoint {
  readonly role: Role;
  /** Only what concerns these units; null for a role that is bound to none. */
  readonly units: readonly string[] | null;
  /** Only this cycle; null for all. */
  readonly cycleId: string | null;
}

/** How the entries are written. */
export interface AgendaStyle {
  readonly language: AgendaLanguage;
  /** Where something is looked at; without it the entries lead nowhere. */
  readonly addressOf?: ((cycleId: string) => string) | undefined;
  /** The day on which a deadline was met; without it none is said to be. */
  readonly metOn?: (cycleId: string, deadlineId: string) => string | undefined;
}

/** What stands in a calendar, and which deadline, meeting or session it is. */
export interface AgendaEntry extends CalendarEntry {
  readonly cycleId: string;
  readonly kind: 'deadline' | 'meeting' | 'session';
  readonly id: string;
}

/** The deadlines of some that concern somebody, each with the day that holds for them. */
export function deadlineEntries(
  deadlines: readonly DeadlineInAgenda[],
  standpoints: readonly AgendaStandpoint[],
  style: AgendaStyle,
): readonly AgendaEntry[] {
  return deadlines.flatMap((deadline) => {
    const concerned = concernedBy(deadline, standpoints);
    if (concerned.length === 0) return [];
    return [deadlineEntry(deadline, dayFor(deadline, concerned), style)];
  });
}

/** Those of the places of somebody in which a deadline concerns them. */
export function concernedBy(
  deadline: Pick<DeadlineInAgenda, 'cycleId' | 'kind'>,
  standpoints: readonly AgendaStandpoint[],
): readonly AgendaStandpoint[] {
  return standpoints.filter(
    ({ role, cycleId, units }) =>
      reads(role, 'schede') &&
      isTheirDeadline(role, deadline.kind as DeadlineKind) &&
      (cycleId === null || cycleId === deadline.cycleId) &&
      units?.length !== 0,
  );
}

/** The meetings of some that somebody may know of. */
export function meetingEntries(
  meetings: readonly MeetingInAgenda[],
  standpoints: readonly AgendaStandpoint[],
  style: AgendaStyle,
): readonly AgendaEntry[] {
  return meetings
    .filter(({ cycleId }) =>
      standpoints.some(
        (each) => reads(each.role, 'coverage') && (each.cycleId ?? cycleId) === cycleId,
      ),
    )
    .map((meeting) => meetingEntry(meeting, style));
}

/** A deadline in a calendar. @param due the day it is told for: an extension may be of one unit alone */
function deadlineEntry(
  deadline: DeadlineInAgenda,
  due: string,
  { language, addressOf, metOn }: AgendaStyle,
): AgendaEntry {
  const { cycleId, deadlineId, kind, dueBefore, changes, changedMs } = deadline;
  const { standing, standsStill, isCalledOff } = deadline;
  const words = agendaWords(language);
  const isOver = standing === 'waived' || standing === 'cancelled';
  const met = isOver ? undefined : metOn?.(cycleId, deadlineId);
  // Known since the fact that set it: the kinds are a closed set.
  const name = words.kindName(kind as DeadlineKind);
  return {
    ...{ uid: idOf('deadline', cycleId, deadlineId), cycleId, kind: 'deadline', id: deadlineId },
    sequence: changes,
    changedMs,
    when: { day: due },
    title: `${name}: ${cycleInWords(cycleId, language)}`,
    description: [
      words.due(words.dayInWords(due)),
      ...(due === deadline.due ? [] : [words.ofUnit]),
      ...(dueBefore === null ? [] : [words.moved(words.dayInWords(dueBefore))]),
      ...(met === undefined ? [] : [words[met > due ? 'metLate' : 'met'](words.dayInWords(met))]),
      ...(standing === 'running' || met !== undefined ? [] : [words[standing]]),
      ...(standsStill && !isOver ? [words.standsStill] : []),
      ...(isCalledOff ? [words.calledOff] : []),
    ].join('\n'),
    ...(addressOf && { url: addressOf(cycleId) }),
    standing: isOver || isCalledOff ? 'cancelled' : standsStill ? 'tentative' : 'confirmed',
  };
}

/** A meeting in a calendar, or in an invitation to it: the same to everybody. */
export function meetingEntry(
  meeting: MeetingInAgenda,
  { language, addressOf }: AgendaStyle,
): AgendaEntry {
  const { cycleId, meetingId, title, day, dayBefore, startTime, channel, venue, room } = meeting;
  const { onlineAddress, agendaItems, standing, isCalledOff, changes, changedMs } = meeting;
  const words = agendaWords(language);
  const isOff = standing === 'cancelled' || (isCalledOff && standing !== 'held');
  const place = [venue, room].filter((part) => part !== null).join(', ');
  return {
    ...{ uid: idOf('meeting', cycleId, meetingId), cycleId, kind: 'meeting', id: meetingId },
    sequence: changes,
    changedMs,
    when: { day, ...(startTime !== null && { startTime }) },
    title,
    description: [
      `${cycleInWords(cycleId, language)}.`,
      words[channel],
      ...(onlineAddress === null ? [] : [words.joinAt(onlineAddress)]),
      ...(agendaItems.length === 0 ? [] : [words.agenda, ...numbered(agendaItems)]),
      ...(standing === 'scheduled' ? [words.scheduled] : []),
      ...(dayBefore === null ? [] : [words.moved(words.dayInWords(dayBefore))]),
      ...(standing === 'cancelled' ? [words.meetingCancelled] : []),
      ...(isCalledOff ? [words.calledOff] : []),
    ].join('\n'),
    ...(place !== '' && { place }),
    // Whoever is to join opens this; the cycle is a click away from the page of the meeting (RFC 5545, 3.8.4.6).
    ...(onlineAddress === null ? addressOf && { url: addressOf(cycleId) } : { url: onlineAddress }),
    standing: isOff ? 'cancelled' : standing === 'scheduled' ? 'tentative' : 'confirmed',
  };
}

const numbered = (items: readonly string[]): readonly string[] =>
  items.map((item, index) => `${index + 1}. ${item}`);

/** Of all the days that hold for those concerned the first: whoever keeps to it is in time for each. */
export function dayFor(deadline: DeadlineInAgenda, concerned: readonly AgendaStandpoint[]): string {
  const days = concerned.flatMap(({ units }) =>
    units === null ? [deadline.due] : units.map((unit) => dueFor(deadline, unit)),
  );
  return days.toSorted()[0] ?? deadline.due;
}

/** `Programmazione operativa annuale 2024`. */
export function cycleInWords(cycleId: string, language: AgendaLanguage): string {
  const { definitionId = '', year } = cycleName(cycleId) ?? {};
  const title = definitions.find(({ id }) => id === definitionId)?.title[language] ?? definitionId;
  return year === undefined ? title : `${title} ${year}`;
}

import { setTimeout as pause } from 'node:timers/promises';
import { dayInWords, romeDay, romeInstantMs, WorkingCalendar } from '#calendar';
import { dayOfReminder, definitions, registerId, reminderRulesOf } from '#planning';
import { CommandFailed } from '../failure.js';
import type { DeadlineView } from '../traccia-client.js';
import { addresseesOf } from './address-book.js';
import { allSent, lastPosition } from './all-sent.js';
import type { Stage } from './stage.js';
import type { StoryClock } from './story-clock.js';
import { demonstration } from './story-days.js';

/** The day by which the plan of the year after is to be approved, and the last morning that is told. */
const [TARGET, LAST_MORNING] = ['2025-05-30', '2025-04-23'];
/** A minute after the hour at which reminders are sent. */
const MINUTE = '08:01';
/** So long the reminders of a morning may take. */
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 100;

/** A reminder that has gone out: the fact is the cause of the mails. */
export interface SentReminder {
  readonly eventId: string;
  readonly deadlineId: string;
  readonly offsetDays: number;
}

/** What the reminders of a spring came to. */
export interface Spring {
  readonly deadlines: readonly DeadlineView[];
  /** In the order of the log. */
  readonly reminders: readonly SentReminder[];
}

/**
 * The year after begins: its calendar is counted back from the day of approval, and nobody does anything. Morning
 * after morning the keeper reminds those who should, and then those who look after them.
 * @throws CommandFailed when a reminder does not go out
 */
export async function letSpringPass(stage: Stage, clock: StoryClock): Promise<Spring> {
  const { cast, narrator, cycleId } = stage;
  narrator.phase('Scadenze 2025');
  await enterRoles(stage);
  await cast.coordinator.perform('open-cycle', {
    caseFile: {
      identifier: 'DIMOSTRAZIONE-POA-2025',
      ownerAdministration: demonstration('Zona Distretto Livornese'),
      otherAdministrations: ['Comune di Livorno'],
      subject: 'Programmazione operativa annuale 2025 della Zona Livornese',
    },
    responsiblePersonId: cast.coordinator.personId,
  });
  const basis = demonstration('Nessun atto regionale dà una data.');
  await cast.coordinator.perform('set-target-approval', { date: TARGET, basis });
  await cast.coordinator.perform('set-calendar', {});
  const deadlines = await cast.coordinator.client.deadlines(cycleId);
  narrator.tell(
    `Il calendario consueto ha ${deadlines.length} scadenze, ognuna con il suo perché:`,
  );
  for (const { due, kind, it } of deadlines) narrator.tell(`   ${due} ${kind}: ${it}`);
  for (const { day, expected } of mornings(deadlines, romeDay(clock.nowMs()))) {
    await clock.turnTo(romeInstantMs(day, MINUTE));
    await allReminded(stage, expected);
    const which = expected.map(({ deadlineId, offsetDays }) => {
      const kind = deadlines.find((each) => each.deadlineId === deadlineId)?.kind ?? deadlineId;
      return `${kind} ${inWords(offsetDays)}`;
    });
    narrator.tell(`${dayInWords(day, 'it', 'weekday')}, ore 8: ${which.join(', ')}.`);
  }
  return { deadlines, reminders: await remindersOf(stage) };
}

/** How long before the last day of a deadline, or after it. */
export function inWords(offsetDays: number): string {
  if (offsetDays === 0) return 'il giorno stesso';
  const days = Math.abs(offsetDays);
  return `${days} ${days === 1 ? 'giorno' : 'giorni'} ${offsetDays < 0 ? 'prima' : 'dopo'}`;
}

/** Who has which role is entered in the register, so that the keeper knows whom to tell; heads are in it already. */
async function enterRoles(stage: Stage): Promise<void> {
  const { cast, programme, nowMs } = stage;
  const register = registerId(programme.zone, 'organizzazione');
  const { administrator, units } = cast;
  const unitOf = new Map(units.map(({ unitId, referent }) => [referent.personId, unitId]));
  for (const { personId, role } of [
    { personId: administrator.personId, role: 'ADM' },
    ...addresseesOf(stage),
  ]) {
    if (role === undefined || role === 'UH') continue;
    const unitId = unitOf.get(personId);
    await administrator.performOn(register, 'grant-role', {
      ...{ roleGrantId: `ruolo-${personId}`, personId, role, from: romeDay(nowMs()) },
      ...(unitId !== undefined && { unitId }),
    });
  }
}

type Expected = Pick<SentReminder, 'deadlineId' | 'offsetDays'>;

/** The mornings on which the rules say that somebody is to be reminded, the first after a day. */
function mornings(
  deadlines: readonly DeadlineView[],
  today: string,
): readonly { readonly day: string; readonly expected: readonly Expected[] }[] {
  const calendar = new WorkingCalendar();
  const { documents = {} } = definitions.find(({ id }) => id === 'poa-annuale') ?? {};
  const { reminders = [] } = reminderRulesOf(documents) ?? {};
  const expected = deadlines.flatMap(({ deadlineId, due }) =>
    reminders.map(({ offsetDays }) => ({
      ...{ deadlineId, offsetDays, day: dayOfReminder(due, offsetDays, calendar) },
    })),
  );
  const told = expected.filter(({ day }) => day > today && day <= LAST_MORNING);
  return [...Map.groupBy(told, ({ day }) => day)]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([day, ofDay]) => ({ day, expected: ofDay }));
}

/** Waits until the reminders of a morning are recorded, and their mails have gone out. */
async function allReminded(stage: Stage, expected: readonly Expected[]): Promise<void> {
  const untilMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const sent = await remindersOf(stage);
    const missing = expected.filter(
      ({ deadlineId, offsetDays }) =>
        !sent.some((each) => each.deadlineId === deadlineId && each.offsetDays === offsetDays),
    );
    if (missing.length === 0) break;
    if (performance.now() > untilMs) {
      const which = missing.map(({ deadlineId, offsetDays }) => `${deadlineId} ${offsetDays}`);
      throw new CommandFailed(`Promemoria non partiti: ${which.join(', ')}.`);
    }
    await pause(LOOK_EVERY_MS);
  }
  await allSent(stage, await lastPosition(stage));
}

async function remindersOf({ cast, cycleId }: Stage): Promise<readonly SentReminder[]> {
  const reminders: SentReminder[] = [];
  for await (const { id, type, data } of cast.coordinator.client.facts(cycleId)) {
    if (type !== 'ReminderSent') continue;
    const { deadlineId, offsetDays } = data as unknown as Expected; // the contract of the API
    reminders.push({ eventId: id, deadlineId, offsetDays });
  }
  return reminders;
}

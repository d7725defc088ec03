import { roles } from '#people';
import { organisationOf } from '#planning';
import { CommandFailed } from '../failure.js';
import { addresseesOf, personAt } from './address-book.js';
import { allSent } from './all-sent.js';
import type { MailSink } from './mail-sink.js';
import type { Narrator } from './narrator.js';
import { inWords, type Spring } from './reminders.js';
import type { Stage } from './stage.js';

/** A mail that came in, to whom and of what it tells first. */
export interface CountedMail {
  /** The code of a role; `enti` are the bodies. */
  readonly role: string;
  /** The phase of the story in which the fact was recorded that it tells of. */
  readonly stage: string;
  readonly causeEventId: string;
}

/** A row of a table: how many mails went to which roles. */
export interface MailRow {
  readonly title: string;
  readonly byRole: Readonly<Record<string, number>>;
}

/**
 * Waits until everything that is due has gone out, and says of what came in to whom it went and when.
 * @param cycleIds the cycles that are told of
 * @throws CommandFailed when a notice that is said to be sent did not come in, or something does not go out
 */
export async function countMails(
  stage: Stage,
  sink: MailSink,
  cycleIds: readonly string[],
): Promise<readonly CountedMail[]> {
  const { client } = stage.cast.coordinator;
  const recordedMs = new Map<string, number>();
  let last = 0;
  for (const life of [...cycleIds, organisationOf(stage.programme.zone)]) {
    for await (const { id, recordedAt, position } of client.facts(life)) {
      recordedMs.set(id, Date.parse(recordedAt));
      last = Math.max(last, position);
    }
  }
  const sent = await allSent(stage, last);
  const came = new Set(sink.mails.flatMap(({ noticeIds }) => noticeIds));
  const lost = sent.filter(({ noticeId }) => !came.has(noticeId));
  if (lost.length > 0) {
    throw new CommandFailed(`${lost.length} avvisi risultano inviati, e non sono arrivati.`);
  }
  const causes = new Map(sent.map(({ noticeId, causeEventId }) => [noticeId, causeEventId]));
  const roleOf = new Map(addresseesOf(stage).map(({ personId, role }) => [personId, role]));
  return sink.mails.map(({ recipient, noticeIds }) => {
    const causeEventId = causes.get(noticeIds[0] ?? '') ?? '';
    const atMs = recordedMs.get(causeEventId) ?? Number.NaN;
    return {
      role: roleOf.get(personAt(recipient)) ?? BODIES,
      ...{ stage: stage.narrator.phaseAt(atMs), causeEventId },
    };
  });
}

/** Tells how many mails went to which roles at which stage, as a table. @returns how many in all */
export function tellMails({ narrator }: Stage, mails: readonly CountedMail[]): number {
  const ofStage = Map.groupBy(mails, ({ stage }) => stage);
  const rows = narrator.phases.flatMap((title) => rowOf(title, ofStage.get(title)));
  narrator.phase('Avvisi per posta');
  tellTable(narrator, rows);
  return mails.length;
}

/** The mails that remind of a deadline, by deadline and by how long before or after its last day. */
export function remindersIn(
  mails: readonly CountedMail[],
  { deadlines, reminders }: Spring,
): readonly MailRow[] {
  const dueOf = new Map(deadlines.map(({ deadlineId, due, kind }) => [deadlineId, { due, kind }]));
  const which = new Map(
    reminders.map(({ eventId, deadlineId, offsetDays }) => {
      const { kind = '', due = '' } = dueOf.get(deadlineId) ?? {};
      return [eventId, `${kind} (${due}), ${inWords(offsetDays)}`] as const;
    }),
  );
  const ofReminder = Map.groupBy(mails, ({ causeEventId }) => which.get(causeEventId));
  return [...new Set(which.values())].flatMap((title) => rowOf(title, ofReminder.get(title)));
}

/** Tells of the reminders of deadlines alone. */
export function tellReminders({ narrator }: Stage, rows: readonly MailRow[]): void {
  narrator.phase('Promemoria delle scadenze, per posta');
  tellTable(narrator, rows);
}

function rowOf(title: string, mails: readonly CountedMail[] = []): readonly MailRow[] {
  if (mails.length === 0) return [];
  const byRole = Object.groupBy(mails, ({ role }) => role);
  const counts = Object.entries(byRole).map(([role, all = []]) => [role, all.length] as const);
  return [{ title, byRole: Object.fromEntries(counts) }];
}

/** The rows and their total, in the order of the roles. */
function tellTable(narrator: Narrator, of: readonly MailRow[]): void {
  const totals: Record<string, number> = {};
  for (const { byRole } of of) {
    for (const [role, mails] of Object.entries(byRole)) totals[role] = (totals[role] ?? 0) + mails;
  }
  const columns = [...Object.keys(roles), BODIES].filter((role) => totals[role] !== undefined);
  const rows = [...of, { title: 'In tutto', byRole: totals }];
  const width = Math.max(...rows.map(({ title }) => title.length));
  const line = (title: string, cells: readonly string[]): void => {
    narrator.tell(`${title.padEnd(width)} ${cells.map((cell) => cell.padStart(6)).join('')}`);
  };
  line('', [...columns, 'tutti']);
  for (const { title, byRole } of rows) {
    const cells = columns.map((role) => String(byRole[role] ?? '·'));
    line(title, [...cells, String(sum(byRole))]);
  }
}

const BODIES = 'enti';

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((all, each) => all + each, 0);

import { setTimeout as pause } from 'node:timers/promises';
import { roles } from '#people';
import { organisationOf } from '#planning';
import { CommandFailed } from '../failure.js';
import type { DeliveryView } from '../traccia-client.js';
import { addresseesOf, personAt } from './address-book.js';
import type { MailSink } from './mail-sink.js';
import type { Stage } from './stage.js';

/** So long the last mails may take. */
const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 100;

/** How many mails went to whom, at one stage of the story. */
export interface StageMails {
  readonly stage: string;
  /** By the code of a role; `enti` are the bodies. */
  readonly byRole: Readonly<Record<string, number>>;
}

/**
 * Waits until everything that is due has gone out, and counts what came in.
 * @param next the cycle that was drafted from that of the story
 * @throws CommandFailed when a notice that is said to be sent did not come in, or something does not go out
 */
export async function mailsOf(
  stage: Stage,
  sink: MailSink,
  next: string,
): Promise<readonly StageMails[]> {
  const { client } = stage.cast.coordinator;
  const recordedMs = new Map<string, number>();
  let last = 0;
  for (const life of [stage.cycleId, next, organisationOf(stage.programme.zone)]) {
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
  const counts = new Map<string, Map<string, number>>();
  for (const { recipient, noticeIds } of sink.mails) {
    const atMs = recordedMs.get(causes.get(noticeIds[0] ?? '') ?? '') ?? Number.NaN;
    const title = stage.narrator.phaseAt(atMs);
    const role = roleOf.get(personAt(recipient)) ?? BODIES;
    const byRole = counts.get(title) ?? new Map<string, number>();
    byRole.set(role, (byRole.get(role) ?? 0) + 1);
    counts.set(title, byRole);
  }
  const inOrder = stage.narrator.phases.filter((title) => counts.has(title));
  return inOrder.map((title) => ({
    stage: title,
    byRole: Object.fromEntries(counts.get(title) ?? []),
  }));
}

/** Tells how many mails went to which roles at which stage, as a table. @returns how many in all */
export function tellMails({ narrator }: Stage, stages: readonly StageMails[]): number {
  const totals: Record<string, number> = {};
  for (const { byRole } of stages) {
    for (const [role, mails] of Object.entries(byRole)) totals[role] = (totals[role] ?? 0) + mails;
  }
  const columns = [...Object.keys(roles), BODIES].filter((role) => totals[role] !== undefined);
  const rows = [...stages, { stage: 'In tutto', byRole: totals }];
  const width = Math.max(...rows.map(({ stage }) => stage.length));
  const line = (title: string, cells: readonly string[]): void => {
    narrator.tell(`${title.padEnd(width)} ${cells.map((cell) => cell.padStart(6)).join('')}`);
  };
  narrator.phase('Avvisi per posta');
  line('', [...columns, 'tutti']);
  for (const { stage, byRole } of rows) {
    const cells = columns.map((role) => String(byRole[role] ?? '·'));
    line(stage, [...cells, String(sum(byRole))]);
  }
  return sum(totals);
}

const BODIES = 'enti';

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((all, each) => all + each, 0);

/** The deliveries by mail that went out, once none is due that did not. */
async function allSent({ cast, nowMs }: Stage, position: number): Promise<readonly DeliveryView[]> {
  const { client } = cast.coordinator;
  const untilMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const all = [];
    for await (const each of client.deliveries({ channel: 'email', limit: 200, after: position })) {
      all.push(each);
    }
    const due = all.filter(
      ({ state, nextAt }) =>
        state === 'waiting' && nextAt !== null && Date.parse(nextAt) <= nowMs(),
    );
    if (due.length === 0) return all.filter(({ state }) => state === 'sent');
    if (performance.now() > untilMs) {
      throw new CommandFailed(`${due.length} avvisi non sono partiti: il motivo è nel registro.`);
    }
    await pause(LOOK_EVERY_MS);
  }
}

import type { DatabaseSync } from 'node:sqlite';
import { ACCESS } from '#access-log';
import { addDays, romeDay, romeInstantMs } from '#calendar';
import type { LogFilter, RecordedEvent } from '#event-store';
import {
  addNotice,
  followMailbox,
  isAbout,
  MAILBOX,
  moveDigests,
  noticeIdOf,
  noticeTables,
  removeNoticesToCome,
  undoNotices,
  type About,
  type ChannelName,
  type NoticeRule,
} from '#notifications';
import { Projection } from '#projections';
import {
  MIGRATION,
  migrationIn,
  workflowOf,
  type DefinitionReference,
  type Workflow,
  type Workflows,
} from '#workflow';
import type { Envelope } from '../envelope.js';
import { idOfStream } from '../cycle/cycle-id.js';
import { toldFromMs } from '../deadline/undo-window.js';
import type { LifeData } from '../life-data.js';
import {
  followOrganisation,
  organisationIn,
  organisationTable,
} from '../organisation/organisation.table.js';
import { officeDaysIn } from './office-days-in.js';
import type { PlanningFact } from '../planning-fact.js';
import { statement } from '../read-side/statement.js';
import { aboutOf, aboutTable, followAbouts, typesOfAbouts } from './abouts.js';
import { whoIsIn, type Recipient } from './audiences.js';
import {
  callOffConvened,
  followOccasions,
  occasionTable,
  typesOfOccasions,
} from './call-off-convened.js';
import { followScene, sceneTables, typesOfScene, type Scene } from './notice-scene.js';
import { noticeRulesOf } from './notice-rules-of.js';
import { tellOfAccess } from './tell-of-access.js';
import { tellOfPost } from './tell-of-post.js';
import { followObservations, observationTable } from './told-observations.js';
import {
  followReminders,
  reminderTable,
  remindersOfUnit,
  takeBackReminders,
  typesOfReminders,
} from './told-reminders.js';
import { reviewOf } from './watched-rows.js';

/** When what a fact foretells is told, on the wall in Rome. */
const MORNING = '08:00';

/** With these the office works on other days, and digests leave on others. */
const changesOfCalendar: ReadonlySet<PlanningFact['type']> = new Set([
  ...(['OfficeSeatSet', 'OfficeClosureAdded', 'OfficeClosureWithdrawn'] as const),
]);

/** What is kept of a fact to tell of it, now or on a day to come. */
interface ToldFact {
  readonly cycleId: string;
  readonly eventId: string;
  readonly position: number;
  readonly fact: PlanningFact;
  readonly envelope: Pick<Envelope, 'actor' | 'recordedAt' | 'commandId'>;
}

/**
 * Who is told what: a notice for everybody a rule means, of the definition or for accesses, found as things stood
 * when the fact was recorded, with what became of it by each channel. It follows from the log alone, so that
 * whichever instance sends goes on where another one stopped.
 */
export class NoticesProjection extends Projection {
  readonly name = 'notices';
  readonly version = 9;
  /** All there is of them: a program may ask to be told of any type of fact. */
  readonly filter: LogFilter = { categories: ['cycle', 'register', MAILBOX, ACCESS] };
  readonly schema = `${noticeTables} ${organisationTable} ${sceneTables} ${aboutTable} ${reminderTable}
    ${occasionTable} ${observationTable}
    CREATE TABLE told_life (
      cycle_id TEXT PRIMARY KEY,
      zone TEXT NOT NULL,
      definition TEXT NOT NULL -- JSON
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE foretold ( -- what is told of on a day to come
      event_id TEXT NOT NULL,
      rule_id TEXT NOT NULL,
      zone TEXT NOT NULL,
      shown_ms INTEGER NOT NULL,
      about_kind TEXT NOT NULL,
      about_id TEXT NOT NULL,
      told TEXT NOT NULL, -- JSON
      PRIMARY KEY (event_id, rule_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX foretold_in_zone ON foretold (zone, shown_ms);
  `;

  /** The types of facts of which people are told, or that say something about them. */
  readonly #followed: ReadonlySet<string>;

  constructor(private readonly workflows: Workflows<LifeData>) {
    super();
    const rules = workflows.all.flatMap(({ definition }) => noticeRulesOf(definition));
    const organisations = workflows.all.filter(
      ({ reference }) => reference.id === 'organizzazione',
    );
    this.#followed = new Set([
      MIGRATION,
      ...typesOfReminders,
      ...rules.flatMap(({ on, undoneBy = [] }) => [...on, ...undoneBy]),
      ...organisations.flatMap(({ definition }) => Object.keys(definition.remember)),
      ...typesOfScene(),
      ...typesOfAbouts(),
      ...typesOfOccasions(),
    ]);
  }

  apply(event: RecordedEvent, database: DatabaseSync): void {
    if (followMailbox(event, database, (zone) => officeDaysIn(database, zone))) {
      tellOfPost(event, database);
      return;
    }
    if (tellOfAccess(event, database)) return;
    const life = this.#lifeOf(event, database);
    if (!life) return;
    const { zone, workflow } = life;
    if (!this.#followed.has(event.type)) {
      tellProgramsAlone(event, zone, database);
      return;
    }
    const isOrganisation = followOrganisation(life, event, database);
    const told = toldFact(event);
    const { fact, cycleId, envelope } = told;
    if (event.type === MIGRATION) this.#retell(zone, envelope.recordedAt, database, cycleId);
    if (isOrganisation) this.#retell(zone, envelope.recordedAt, database);
    if (changesOfCalendar.has(fact.type)) {
      const calendar = officeDaysIn(database, zone);
      moveDigests(database, { zone, calendar, at: envelope.recordedAt });
    }
    followReminders(told, database);
    takeBackReminders({ fact, cycleId, recordedAt: envelope.recordedAt }, database);
    followObservations(fact, event.id, database);
    followAbouts(fact, { cycleId, revision: event.revision, database });
    const scene = sceneOf(told, zone, romeDay(Date.parse(envelope.recordedAt)), database);
    if (!isOrganisation) followScene(scene);
    followOccasions(scene);
    const rules = noticeRulesOf(workflow.definition);
    undo(rules, told, database);
    for (const rule of rules) if (isAbout(rule, event)) tell(rule, told, scene);
    callOffConvened(rules, scene, { position: event.position, ...envelope });
    tellPrograms(told, scene);
  }

  #lifeOf(
    event: RecordedEvent,
    database: DatabaseSync,
  ): { readonly zone: string; readonly workflow: Workflow<LifeData> } | undefined {
    const cycleId = idOfStream(event.stream);
    const row = findLife(database).get(cycleId);
    const migration = migrationIn({ type: event.type, data: event.data });
    if (row && migration) {
      const workflow = this.workflows.find(migration.to);
      changeLife(database).run(JSON.stringify(workflow.reference), cycleId);
      return { zone: row['zone'] as string, workflow };
    }
    if (row) {
      const reference = JSON.parse(row['definition'] as string) as DefinitionReference;
      return { zone: row['zone'] as string, workflow: this.workflows.find(reference) };
    }
    if (event.revision !== 0) return undefined;
    const workflow = workflowOf(this.workflows, event);
    const zone = event.data['zone'] as string;
    keepLife(database).run(cycleId, zone, JSON.stringify(workflow.reference));
    return { zone, workflow };
  }

  /**
   * Finds anew who is meant by what is told on a day to come, since roles and units have changed; or, of one life,
   * whether anybody is, since its rules have.
   */
  #retell(zone: string, recordedAt: string, database: DatabaseSync, ofCycle?: string): void {
    const nowMs = Date.parse(recordedAt);
    forget(database).run(zone, nowMs);
    for (const row of toCome(database).all(zone)) {
      const told = JSON.parse(row['told'] as string) as ToldFact;
      if (ofCycle !== undefined && told.cycleId !== ofCycle) continue;
      const reference = findLife(database).get(told.cycleId)?.['definition'] as string;
      const { definition } = this.workflows.find(JSON.parse(reference) as DefinitionReference);
      const rule = noticeRulesOf(definition).find(({ ruleId }) => ruleId === row['rule_id']);
      const ruleId = row['rule_id'] as string;
      removeNoticesToCome(database, { eventId: told.eventId, ruleId, at: recordedAt });
      if (!rule) {
        // The version the life follows now tells nobody of it.
        forgetOne(database).run(told.eventId, ruleId);
        continue;
      }
      const shownMs = row['shown_ms'] as number;
      tellOn(shownMs, rule, told, sceneOf(told, zone, romeDay(shownMs), database));
    }
  }
}

/** Written by our own pipeline: the shapes are checked there. */
function toldFact(event: RecordedEvent): ToldFact {
  return {
    cycleId: idOfStream(event.stream),
    ...{ eventId: event.id, position: event.position },
    fact: { type: event.type, data: event.data } as unknown as PlanningFact,
    envelope: event.metadata as unknown as Envelope,
  };
}

function sceneOf(
  { cycleId, eventId, fact, envelope }: ToldFact,
  zone: string,
  day: string,
  database: DatabaseSync,
): Scene<PlanningFact> {
  const organisation = organisationIn(database, zone, day);
  return { database, cycleId, zone, eventId, day, organisation, fact, actor: envelope.actor };
}

/** What the fact makes idle is not told any more. */
function undo(rules: readonly NoticeRule[], told: ToldFact, database: DatabaseSync): void {
  const { fact, cycleId, envelope } = told;
  const ruleIds = rules
    .filter(({ undoneBy = [] }) => undoneBy.includes(fact.type))
    .map(({ ruleId }) => ruleId);
  if (ruleIds.length === 0) return;
  const about = aboutOf(fact, cycleId);
  // What one unit alone is given more time for, the others are reminded of all the same.
  const unitId = fact.type === 'DeadlineExtended' ? fact.data.unitId : undefined;
  const only =
    unitId === undefined
      ? undefined
      : remindersOfUnit(database, { cycleId, deadlineId: about.id, unitId });
  undoNotices(database, { cycleId, about, ruleIds, only, at: envelope.recordedAt });
  unforetell(database).run(about.kind, about.id, cycleId, JSON.stringify(ruleIds));
}

function tell(rule: NoticeRule, told: ToldFact, scene: Scene<PlanningFact>): void {
  const recordedMs = Date.parse(told.envelope.recordedAt);
  if (!rule.foretells) {
    tellOn(toldFromMs(told.fact, recordedMs), rule, told, scene);
    return;
  }
  const { database, zone, cycleId, fact } = scene;
  const day = dayForetold(rule.foretells.day, scene);
  if (day === undefined) return;
  const morningMs = romeInstantMs(addDays(day, rule.foretells.days), MORNING);
  const shownMs = Math.max(morningMs, recordedMs);
  const about = aboutOf(fact, cycleId);
  foretell(database).run(
    ...[told.eventId, rule.ruleId, zone, shownMs, about.kind, about.id, JSON.stringify(told)],
  );
  tellOn(shownMs, rule, told, sceneOf(told, zone, romeDay(shownMs), database));
}

/** The day a fact foretells: one of its own, or that on which a row needs a look. */
function dayForetold(name: string, scene: Scene<PlanningFact>): string | undefined {
  if (name === 'review-of-row') return reviewOf(scene);
  const day = (scene.fact.data as Readonly<Record<string, unknown>>)[name];
  return typeof day === 'string' ? day : undefined;
}

function tellOn(
  shownMs: number,
  rule: NoticeRule,
  told: ToldFact,
  scene: Scene<PlanningFact>,
): void {
  const { ruleId } = rule;
  const done = new Set<string>(rule.tellsActor ? [] : [told.envelope.actor.personId]);
  for (const audience of rule.told) {
    for (const recipient of whoIsIn(audience, scene)) {
      if (done.has(recipient.recipientId)) continue;
      done.add(recipient.recipientId);
      const { recipientId } = recipient;
      const channels = channelsTo(recipient, rule);
      add({ told, scene, recipientId, ruleId, audience, rule, channels, shownMs, isInInbox: true });
    }
  }
}

/** Certified mail goes to bodies and stakeholders, never to those who work here. */
function channelsTo({ kind }: Recipient, { channels }: NoticeRule): readonly ChannelName[] {
  return channels.filter(
    (channel): channel is 'email' | 'pec' =>
      channel === 'email' || (channel === 'pec' && kind !== 'person'),
  );
}

/** Programs that listen are told of the facts they asked for, whoever did them. */
function tellPrograms(told: ToldFact, scene: Pick<Scene<PlanningFact>, 'database' | 'zone'>): void {
  for (const row of listeners(scene.database).all(scene.zone, told.fact.type)) {
    add({
      ...{ told, scene, recipientId: row['recipient_id'] as string },
      ...{ ruleId: 'webhook', audience: 'webhook', rule: { digest: 'never' } as const },
      ...{ channels: ['webhook'] as const, isInInbox: false },
      shownMs: toldFromMs(told.fact, Date.parse(told.envelope.recordedAt)),
    });
  }
}

/** What people are told nothing of is most of the log: of that no more is looked at. */
function tellProgramsAlone(event: RecordedEvent, zone: string, database: DatabaseSync): void {
  tellPrograms(toldFact(event), { database, zone });
}

function add({
  told,
  scene: { database, zone },
  recipientId,
  ruleId,
  audience,
  rule,
  channels,
  shownMs,
  isInInbox,
}: {
  readonly told: ToldFact;
  readonly scene: Pick<Scene<PlanningFact>, 'database' | 'zone'>;
  readonly recipientId: string;
  readonly ruleId: string;
  readonly audience: string;
  readonly rule: Pick<NoticeRule, 'digest' | 'acknowledge' | 'legal'>;
  readonly channels: readonly ChannelName[];
  readonly shownMs: number;
  readonly isInInbox: boolean;
}): void {
  const { eventId, position, cycleId, fact, envelope } = told;
  const { recordedAt, commandId } = envelope;
  const about: About = aboutOf(fact, cycleId);
  addNotice(database, {
    noticeId: noticeIdOf(eventId, ruleId, recipientId),
    ...{ zone, recipientId, ruleId, audience, cycleId, about, rule, channels },
    ...{ shownMs, isInInbox, commandId },
    calendar: () => officeDaysIn(database, zone),
    cause: { eventId, type: fact.type, position, recordedAt },
  });
}

const findLife = statement('SELECT zone, definition FROM told_life WHERE cycle_id = ?');
const keepLife = statement('INSERT OR IGNORE INTO told_life VALUES (?, ?, ?)');
const changeLife = statement('UPDATE told_life SET definition = ? WHERE cycle_id = ?');
const forgetOne = statement('DELETE FROM foretold WHERE event_id = ? AND rule_id = ?');
const foretell = statement('INSERT OR REPLACE INTO foretold VALUES (?, ?, ?, ?, ?, ?, ?)');
const forget = statement('DELETE FROM foretold WHERE zone = ? AND shown_ms <= ?');
const toCome = statement(
  'SELECT rule_id, shown_ms, told FROM foretold WHERE zone = ? ORDER BY event_id, rule_id',
);
const unforetell = statement(`
  DELETE FROM foretold
  WHERE about_kind = ? AND about_id = ? AND told ->> 'cycleId' = ?
    AND rule_id IN (SELECT value FROM json_each(?))`);
const listeners = statement(`
  SELECT recipient_id FROM webhook
  WHERE zone = ? AND given_up_at IS NULL
    AND EXISTS (SELECT 1 FROM json_each(types) WHERE value = ?)`);

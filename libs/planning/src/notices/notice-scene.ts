import type { DatabaseSync } from 'node:sqlite';
import type { AccessFact } from '#access-log';
import type { MailboxFact } from '#notifications';
import type { OrganisationOn } from '../organisation/organisation.js';
import { keepsRoles } from '../organisation/roles-of-persons.js';
import type { ActorInFact } from '../envelope.js';
import type { PlanningFact } from '../planning-fact.js';
import { statement } from '../read-side/statement.js';
import { bodyId } from './body-id.js';
import { atFact, type ByType } from './by-type.js';

/**
 * The tables in which the projection of notices keeps what audiences are found by, besides the organisation: ids,
 * and no text of a scheda.
 */
export const sceneTables = `
  CREATE TABLE given_scheda (
    cycle_id TEXT NOT NULL,
    scheda_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    PRIMARY KEY (cycle_id, scheda_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE body_of_meeting (
    cycle_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    body_id TEXT NOT NULL,
    PRIMARY KEY (cycle_id, meeting_id, body_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE organ_of_session (
    cycle_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    body_id TEXT NOT NULL,
    PRIMARY KEY (cycle_id, session_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE contributor (
    cycle_id TEXT NOT NULL,
    contribution_id TEXT NOT NULL,
    recipient_id TEXT NOT NULL,
    PRIMARY KEY (cycle_id, contribution_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE waiting_return ( -- schede that were returned and neither handed in nor passed on since
    cycle_id TEXT NOT NULL,
    scheda_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    PRIMARY KEY (cycle_id, scheda_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE seen_acting ( -- in zones that keep no roles
    zone TEXT NOT NULL,
    role TEXT NOT NULL,
    person_id TEXT NOT NULL,
    PRIMARY KEY (zone, role, person_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE watched_row (
    cycle_id TEXT NOT NULL,
    row_id TEXT NOT NULL,
    state TEXT NOT NULL,
    last_day TEXT,
    again_on TEXT,
    PRIMARY KEY (cycle_id, row_id)
  ) STRICT, WITHOUT ROWID;
`;

/** A fact as it is told, and the zone as it was then. */
export interface Scene<Fact = PlanningFact | AccessFact | MailboxFact> {
  readonly database: DatabaseSync;
  readonly cycleId: string;
  readonly zone: string;
  readonly eventId: string;
  /** The day on which it is told, Europe/Rome. */
  readonly day: string;
  readonly organisation: OrganisationOn | undefined;
  readonly fact: Fact;
  readonly actor: Pick<ActorInFact, 'personId' | 'role'>;
}

const given = (
  {
    schedaId,
    unitId,
    personId,
  }: { readonly schedaId: string; readonly unitId: string; readonly personId: string },
  { database, cycleId }: Scene<PlanningFact>,
): void => {
  give(database).run(cycleId, schedaId, unitId, personId);
};

const isBack = (
  { schedaId }: { readonly schedaId: string },
  { database, cycleId }: Scene<PlanningFact>,
): void => {
  endReturn(database).run(cycleId, schedaId);
};

const staging: ByType<Scene<PlanningFact>, void> = {
  CycleOpened({ responsiblePersonId }, scene) {
    noteActing(scene, 'UPc', responsiblePersonId);
  },
  KickoffHeld({ attendance }, scene) {
    for (const { personId } of attendance) noteActing(scene, 'UH', personId);
  },
  SchedaAssigned: given,
  SchedaCarriedOver: given,
  SchedaReassigned({ schedaId, toUnitId, toPersonId }, scene) {
    given({ schedaId, unitId: toUnitId, personId: toPersonId }, scene);
    // It was returned to somebody else, who can do nothing about it any more.
    isBack({ schedaId }, scene);
  },
  SchedaReturned({ schedaId }, { database, cycleId, eventId }) {
    waitFor(database).run(cycleId, schedaId, eventId);
  },
  SchedaSubmitted: isBack,
  SchedaWithdrawn: isBack,
  SchedaLeftOut: isBack,
  MeetingConvened({ meetingId, bodyIds = [] }, { database, cycleId }) {
    for (const bodyId of bodyIds) invite(database).run(cycleId, meetingId, bodyId);
  },
  OrganConvened({ sessionId, organ }, { database, cycleId }) {
    const id = bodyId(organ);
    if (id !== undefined) conveneOrgan(database).run(cycleId, sessionId, id);
  },
  ContributionReceived({ contributionId, bodyId: takenInFor }, { database, cycleId, actor }) {
    // Whom the office took it in for, the fact says under seal: unless it names an id, they are answered as they wrote.
    const recipientId = actor.role === 'ETS' ? actor.personId : takenInFor;
    if (recipientId !== undefined) contribute(database).run(cycleId, contributionId, recipientId);
  },
};

/** The types of facts that `followScene` looks at, whether or not anybody is told of them. */
export const typesOfScene = (): readonly string[] => Object.keys(staging);

/** Keeps what a fact says of who is to be told of later ones. */
export function followScene(scene: Scene<PlanningFact>): void {
  const { fact, actor } = scene;
  if (actor.role !== 'SYS') noteActing(scene, actor.role, actor.personId);
  atFact(staging, fact, scene);
}

/** Where a zone keeps roles in its register, nothing else says who has one. */
function noteActing({ organisation, database, zone }: Scene, role: string, personId: string): void {
  if (organisation && keepsRoles(organisation.data)) return;
  see(database).run(zone, role, personId);
}

const see = statement('INSERT OR IGNORE INTO seen_acting VALUES (?, ?, ?)');
const give = statement('INSERT OR REPLACE INTO given_scheda VALUES (?, ?, ?, ?)');
const invite = statement('INSERT OR IGNORE INTO body_of_meeting VALUES (?, ?, ?)');
const conveneOrgan = statement('INSERT OR REPLACE INTO organ_of_session VALUES (?, ?, ?)');
const contribute = statement('INSERT OR REPLACE INTO contributor VALUES (?, ?, ?)');
const waitFor = statement('INSERT OR REPLACE INTO waiting_return VALUES (?, ?, ?)');
const endReturn = statement('DELETE FROM waiting_return WHERE cycle_id = ? AND scheda_id = ?');

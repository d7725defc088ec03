import type { Role } from '#people';
import type { ReminderLevel } from '../deadline/deadline.facts.js';
import { isStillTheirs } from '../organisation/acting.js';
import {
  currentUnit,
  headOf,
  holdsOn,
  isClosed,
  type OrganisationOn,
} from '../organisation/organisation.js';
import {
  everyRole,
  isDeactivated,
  keepsRoles,
  knowsPerson,
} from '../organisation/roles-of-persons.js';
import { statement } from '../read-side/statement.js';
import type { Scene } from './notice-scene.js';

/** Somebody who is told: a person, a person who speaks for a stakeholder, or a body. */
export interface Recipient {
  readonly recipientId: string;
  readonly kind: 'person' | 'stakeholder' | 'body';
}

/** Who is meant by the name of an audience, at the moment of a fact. */
type Audience = (scene: Scene) => readonly Recipient[];

const persons = (ids: readonly (string | undefined)[]): readonly Recipient[] =>
  ids.flatMap((recipientId) =>
    recipientId === undefined ? [] : [{ recipientId, kind: 'person' }],
  );
const bodies = (ids: readonly (string | undefined)[]): readonly Recipient[] =>
  ids.flatMap((recipientId) => (recipientId === undefined ? [] : [{ recipientId, kind: 'body' }]));
const union =
  (...audiences: readonly Audience[]): Audience =>
  (scene) =>
    audiences.flatMap((audience) => audience(scene));

const withRole =
  (...roles: readonly Role[]): Audience =>
  (scene) =>
    persons(whoHave(scene, roles));
const stakeholders: Audience = (scene) =>
  whoHave(scene, ['ETS']).map((recipientId) => ({ recipientId, kind: 'stakeholder' }));

/** The heads of all units that are there that day; where none is registered, whoever has acted as one. */
const unitHeads: Audience = (scene) => {
  const { organisation } = scene;
  const open = Object.keys(organisation?.data.units ?? {}).filter(
    (unitId) => currentUnit(organisation, unitId) === unitId && !isClosed(organisation, unitId),
  );
  const heads = open.map((unitId) => headOf(organisation, unitId));
  return heads.some((head) => head !== undefined) ? persons(heads) : persons(seen(scene, ['UH']));
};

/** The schede that a fact is about. */
function schedeOf({ database, cycleId, fact }: Scene): readonly GivenScheda[] {
  const { schedaId, scope } = fact.data as {
    readonly schedaId?: string;
    readonly scope?: readonly { readonly schedaId: string }[];
  };
  const ids = schedaId === undefined ? (scope ?? []).map((each) => each.schedaId) : [schedaId];
  // The columns of `findScheda`.
  return ids.flatMap((id) => findScheda(database).all(cycleId, id) as unknown as GivenScheda[]);
}

interface GivenScheda {
  readonly unitId: string;
  readonly personId: string;
}

/** The head of its unit; where the organisation names none, whom it was given to. */
const headsOfSchede: Audience = (scene) =>
  persons(schedeOf(scene).map((scheda) => headOfScheda(scheda, scene)));

function headOfScheda({ unitId, personId }: GivenScheda, { organisation }: Scene): string {
  return headOf(organisation, currentUnit(organisation, unitId)) ?? personId;
}

/** Whom the scheda was given to, and those who fill in schede for its unit. */
const fillersOfSchede: Audience = (scene) =>
  persons(
    schedeOf(scene).flatMap((scheda) => [
      // Whoever headed the unit before has nothing to fill in any more.
      ...(isFormerHead(scheda, scene) ? [] : [scheda.personId]),
      ...whoHave(scene, ['RF'], scheda.unitId),
    ]),
  );

function isFormerHead({ unitId, personId }: GivenScheda, { organisation }: Scene): boolean {
  const unit = organisation?.data.units[currentUnit(organisation, unitId)];
  const head = organisation && headOf(organisation, currentUnit(organisation, unitId));
  return (
    head !== undefined &&
    head !== personId &&
    (unit?.heads.some((each) => each.personId === personId) ?? false)
  );
}

/** Who stands in for the head of its unit that day, in that cycle. */
const delegatesOfSchede: Audience = (scene) =>
  persons(schedeOf(scene).flatMap((scheda) => delegatesFor(scheda.unitId, scene)));

function delegatesFor(unitId: string, { organisation, cycleId }: Scene): readonly string[] {
  if (!organisation) return [];
  const unit = currentUnit(organisation, unitId);
  return activeDelegations(organisation)
    .filter(
      ({ fromRole, scope }) =>
        fromRole === 'UH' &&
        scope.unitId !== undefined &&
        currentUnit(organisation, scope.unitId) === unit &&
        (scope.cycleId ?? cycleId) === cycleId,
    )
    .map(({ toPersonId }) => toPersonId);
}

const activeDelegations = (organisation: OrganisationOn) =>
  Object.values(organisation.data.delegations).filter(
    (each) => holdsOn(each, organisation.day) && isStillTheirs(organisation, each),
  );

const field =
  (name: string): Audience =>
  ({ fact }) =>
    persons([(fact.data as Readonly<Record<string, string | undefined>>)[name]]);

/** The persons that a fact says were told. */
const reminded: Audience = ({ fact }) =>
  fact.type === 'ReminderSent' ? persons(fact.data.told.map(({ personId }) => personId)) : [];

/**
 * Whose account an access is about: whoever did it, unless it names somebody else; nobody whom the zone does not
 * know.
 */
const ownerOfAccount: Audience = ({ fact, actor, organisation }) => {
  const { about = [actor.personId] } = fact.data as { readonly about?: readonly string[] };
  return persons(about.filter((id) => organisation && knowsPerson(organisation, id)));
};

const invitedBodies: Audience = ({ database, cycleId, fact }) => {
  const { meetingId = '' } = fact.data as { readonly meetingId?: string };
  return bodies(
    bodiesOfMeeting(database)
      .all(cycleId, meetingId)
      .map((row) => row['body_id'] as string),
  );
};

const contributor: Audience = ({ database, cycleId, fact }) => {
  const { contributionId = '' } = fact.data as { readonly contributionId?: string };
  const row = findContributor(database).get(cycleId, contributionId);
  if (!row) return [];
  const recipientId = row['recipient_id'] as string;
  return [{ recipientId, kind: 'stakeholder' }];
};

/** The organ a session is of, under the id of its name: its secretariat has a mailbox for all members. */
const organ: Audience = ({ database, cycleId, fact }) => {
  const { sessionId = '' } = fact.data as { readonly sessionId?: string };
  return bodies([
    organOfSession(database).get(cycleId, sessionId)?.['body_id'] as string | undefined,
  ]);
};

const bodiesOfCycle: Audience = ({ database, cycleId }) =>
  bodies(
    everyBody(database)
      .all(cycleId)
      .map((row) => row['id'] as string),
  );

/** All who have to do with the cycle: the office and the organ, the heads, whoever fills in or stands in. */
const everybody: Audience = union(
  withRole('UPc', 'UPo', 'DIR', 'SEG', 'RF'),
  unitHeads,
  stakeholders,
  ({ database, cycleId }) =>
    persons(
      everyHolder(database)
        .all(cycleId)
        .map((row) => row['person_id'] as string),
    ),
  ({ organisation }) =>
    persons(
      organisation ? activeDelegations(organisation).map(({ toPersonId }) => toPersonId) : [],
    ),
);

/** Every audience that a rule may name. */
export const audiences: Readonly<Record<string, Audience>> = {
  'unit-heads': unitHeads,
  'head-of-scheda': headsOfSchede,
  'heads-in-scope': headsOfSchede,
  'fillers-of-scheda': fillersOfSchede,
  'delegates-of-scheda': delegatesOfSchede,
  'former-holder-of-scheda': field('fromPersonId'),
  director: withRole('DIR'),
  auditors: withRole('AUD'),
  administrators: withRole('ADM'),
  coordinator: withRole('UPc'),
  office: withRole('UPc', 'UPo'),
  secretariat: withRole('SEG'),
  stakeholders,
  'third-sector': () => bodies(['consulta-del-terzo-settore']),
  'invited-bodies': invitedBodies,
  contributor,
  organ,
  'bodies-of-cycle': bodiesOfCycle,
  everybody,
  reminded,
  delegator: field('fromPersonId'),
  delegate: field('toPersonId'),
  'owner-of-account': ownerOfAccount,
};

/** Why somebody is told, after “perché” and “because”. */
export const audienceReasons: Readonly<
  Record<string, { readonly it: string; readonly en: string }>
> = {
  'unit-heads': { it: "sei responsabile di un'unità", en: 'you head a unit' },
  'head-of-scheda': {
    it: 'sei responsabile dell’unità della scheda',
    en: 'you head the unit of the scheda',
  },
  'heads-in-scope': {
    it: 'la revisione riprende una scheda della tua unità',
    en: 'the revision takes up a scheda of your unit',
  },
  'fillers-of-scheda': {
    it: 'compili le schede di quell’unità',
    en: 'you fill in the schede of that unit',
  },
  'delegates-of-scheda': {
    it: 'sostituisci il responsabile dell’unità della scheda',
    en: 'you stand in for the head of the unit of the scheda',
  },
  'former-holder-of-scheda': {
    it: 'la scheda era affidata a te',
    en: 'the scheda had been given to you',
  },
  director: { it: 'sei il Direttore di zona', en: 'you are the director of the zone' },
  auditors: { it: 'sei tra i revisori della zona', en: 'you are an auditor of the zone' },
  administrators: { it: 'amministri il sistema', en: 'you administer the system' },
  coordinator: {
    it: "coordini l'Ufficio di Piano",
    en: 'you coordinate the planning office',
  },
  office: { it: "lavori nell'Ufficio di Piano", en: 'you work in the planning office' },
  secretariat: {
    it: 'sei la segreteria della Conferenza',
    en: 'you are the secretariat of the Conference',
  },
  stakeholders: { it: 'sei un portatore di interesse', en: 'you are a stakeholder' },
  'owner-of-account': { it: 'l’account è tuo', en: 'the account is yours' },
  'third-sector': { it: 'è la Consulta del Terzo settore', en: 'it is the third sector council' },
  'invited-bodies': { it: "è tra gli invitati all'incontro", en: 'it is invited to the meeting' },
  contributor: { it: 'il contributo è tuo', en: 'the contribution is yours' },
  organ: { it: "è l'organo della seduta", en: 'it is the organ of the session' },
  'bodies-of-cycle': {
    it: 'ha preso parte al ciclo',
    en: 'it has taken part in the cycle',
  },
  everybody: { it: 'hai a che fare con il ciclo', en: 'you have to do with the cycle' },
  reminded: {
    it: 'la scadenza riguarda un tuo compito, o di chi coordini',
    en: 'the deadline is for something of yours, or of those you coordinate',
  },
  delegator: { it: 'hai conferito la delega', en: 'you have granted the delegation' },
  delegate: { it: 'hai ricevuto la delega', en: 'you have been given the delegation' },
  webhook: { it: 'è un programma in ascolto', en: 'it is a program that listens' },
};

/** Why somebody is reminded of a deadline, by the level they are told at; after “perché” and “because”. */
export const reminderReasons: Readonly<
  Record<ReminderLevel, { readonly it: string; readonly en: string }>
> = {
  owner: {
    it: 'la scadenza riguarda un tuo compito',
    en: 'the deadline is for something of yours',
  },
  coordinator: {
    it: 'coordini chi non l’ha ancora rispettata',
    en: 'you coordinate those who have not met it yet',
  },
  director: {
    it: 'dirigi la zona in cui non è stata ancora rispettata',
    en: 'you direct the zone where it has not been met yet',
  },
};

/**
 * Who is meant by an audience, each once; nobody who is deactivated.
 * @throws Error for an audience nobody has defined: the tests of the definitions find it before
 */
export function whoIsIn(audience: string, scene: Scene): readonly Recipient[] {
  const find = audiences[audience];
  if (!find) throw new Error(`There is no audience called ${audience}`);
  const { organisation } = scene;
  const all = new Map(find(scene).map((each) => [each.recipientId, each]));
  return [...all.values()].filter(
    ({ recipientId, kind }) =>
      kind === 'body' || !organisation || !isDeactivated(organisation, recipientId),
  );
}

/**
 * Who has one of some roles that day, by the register; in zones that keep no roles, who was seen acting in one.
 * @param unitId only those who have it for this unit
 */
function whoHave(scene: Scene, roles: readonly Role[], unitId?: string): readonly string[] {
  const { organisation } = scene;
  if (!organisation || !keepsRoles(organisation.data)) {
    // Which unit somebody has acted for is not kept.
    return unitId === undefined ? seen(scene, roles) : [];
  }
  const { day } = organisation;
  return everyRole(organisation.data)
    .filter(
      ({ role, from, to, unitId: own }) =>
        roles.includes(role) &&
        from <= day &&
        (to === undefined || day <= to) &&
        (unitId === undefined ||
          (own !== undefined &&
            currentUnit(organisation, own) === currentUnit(organisation, unitId))),
    )
    .map(({ personId }) => personId);
}

function seen({ database, zone }: Scene, roles: readonly Role[]): readonly string[] {
  return findSeen(database)
    .all(zone, JSON.stringify(roles))
    .map((row) => row['person_id'] as string);
}

const findScheda = statement(`
  SELECT unit_id AS unitId, person_id AS personId FROM given_scheda
  WHERE cycle_id = ? AND scheda_id = ?`);
const everyHolder = statement('SELECT DISTINCT person_id FROM given_scheda WHERE cycle_id = ?');
const bodiesOfMeeting = statement(
  'SELECT body_id FROM body_of_meeting WHERE cycle_id = ? AND meeting_id = ?',
);
const organOfSession = statement(
  'SELECT body_id FROM organ_of_session WHERE cycle_id = ? AND session_id = ?',
);
const findContributor = statement(
  'SELECT recipient_id FROM contributor WHERE cycle_id = ? AND contribution_id = ?',
);
const everyBody = statement(
  'SELECT DISTINCT body_id AS id FROM body_of_meeting WHERE cycle_id = ?',
);
const findSeen = statement(`
  SELECT DISTINCT person_id FROM seen_acting
  WHERE zone = ? AND role IN (SELECT value FROM json_each(?)) ORDER BY person_id`);

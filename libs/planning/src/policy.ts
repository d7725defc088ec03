import { roleNames, type Person, type Role } from '#people';
import type { AnyLife, Grant, Verb } from './command/verb.js';
import type { Acting } from './organisation/acting.js';
import { currentUnit, headOf, isClosed, type OrganisationOn } from './organisation/organisation.js';
import { asHeld, heldThen } from './organisation/roles-of-persons.js';
import { schedaIn } from './scheda/scheda.data.js';
import { isInScope, OUT_OF_SCOPE, outOfScopeRule } from './token-scopes.js';

/** What the policy answers: by which rule it is allowed, or by which rule it is not. */
export type PolicyAnswer = { readonly allowed: true; readonly rule: string } | Denial;

/** A no of the policy. */
interface Denial {
  readonly allowed: false;
  readonly rule: string;
  readonly code:
    | 'other-zone'
    | 'role-not-held'
    | 'bootstrap-only'
    | 'not-allowed'
    | typeof OUT_OF_SCOPE
    | UnitCode;
  /** The day on which they might not, where that is not today: `2024-02-20`, Europe/Rome. */
  readonly day?: string;
}

type UnitCode = 'not-your-unit' | 'not-head-of-unit' | 'not-head-on-that-day' | 'unit-closed';

/** The units a wish is about: that of its scheda, and the one it names. */
export function unitsOf(life: Readonly<AnyLife>, wish: object): readonly string[] {
  const { schedaId, unitId } = wish as { readonly schedaId?: unknown; readonly unitId?: unknown };
  const scheda = schedaIn(life.data, schedaId);
  return [scheda?.unitId, unitId].filter((unit) => typeof unit === 'string');
}

/** What whoever comes with the code of the first start may do: see to it that somebody can grant roles. */
const atFirstStart: readonly string[] = ['open-organisation', 'grant-role'];

const notHeld: Denial = { allowed: false, rule: 'deny/role-not-held', code: 'role-not-held' };

/**
 * Whether somebody is there at all, in the zone and in the role they come in: as the register of the
 * organisation has it today where it keeps roles, whatever their token or their session says.
 */
export function admitted(
  person: Person,
  zone: string,
  organisation: OrganisationOn | undefined,
): PolicyAnswer {
  if (person.zone !== zone) return { allowed: false, rule: 'deny/other-zone', code: 'other-zone' };
  return asHeld(person, organisation) ? { allowed: true, rule: `admit/${person.role}` } : notHeld;
}

/**
 * Whether a person may use a verb in a zone, about some units. Pure; denies by default. The rule ids are
 * stable and stand in every fact and in every refusal.
 * @param organisation the organisation of the zone today, where it keeps one: where it keeps roles, nobody
 * has another one; of a unit that is registered there with a head, the head alone is the unit head; of the
 * rest the token decides
 */
export function allowed(
  person: Person,
  verb: Pick<Verb, 'name' | 'who'>,
  zone: string,
  units: readonly string[],
  organisation?: OrganisationOn,
): PolicyAnswer {
  return allowedActing({ person }, verb, zone, units, organisation);
}

/** In whose right something is done: in the own, or in that of a delegator. */
type InRight = Pick<Acting, 'person' | 'delegationId'>;

/**
 * Whether somebody may use a verb in the right in which they act. What the head of a unit has lent is that
 * unit alone, also where the same person heads others, and only while the person heads it; nobody lends a
 * role that they do not have any more.
 */
export function allowedActing(
  { person, delegationId }: InRight,
  verb: Pick<Verb, 'name' | 'who'>,
  zone: string,
  units: readonly string[],
  organisation: OrganisationOn | undefined,
): PolicyAnswer {
  const admission = admitted(person, zone, organisation);
  if (!admission.allowed) return admission;
  if (person.authMethod === 'bootstrap' && !atFirstStart.includes(verb.name)) return bootstrapOnly;
  const held = asHeld(person, organisation) ?? person;
  return inRoleAndUnit(
    { person: held, ...(delegationId !== undefined && { delegationId }) },
    verb,
    units,
    organisation,
  );
}

const bootstrapOnly: Denial = {
  allowed: false,
  rule: 'deny/bootstrap-only',
  code: 'bootstrap-only',
};

/** Whether a verb is for those who have a role that they have, and about units that are theirs. */
function inRoleAndUnit(
  { person, delegationId }: InRight,
  verb: Pick<Verb, 'name' | 'who'>,
  units: readonly string[],
  organisation: OrganisationOn | undefined,
): PolicyAnswer {
  const { role, unitId } = person;
  const grant = verb.who.find((granted) => granted.role === role);
  if (!grant) return { allowed: false, rule: `deny/${verb.name}`, code: 'not-allowed' };
  const rule = ruleId(verb, grant);
  const isOwn = grant.when === 'own-unit';
  const code =
    (isOwn ? whyNotTheirs(person, units, organisation) : whyNoHead(person, organisation)) ??
    (delegationId !== undefined && role === 'UH' && unitId !== undefined
      ? whyNotLent(person, unitId, isOwn ? units : [], organisation)
      : undefined);
  return code ? { allowed: false, rule: `deny/${rule}`, code } : { allowed: true, rule };
}

/** Why what the head of a unit has lent does not reach these units, or is the head's no more. */
function whyNotLent(
  head: Person,
  unitId: string,
  units: readonly string[],
  organisation: OrganisationOn | undefined,
): UnitCode | undefined {
  const lent = currentUnit(organisation, unitId);
  const isOther = units.some((unit) => currentUnit(organisation, unit) !== lent);
  return isOther ? 'not-your-unit' : whyNotOwn(head, unitId, organisation);
}

/**
 * Whether somebody may say that something happened on a day: in the right they have today and, where they
 * decide, as the head of a unit or as the director, had on that day too. Who came later leaves it to whoever
 * was there, or gives it the day of today; of what the register did not know on that day it says nothing.
 * @param occurredOn the day it happened, `2024-02-20`, Europe/Rome
 */
export function allowedOnTheDay(
  acting: InRight,
  verb: Pick<Verb, 'name' | 'who'>,
  zone: string,
  units: readonly string[],
  organisation: OrganisationOn | undefined,
  occurredOn: string,
): PolicyAnswer {
  const today = allowedActing(acting, verb, zone, units, organisation);
  const isPast = organisation !== undefined && occurredOn < organisation.day;
  if (!today.allowed || !isPast) return today;
  const held = { ...acting, person: asHeld(acting.person, organisation) ?? acting.person };
  if (held.person.role === 'UH') {
    const day = { ...organisation, day: occurredOn };
    const then = inRoleAndUnit(held, verb, units, day);
    if (!then.allowed) return { ...then, code: 'not-head-on-that-day', day: occurredOn };
  }
  return heldThen(held.person, organisation, occurredOn) ? today : { ...notHeld, day: occurredOn };
}

/** Why some of the units are not the person's own; undefined when all are, and there is one. */
function whyNotTheirs(
  person: Person,
  units: readonly string[],
  organisation: OrganisationOn | undefined,
): UnitCode | undefined {
  if (units.length === 0) return 'not-your-unit';
  const why = units.map((unit) => whyNotOwn(person, unit, organisation));
  return why.find((code) => code !== undefined);
}

/** Whether somebody, in a role that they have, acts for a unit as its head, or as one of its people. */
export function isOwnUnit(
  person: Person,
  unit: string,
  organisation: OrganisationOn | undefined,
): boolean {
  return whyNotOwn(person, unit, organisation) === undefined;
}

function whyNotOwn(
  { role, personId, unitId }: Person,
  unit: string,
  organisation: OrganisationOn | undefined,
): UnitCode | undefined {
  const asked = currentUnit(organisation, unit);
  const own = unitId === undefined ? undefined : currentUnit(organisation, unitId);
  if (isClosed(organisation, asked)) return asked === own ? 'unit-closed' : 'not-your-unit';
  const head = role === 'UH' ? headOf(organisation, asked) : undefined;
  if (head === personId) return undefined;
  if (asked !== own) return 'not-your-unit';
  return head === undefined ? undefined : 'not-head-of-unit';
}

/** Why somebody who comes as a unit head is none any more, where the verb asks for no unit. */
function whyNoHead(person: Person, organisation: OrganisationOn | undefined): UnitCode | undefined {
  const { role, personId, unitId } = person;
  if (role !== 'UH' || !organisation || unitId === undefined) return undefined;
  const why = whyNotOwn(person, unitId, organisation);
  const heads = Object.keys(organisation.data.units).some(
    (unit) => !whyNotOwn(person, unit, organisation) && headOf(organisation, unit) === personId,
  );
  return heads ? undefined : why;
}

/** The id of the rule that lets a role use a verb: `return-scheda/UPo`, `submit-scheda/UH/own-unit`. */
function ruleId(verb: Pick<Verb, 'name'>, { role, when }: Grant): string {
  return [verb.name, role, ...(when ? [when] : [])].join('/');
}

/** A row of the exported matrix: a verb, and by which rule each role may use it. */
export interface PolicyRow {
  readonly verb: string;
  readonly title: string;
  /** Whether it takes a person who has just proved who they are: no token, and no emergency. */
  readonly decisive: boolean;
  readonly rules: Readonly<Record<Role, string | null>>;
}

/** The whole policy as a matrix of verbs and roles, for whoever has to check it. */
export function policyMatrix(verbs: readonly Verb[]): readonly PolicyRow[] {
  const every = Object.keys(roleNames) as Role[];
  return verbs.map((verb) => ({
    verb: verb.name,
    title: verb.title.it,
    decisive: verb.decisive ?? false,
    rules: Object.fromEntries(
      every.map((role) => {
        const grant = verb.who.find((granted) => granted.role === role);
        return [role, grant ? ruleId(verb, grant) : null];
      }),
    ) as Record<Role, string | null>,
  }));
}

/** What can be read, and by whom. Nobody else: deny by default. */
const readers = {
  cycle: ['UPc', 'UPo', 'UH', 'RF', 'DIR', 'SEG', 'AUD', 'ETS', 'ADM'],
  schede: ['UPc', 'UPo', 'UH', 'RF', 'DIR', 'SEG', 'AUD'],
  coverage: ['UPc', 'UPo', 'UH', 'RF', 'DIR', 'SEG', 'AUD', 'ETS'],
  questions: ['UPc', 'UPo', 'UH', 'RF', 'DIR', 'SEG', 'AUD'],
  contributions: ['UPc', 'UPo', 'UH', 'RF', 'DIR', 'SEG', 'AUD'],
  'own-contributions': ['ETS'],
  'co-programming': ['UPc', 'UPo', 'UH', 'RF', 'DIR', 'SEG', 'AUD'],
  'health-profile': ['UPc', 'UPo', 'UH', 'RF', 'DIR', 'SEG', 'AUD'],
  promises: ['UPc', 'UPo', 'UH', 'RF', 'DIR', 'SEG', 'AUD', 'ETS'],
  worklist: ['UPc', 'UPo', 'UH', 'RF', 'DIR', 'SEG', 'AUD', 'ETS', 'ADM'],
  register: ['UPc', 'UPo', 'UH', 'RF', 'DIR', 'SEG', 'AUD'],
  history: ['UPc', 'UPo', 'DIR', 'SEG', 'AUD'],
  reports: ['UPc', 'UPo', 'DIR', 'AUD'],
  // What the secretariat brings before the organ, publishes, and is asked of once it has been deliberated.
  'conference-reports': ['UPc', 'UPo', 'DIR', 'SEG', 'AUD'],
  // Heads are told of their own units only.
  'unit-reports': ['UPc', 'UPo', 'UH', 'DIR', 'AUD'],
  'proweb-export': ['UPc', 'UPo', 'DIR', 'AUD'],
  refusals: ['UPc', 'DIR', 'AUD', 'ADM'],
  views: ['UPc', 'AUD', 'ADM'],
  // Whether what was told has arrived: to whom and how, never what it says.
  deliveries: ['UPc', 'ADM'],
  // Nobody checks themselves: not the administrator.
  'access-report': ['DIR', 'AUD'],
  // Every fact of the zone, whoever it is about, and what an audit asks of them.
  audit: ['DIR', 'AUD'],
  organisation: ['UPc', 'UPo', 'UH', 'RF', 'DIR', 'SEG', 'AUD', 'ADM'],
  delegations: ['UPc', 'DIR', 'AUD'],
  'own-delegations': ['UPo', 'UH', 'RF', 'SEG'],
  roles: ['UPc', 'DIR', 'AUD', 'ADM'],
  'own-roles': ['UPo', 'UH', 'RF', 'SEG'],
  // Names and addresses of the persons of the zone.
  people: ['UPc', 'UPo', 'UH', 'RF', 'DIR', 'SEG', 'AUD', 'ADM'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

/** A kind of thing that can be read. */
export type Reading = keyof typeof readers;

/** Every kind of thing that can be read, for the matrix. */
export const readings: Readonly<Record<Reading, readonly Role[]>> = readers;

/** What each kind of thing is called where a person is told that they may not read it. */
export const readingNames: Readonly<Record<Reading, { readonly it: string; readonly en: string }>> =
  {
    cycle: { it: 'il ciclo', en: 'the cycle' },
    schede: { it: 'le schede', en: 'the schede' },
    coverage: { it: 'la partecipazione', en: 'the participation' },
    questions: { it: 'le domande', en: 'the questions' },
    contributions: { it: 'i contributi', en: 'the contributions' },
    'co-programming': {
      it: 'candidature e sessioni di co-programmazione',
      en: 'applications and sessions of co-programming',
    },
    'health-profile': { it: 'il profilo di salute in scrittura', en: 'the health profile' },
    promises: { it: 'gli impegni', en: 'the promises' },
    'own-contributions': { it: 'i propri contributi', en: 'one’s own contributions' },
    worklist: { it: 'le cose da fare', en: 'the worklist' },
    register: { it: 'il registro di zona', en: 'the register of the zone' },
    history: { it: 'la storia del ciclo', en: 'the history of the cycle' },
    reports: { it: 'i resoconti', en: 'the reports' },
    'conference-reports': {
      it: 'i capitoli del piano e le prescrizioni',
      en: 'the chapters of the plan and the prescriptions',
    },
    'unit-reports': { it: 'i resoconti sulle schede', en: 'the reports on the schede' },
    'proweb-export': { it: 'l’esportazione per Proweb', en: 'the export for Proweb' },
    refusals: { it: 'i dinieghi', en: 'the refusals' },
    views: { it: 'lo stato delle viste', en: 'how the views stand' },
    deliveries: { it: 'le spedizioni degli avvisi', en: 'the deliveries of notices' },
    'access-report': { it: 'il resoconto degli accessi', en: 'the report of accesses' },
    audit: {
      it: 'l’indice dei fatti e le domande di chi controlla',
      en: 'the index of all facts and the questions of an audit',
    },
    organisation: { it: "l'organizzazione della zona", en: 'the organisation of the zone' },
    delegations: { it: 'le deleghe', en: 'the delegations' },
    'own-delegations': {
      it: 'le deleghe conferite o ricevute',
      en: 'the delegations granted or received',
    },
    roles: { it: 'i ruoli delle persone', en: 'the roles of persons' },
    'own-roles': { it: 'i propri ruoli', en: 'one’s own roles' },
    people: { it: 'la rubrica delle persone', en: 'the directory of persons' },
  };

/**
 * Whether a person may read something of a zone. Pure.
 * @param organisation that of the zone today: where it keeps roles, nobody reads in another one
 */
export function allowedToRead(
  person: Person,
  reading: Reading,
  zone: string,
  organisation: OrganisationOn | undefined,
): PolicyAnswer {
  const admission = admitted(person, zone, organisation);
  if (!admission.allowed) return admission;
  if (person.authMethod === 'bootstrap') return bootstrapOnly;
  if (!reads(person.role, reading)) {
    return { allowed: false, rule: `deny/read/${reading}`, code: 'not-allowed' };
  }
  return outOfScope(person, 'read') ?? { allowed: true, rule: `read/${reading}/${person.role}` };
}

/**
 * The no to a token that was not made for this; undefined for one that was, and for whoever came without one. Of
 * the hand that asks, also where it stands in for somebody.
 * @param use `read`, or the name of a verb or an operation
 */
export function outOfScope(person: Person, use: string): Denial | undefined {
  return isInScope(person, use)
    ? undefined
    : { allowed: false, rule: outOfScopeRule(use), code: OUT_OF_SCOPE };
}

/** Whether a kind of thing is for those who have a role: for a part of what somebody is already reading. */
export function reads(role: Role, reading: Reading): boolean {
  return readings[reading].includes(role);
}

/** What keeps the service itself in order, and who may do it. It touches no cycle. */
const operators = {
  'retry-views': ['ADM'],
  'administer-accounts': ['ADM'],
  'keep-directory': ['ADM'],
  'resend-notices': ['UPc', 'ADM'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

/** Something that keeps the service in order. */
export type Operation = keyof typeof operators;

/** Every such thing, for the matrix. */
export const operations: Readonly<Record<Operation, readonly Role[]>> = operators;

/**
 * Whether a person may keep the service in order in this way. Pure.
 * @param organisation that of the person's zone today
 */
export function allowedToOperate(
  person: Person,
  operation: Operation,
  organisation: OrganisationOn | undefined,
): PolicyAnswer {
  const admission = admitted(person, person.zone, organisation);
  if (!admission.allowed) return admission;
  if (person.authMethod === 'bootstrap') return bootstrapOnly;
  if (!operations[operation].includes(person.role)) {
    return { allowed: false, rule: `deny/${operation}`, code: 'not-allowed' };
  }
  return outOfScope(person, operation) ?? { allowed: true, rule: `${operation}/${person.role}` };
}

/**
 * The whole policy as one matrix: besides the verbs what can be read (`read/schede`) and what keeps the service
 * in order (`operate/retry-views`), with the rule by which each role may.
 */
export function wholePolicy(verbs: readonly Verb[]): readonly PolicyRow[] {
  const every = Object.keys(roleNames) as Role[];
  const row = (verb: string, title: string, who: readonly Role[], rule: string): PolicyRow => ({
    ...{ verb, title, decisive: false },
    rules: Object.fromEntries(
      every.map((role) => [role, who.includes(role) ? `${rule}/${role}` : null]),
    ) as Record<Role, string | null>,
  });
  return [
    ...policyMatrix(verbs),
    ...Object.entries(readings).map(([reading, who]) =>
      row(
        `read/${reading}`,
        `Leggi ${readingNames[reading as Reading].it}`,
        who,
        `read/${reading}`,
      ),
    ),
    ...Object.entries(operations).map(([operation, who]) =>
      row(`operate/${operation}`, operation, who, operation),
    ),
  ];
}

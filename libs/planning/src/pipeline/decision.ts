import { daysBetween, romeDay } from '#calendar';
import { canonicalJson } from '#event-store';
import type { Person } from '#people';
import { accepts, explain, MIGRATION, Refusal, stateOfPart } from '#workflow';
import { belongsTo } from '../command/belongs-to.js';
import type { CycleCommand } from '../command/cycle-command.js';
import { refuse } from '../command/refuse.js';
import type { AnyLife, DecisionContext, Elsewhere, Verb } from '../command/verb.js';
import { cycleName } from '../cycle/cycle-id.js';
import { LATE_AFTER_DAYS } from '../envelope.js';
import { inWords, whyNotDecide } from '../decisive.js';
import { leadingFact } from '../leading-fact.js';
import { actingIn } from '../organisation/acting.js';
import { organisationLife, organisationOf, organisationOn } from '../organisation/organisation.js';
import { asHeld } from '../organisation/roles-of-persons.js';
import type { PlanningFact } from '../planning-fact.js';
import { admitted, allowedOnTheDay, outOfScope, unitsOf, type PolicyAnswer } from '../policy.js';
import { rolesInWords } from '../roles-in-words.js';
import { refusalTexts, type RefusalCode } from '../refusals.js';
import { schedaIn } from '../scheda/scheda.data.js';
import { schedaValidatorOf } from '../scheda/scheda-validator.js';
import { scopesInWords } from '../token-scopes.js';
import { verbByName } from '../verbs.js';
import { idFrom, sha256 } from './command-identity.js';
import { moment } from './moment.js';

/** A yes: the facts, the rule of the policy that allowed it, and the day it happened. */
export interface Granted {
  readonly facts: readonly PlanningFact[];
  readonly rule: string;
  readonly occurredOn: string;
  /** By which delegation, where it was done on behalf of somebody. */
  readonly delegationId?: string;
}

/** A no, and the rule behind it: of the policy, or the refusal's own code. */
export interface Denied {
  readonly refusal: Refusal;
  readonly rule: string;
  /** The delegation under which it was attempted, where there is one. */
  readonly delegationId?: string;
}

/**
 * Decides a command on a life: may they, when did it happen, did it move, what follows, do the machines
 * accept it. Pure: the same command on the same life at the same instant has the same outcome.
 * @param recordedAt the instant at which it would be recorded, ISO 8601 UTC
 * @param elsewhere what the verb looks at besides the life, and the organisation of the zone
 */
export function decide<Wish extends CycleCommand>(
  verb: Verb<Wish>,
  command: Wish,
  life: Readonly<AnyLife>,
  recordedAt: string,
  elsewhere: Elsewhere,
): Granted | Denied {
  const { person, cycleId } = command.envelope;
  const zone = cycleName(cycleId)?.zone ?? '';
  const today = romeDay(Date.parse(recordedAt));
  const occurredOn = command.occurredOn ?? today;
  const organisation = organisationOn(
    organisationLife(life) ?? elsewhere.life(organisationOf(zone)),
    today,
  );
  const units = unitsOf(life, command);
  // Persons are known by zone: the delegations of another one are none of theirs.
  const admission = admitted(person, zone, organisation);
  if (!admission.allowed) return forbidden(verb, person, admission, today);
  const acting = actingIn(command.envelope, { verb: verb.name, units, occurredOn }, organisation);
  if (acting instanceof Refusal) return no(acting);
  const policy = allowedOnTheDay(acting, verb, zone, units, organisation, occurredOn);
  const denied = policy.allowed
    ? (mayNotDecide(verb, person, recordedAt) ?? notWithThisToken(verb, person))
    : forbidden(verb, acting.person, policy, today);
  const decided =
    denied ??
    decideAllowed(verb, command, life, {
      person: asHeld(acting.person, organisation) ?? acting.person,
      ...{ hands: acting.hands, organisation },
      ...{ today, occurredOn, recordedAt, elsewhere },
    });
  const { delegationId } = acting;
  return {
    ...('facts' in decided ? { ...decided, rule: policy.rule, occurredOn } : decided),
    ...(delegationId !== undefined && { delegationId }),
  };
}

/** What the decision on an allowed command knows besides the life and the wish. */
type Known = Pick<
  DecisionContext,
  'person' | 'hands' | 'organisation' | 'today' | 'occurredOn' | 'recordedAt' | 'elsewhere'
>;

function decideAllowed<Wish extends CycleCommand>(
  verb: Verb<Wish>,
  command: Wish,
  life: Readonly<AnyLife>,
  known: Known,
): Pick<Granted, 'facts'> | Denied {
  const { cycleId, ifMatch, commandId } = command.envelope;
  const { root } = life.workflow;
  if (life.revision < 0 && !root.hears(root.initial, verb.facts[0])) {
    return no(refuse('cycle-not-found', { cycleId }));
  }
  if (!belongsTo(verb, life.workflow)) return no(notOfThisDefinition(verb, command, life));
  const unexplained = missingWords(verb, command, known.occurredOn, known.today);
  if (unexplained) return no(unexplained);
  const moved = movedSince(life, command, ifMatch, verb.ifMatch === 'required');
  if (moved) return no(moved);
  const facts = verb.decide(life, command, {
    ...known,
    newId: (thing) => idFrom(commandId, thing),
    fingerprint: (value) => sha256(canonicalJson(value)),
    isVerb: (name) => verbByName.has(name),
    schedaProblems: (content, stage) => schedaValidatorOf(life.workflow)(content, stage),
  });
  if (facts instanceof Refusal) {
    // Where both would refuse, the moment explains more than a rule about the data.
    const isRule = refusalTexts[facts.code as RefusalCode].kind === 'rule';
    return no((isRule ? momentOf(life, verb, command) : undefined) ?? facts);
  }
  const acceptance = accepts(life, facts);
  if (!acceptance.accepted) return no(moment(explain(life, acceptance.fact)));
  const { occurredOn } = known;
  const since = acceptance.notBefore;
  if (since !== undefined && occurredOn < since)
    return no(refuse('before-its-time', { occurredOn, since }));
  return { facts };
}

/** The no of the policy, in words: what it is, who asks and for whom it is. */
function forbidden(
  { title, who }: Pick<Verb, 'title' | 'who'>,
  { personId, role }: Person,
  { code, rule, day = '' }: Extract<PolicyAnswer, { readonly allowed: false }>,
  today: string,
): Denied {
  const may = who.map((grant) => grant.role);
  const details = { ...rolesInWords(role, may), personId, verb: title.it, verbEn: title.en };
  return { refusal: refuse(code, { ...details, day: day || today }), rule };
}

/** The no to a hand that may, but not decide as it comes; undefined when it may. */
function mayNotDecide(
  verb: Pick<Verb, 'decisive' | 'title'>,
  hand: Person,
  recordedAt: string,
): Denied | undefined {
  const why = whyNotDecide(verb, hand, Date.parse(recordedAt));
  return why && { refusal: refuse(why.code, inWords(verb.title)), rule: why.rule };
}

/** The no to a token that is not for this verb; undefined when it is, or nobody came with one. */
function notWithThisToken(
  { name, title }: Pick<Verb, 'name' | 'title'>,
  hand: Person,
): Denied | undefined {
  const denial = outOfScope(hand, name);
  if (!denial) return undefined;
  const details = { ...inWords(title), scopes: scopesInWords(hand) };
  return { refusal: refuse(denial.code, details), rule: denial.rule };
}

/** A refusal that is its own rule. */
export function no(refusal: Refusal): Denied {
  return { refusal, rule: refusal.code };
}

/** The refusal of a verb that the definition of the life does not have at all. */
function notOfThisDefinition(
  { title, facts }: Pick<Verb, 'title' | 'facts'>,
  wish: CycleCommand & { readonly toVersion?: number },
  { workflow }: Readonly<AnyLife>,
) {
  const { it, en } = workflow.definition.title;
  if (facts[0] === MIGRATION) {
    const { toVersion: version = '' } = wish;
    return refuse('no-later-version', { version, definition: it, definitionEn: en });
  }
  return refuse('not-of-this-definition', {
    ...{ verb: title.it, verbEn: title.en },
    ...{ definition: it, definitionEn: en },
  });
}

/** The refusal of a command that does not say why, or why so late, or comes before its day. */
function missingWords(
  verb: Pick<Verb, 'reason'>,
  { reason, lateReason }: CycleCommand,
  occurredOn: string,
  today: string,
): Refusal | undefined {
  if (verb.reason === 'required' && isBlank(reason)) return refuse('reason-needed');
  if (occurredOn > today) return refuse('not-yet-happened', { date: occurredOn });
  if (occurredOn < yearsBefore(today, MAX_AGE_YEARS))
    return refuse('too-long-ago', { date: occurredOn, years: MAX_AGE_YEARS });
  if (daysBetween(occurredOn, today) > LATE_AFTER_DAYS && isBlank(lateReason)) {
    return refuse('late-reason-needed', { occurredOn, days: LATE_AFTER_DAYS });
  }
  return undefined;
}

/** What happened longer ago is a slip of the pen: no cycle, with its report, lasts so long. */
const MAX_AGE_YEARS = 10;

function yearsBefore(day: string, years: number): string {
  return `${String(Number(day.slice(0, 4)) - years)}${day.slice(4)}`;
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}

/** The refusal of the moment, when nothing at hand names the verb's leading fact where the life stands. */
function momentOf(
  life: Readonly<AnyLife>,
  verb: Pick<Verb, 'facts'>,
  wish: object,
): Refusal | undefined {
  const [type] = verb.facts;
  const fact = leadingFact(life, type, wish);
  if (!fact) return undefined;
  const { workflow, state } = life;
  const route = workflow.route(type);
  const kind = route?.kind;
  const heard =
    (!route?.root || workflow.root.hears(state, type)) &&
    (kind === undefined ||
      workflow.part(kind).hears(stateOfPart(life, kind, workflow.partId(kind, fact.data)), type));
  return heard ? undefined : moment(explain(life, fact));
}

/** Whether the scheda has moved since the caller saw it. */
function movedSince(
  life: Readonly<AnyLife>,
  wish: CycleCommand & { readonly schedaId?: unknown },
  ifMatch: number | undefined,
  required: boolean,
): Refusal | undefined {
  const scheda = schedaIn(life.data, wish.schedaId);
  if (!scheda) return undefined;
  if (ifMatch === undefined) return required ? refuse('if-match-needed') : undefined;
  const { revision, by, at, type } = scheda.moved;
  return ifMatch === revision
    ? undefined
    : refuse('scheda-moved', { by, at, what: type, revision });
}

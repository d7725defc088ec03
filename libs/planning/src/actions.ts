import type { Person } from '#people';
import { explain, Refusal, type RefusalDetails } from '#workflow';
import { belongsTo } from './command/belongs-to.js';
import type { AnyLife, PartKind, Verb } from './command/verb.js';
import { present } from './command/present.js';
import { inWords, whyNotDecide } from './decisive.js';
import { leadingFact } from './leading-fact.js';
import { actingIn } from './organisation/acting.js';
import type { OrganisationOn } from './organisation/organisation.js';
import { moment } from './pipeline/moment.js';
import { admitted, allowedActing, outOfScope, unitsOf } from './policy.js';
import { rolesInWords } from './roles-in-words.js';
import { refusalSentence } from './refusals.js';
import { scopesInWords } from './token-scopes.js';
import { verbs } from './verbs.js';

/** Something a person could do now, or why not: a button, or its explanation. */
export interface Action {
  readonly verb: string;
  readonly title: { readonly it: string; readonly en: string };
  readonly possible: boolean;
  /** Why not. Absent when it is possible. */
  readonly why?: { readonly code: string; readonly it: string; readonly en: string };
}

/** What a person's authority rests on besides their role. */
export interface Circumstances {
  /** The organisation of the zone today, where it keeps one. */
  readonly organisation?: OrganisationOn | undefined;
  /** For whom, where it would be done on behalf of somebody. */
  readonly onBehalfOf?: string | undefined;
  /** Now: whoever wants to decide must have proved who they are not long before. */
  readonly nowMs: number;
}

/** A part of a cycle, by kind and id. */
export interface PartOfCycle {
  readonly kind: PartKind;
  readonly id: string;
}

/**
 * What a person may do with the cycle as a whole, or with one of its parts, as the policy and the machines
 * say. Verbs the person may never use are not listed; a decision may still refuse for its own reasons.
 */
export function actionsOf(
  life: Readonly<AnyLife>,
  person: Person,
  part: PartOfCycle | undefined,
  circumstances: Circumstances,
): readonly Action[] {
  return verbs
    .filter((verb) => belongsTo(verb, life.workflow))
    .filter(({ about }) => about === part?.kind)
    .flatMap((verb) => actionOf(life, person, verb, part, circumstances) ?? []);
}

/**
 * The same of one verb, which must belong to the life; undefined when the person may never use it, and for a part that
 * is not there.
 */
export function actionOf(
  life: Readonly<AnyLife>,
  person: Person,
  verb: Verb,
  part: PartOfCycle | undefined,
  { organisation, onBehalfOf, nowMs }: Circumstances,
): Action | undefined {
  const { name, title, facts, who } = verb;
  const { cycleId, zone } = life.data;
  const about = part && { [`${part.kind}Id`]: part.id };
  const acting = actingIn(
    { person, cycleId, ...present({ onBehalfOf }) },
    { verb: name, units: unitsOf(life, about ?? {}), occurredOn: organisation?.day ?? '' },
    organisation,
  );
  // What no delegation covers is no action at all.
  if (acting instanceof Refusal) return undefined;
  // Nor is anything that is asked for in a role one has not, on behalf of whomever.
  const isThere = admitted(person, zone, organisation).allowed;
  if (onBehalfOf !== undefined && !isThere) return undefined;
  const { role, unitId } = acting.person;
  if (!who.some((grant) => grant.role === role)) return undefined;
  const wish = about ?? { unitId };
  const policy = allowedActing(acting, verb, zone, unitsOf(life, wish), organisation);
  const no = (code: string, details: RefusalDetails): Action => {
    const { it, en } = refusalSentence(code, details);
    return { verb: name, title, possible: false, why: { code, it, en } };
  };
  if (!policy.allowed) {
    const words = rolesInWords(
      role,
      who.map((grant) => grant.role),
    );
    const { personId } = acting.person;
    const day = organisation?.day ?? '';
    return no(policy.code, { ...words, personId, day, verb: title.it, verbEn: title.en });
  }
  const fact = leadingFact(life, facts[0], wish);
  if (!fact) return undefined;
  const explanation = explain(life, fact);
  if (!explanation.accepted) {
    const { code, details } = moment(explanation);
    return no(code, details);
  }
  // Last: what is not for now does not become possible by a proof.
  const undecided = whyNotDecide(verb, person, nowMs);
  if (undecided) return no(undecided.code, inWords(title));
  const denial = outOfScope(person, name);
  if (denial) return no(denial.code, { ...inWords(title), scopes: scopesInWords(person) });
  return { verb: name, title, possible: true };
}

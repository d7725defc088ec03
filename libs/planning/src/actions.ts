import type { Person } from '#people';
import { explain, type RefusalDetails } from '#workflow';
import type { AnyLife, PartKind, Verb } from './command/verb.js';
import { leadingFact } from './leading-fact.js';
import { moment } from './pipeline/moment.js';
import { allowed, unitsOf } from './policy.js';
import { rolesInWords } from './roles-in-words.js';
import { refusalSentence } from './refusals.js';
import { verbs } from './verbs.js';

/** Something a person could do now, or why not: a button, or its explanation. */
export interface Action {
  readonly verb: string;
  readonly title: { readonly it: string; readonly en: string };
  readonly possible: boolean;
  /** Why not. Absent when it is possible. */
  readonly why?: { readonly code: string; readonly it: string; readonly en: string };
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
  part?: PartOfCycle,
): readonly Action[] {
  return verbs
    .filter(({ facts: [leading] }) => life.workflow.route(leading) !== undefined)
    .filter(({ about }) => about === part?.kind)
    .filter(({ who }) => who.some(({ role }) => role === person.role))
    .flatMap((verb) => actionOf(life, person, verb, part) ?? []);
}

function actionOf(
  life: Readonly<AnyLife>,
  person: Person,
  verb: Verb,
  part: PartOfCycle | undefined,
): Action | undefined {
  const { name, title, facts, who } = verb;
  const wish = part ? { [`${part.kind}Id`]: part.id } : { unitId: person.unitId };
  const policy = allowed(person, verb, life.data.zone, unitsOf(life, wish));
  const no = (code: string, details: RefusalDetails): Action => {
    const { it, en } = refusalSentence(code, details);
    return { verb: name, title, possible: false, why: { code, it, en } };
  };
  if (!policy.allowed) {
    const words = rolesInWords(
      person.role,
      who.map(({ role }) => role),
    );
    return no(policy.code, { ...words, verb: title.it, verbEn: title.en });
  }
  const fact = leadingFact(life, facts[0], wish);
  if (!fact) return undefined;
  const explanation = explain(life, fact);
  if (explanation.accepted) return { verb: name, title, possible: true };
  const { code, details } = moment(explanation);
  return no(code, details);
}

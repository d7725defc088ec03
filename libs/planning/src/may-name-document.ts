import type { Person } from '#people';
import { Refusal } from '#workflow';
import { belongsTo } from './command/belongs-to.js';
import { present } from './command/present.js';
import type { AnyLife, Verb } from './command/verb.js';
import type { Circumstances } from './actions.js';
import { actingIn } from './organisation/acting.js';
import { allowedActing, outOfScope, type PolicyAnswer } from './policy.js';

/**
 * Whether a person may write something in a life that can name a document: by the policy of the verbs that can, about
 * their own unit where a verb is for that alone. What the machines accept now is not asked: a document may come first.
 * @param naming the verbs that can name a document
 * @returns the first yes; or the no of the scope of a token, or else of the policy; undefined where no verb belongs there
 */
export function mayNameDocument(
  life: Readonly<AnyLife>,
  person: Person,
  naming: readonly Verb[],
  { organisation, onBehalfOf }: Pick<Circumstances, 'organisation' | 'onBehalfOf'>,
): PolicyAnswer | undefined {
  const { cycleId, zone } = life.data;
  let no: PolicyAnswer | undefined;
  for (const verb of naming.filter((each) => belongsTo(each, life.workflow))) {
    const units = (own: string | undefined): readonly string[] => (own === undefined ? [] : [own]);
    const acting = actingIn(
      { person, cycleId, ...present({ onBehalfOf }) },
      { verb: verb.name, units: units(person.unitId), occurredOn: organisation?.day ?? '' },
      organisation,
    );
    // What no delegation covers is not for them.
    if (acting instanceof Refusal) continue;
    const own = units(acting.person.unitId);
    const policy = allowedActing(acting, verb, zone, own, organisation);
    if (!policy.allowed) {
      no ??= policy;
      continue;
    }
    const denial = outOfScope(person, verb.name);
    if (denial === undefined) return policy;
    no = denial;
  }
  return no;
}

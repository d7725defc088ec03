import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
} from 'class-validator';
import type { Refusal } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsDirectoryId, IsId, IsText } from '../command/fields.js';
import { HasForm, type Form } from '../command/forms.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb, type DecisionContext } from '../command/verb.js';
import { cycleName } from '../cycle/cycle-id.js';
import { codes } from '../value-sets.js';
import { currentUnit, headOf, isClosed } from './organisation.js';
import type { Delegation, OrganisationData } from './organisation.data.js';
import type { DelegationScope } from './organisation.facts.js';
import { delegationKinds, type DelegationKind } from './organisation.value-sets.js';

const verbName: Form = {
  pattern: /^[a-z][a-z-]{0,62}$/,
  it: 'deve essere il nome di un’azione, come submit-scheda',
  en: 'must be the name of a verb, such as submit-scheda',
};

/**
 * Lets somebody act for the head of a unit, or for the director, on some days. The head lends the own role;
 * the director lends the own one, or names by act who acts for the head of a unit.
 */
export class GrantDelegation extends CycleCommand {
  /** Default: a new id. */
  @IsOptional()
  @IsId()
  readonly delegationId?: string;

  @IsDirectoryId()
  readonly toPersonId!: string;

  @IsIn(codes(delegationKinds))
  readonly kind!: DelegationKind;

  /** The unit whose head is stood in for. Left out: the director, in the own role. */
  @IsOptional()
  @IsDirectoryId()
  readonly unitId?: string;

  /** Only in this cycle or register. */
  @IsOptional()
  @IsText(120)
  readonly cycleId?: string;

  /** Only these verbs: `submit-scheda`. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @HasForm(verbName, true)
  readonly verbs?: string[];

  /** The first day, from midnight, Europe/Rome. What happened before the grant is never covered. */
  @IsDay()
  readonly validFrom!: string;

  /** The last day, to midnight: within a year of the first. */
  @IsDay()
  readonly validTo!: string;

  /** Asked when the director names who acts for the head of a unit. */
  @IsOptional()
  @IsText(300)
  readonly act?: string;
}

export const grantDelegation = verb<GrantDelegation, OrganisationData>({
  name: 'grant-delegation',
  command: GrantDelegation,
  title: { it: 'Delega o nomina un sostituto', en: 'Delegate, or name a substitute' },
  who: [{ role: 'UH', when: 'own-unit' }, ...roles('DIR')],
  decisive: true,
  reason: 'optional',
  facts: ['DelegationGranted'],
  decide(life, wish, context) {
    const { delegationId = context.newId('delegation'), toPersonId, kind } = wish;
    const { unitId, cycleId, verbs, validFrom, validTo, act } = wish;
    const { delegations } = life.data;
    if (context.hands.length > 1) return refuse('delegation-chained');
    if (Object.hasOwn(delegations, delegationId)) return refuse('id-taken', { id: delegationId });
    const unfit =
      unfitDays(validFrom, validTo, context.today) ?? unfitCycle(cycleId, life.data.zone);
    if (unfit) return unfit;
    const noVerb = verbs?.find((name) => !context.isVerb(name));
    if (noVerb !== undefined) return refuse('verb-unknown', { verb: noVerb });
    const whose = delegator(wish, context);
    if ('code' in whose) return whose;
    if (toPersonId === whose.fromPersonId || context.hands.includes(toPersonId)) {
      return refuse('self-delegation');
    }
    const scope = present({ unitId, cycleId, verbs });
    const other = Object.values(delegations).find(
      (each) =>
        each.revoked === undefined &&
        each.fromPersonId === whose.fromPersonId &&
        each.fromRole === whose.fromRole &&
        each.validFrom <= validTo &&
        validFrom <= each.validTo &&
        overlap(each.scope, scope),
    );
    if (other) return refuse('delegation-overlaps', overlapDetails(other));
    return [
      {
        type: 'DelegationGranted',
        data: {
          ...{ delegationId, ...whose, toPersonId, kind, scope, validFrom, validTo },
          ...present({ act }),
        },
      },
    ];
  },
});

/** Whose role is lent: the own one, or by act of the director that of the head of a unit. */
function delegator(
  { unitId, act }: GrantDelegation,
  { person, organisation }: DecisionContext,
): { readonly fromPersonId: string; readonly fromRole: 'UH' | 'DIR' } | Refusal {
  const { personId } = person;
  if (person.role !== 'DIR') return { fromPersonId: personId, fromRole: 'UH' };
  if (unitId === undefined) return { fromPersonId: personId, fromRole: 'DIR' };
  const unit = currentUnit(organisation, unitId);
  if (unit !== unitId || isClosed(organisation, unit)) {
    return refuse('unit-not-active', { unit: unitId });
  }
  const head = headOf(organisation, unit);
  if (head === undefined) return refuse('unit-has-no-head', { unit });
  if (act === undefined) return refuse('act-needed');
  return { fromPersonId: head, fromRole: 'UH' };
}

function unfitDays(validFrom: string, validTo: string, today: string): Refusal | undefined {
  if (validTo < validFrom) return refuse('dates-reversed', { from: validFrom, to: validTo });
  if (validTo < today) return refuse('delegation-over', { validTo });
  return validTo < aYearAfter(validFrom) ? undefined : refuse('delegation-too-long');
}

/** The same day of the next year: the first one that a delegation does not reach. */
const aYearAfter = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;

function unfitCycle(cycleId: string | undefined, zone: string): Refusal | undefined {
  if (cycleId === undefined || cycleName(cycleId)?.zone === zone) return undefined;
  return refuse('cycle-not-found', { cycleId });
}

/** Whether there is something that both scopes cover. */
function overlap(one: DelegationScope, other: DelegationScope): boolean {
  return (
    one.unitId === other.unitId &&
    (one.cycleId === undefined || other.cycleId === undefined || one.cycleId === other.cycleId) &&
    (one.verbs === undefined ||
      other.verbs === undefined ||
      one.verbs.some((name) => other.verbs?.includes(name)))
  );
}

const overlapDetails = ({ delegationId, toPersonId, validFrom, validTo }: Delegation) => ({
  ...{ id: delegationId, to: toPersonId, validFrom, validTo },
});

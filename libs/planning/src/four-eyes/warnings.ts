import type { Role } from '#people';
import type { CycleLife } from '../command/verb.js';
import { currentUnit, headOf, type OrganisationOn } from '../organisation/organisation.js';
import { everyRole, rolesOn } from '../organisation/roles-of-persons.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import { refusalSentence } from '../refusals.js';
import { verbByName } from '../verbs.js';
import { fourEyesConflicts, wouldBeOwn, type FourEyesConflict } from './conflicts.js';

/** What somebody could not do any more once some facts are recorded. */
export interface FourEyesWarning extends FourEyesConflict {
  /** Who could not. */
  readonly personId: string;
}

/** What the warnings are looked for in. */
export interface Surroundings {
  /** Of which cycle or register the facts would be. */
  readonly cycleId: string;
  /** The programmes of the zone. */
  readonly programmes: readonly Readonly<CycleLife>[];
  /** The organisation of the zone today, where it keeps one. */
  readonly organisation: OrganisationOn | undefined;
}

/** The verbs by which a scheda becomes one's own. */
const writing = ['revise-scheda', 'submit-scheda'];

/**
 * Where four eyes would be two, once these facts are recorded: who gets a role, or stands in for somebody, and who
 * answers for a scheda that is assigned. It blocks nothing: the rules themselves do, when it comes to it.
 */
export function fourEyesWarnings(
  facts: readonly PlanningFact[],
  surroundings: Surroundings,
): readonly FourEyesWarning[] {
  return facts.flatMap((fact) => {
    if (fact.type === 'DelegationGranted') return ofDelegation(fact.data, surroundings);
    if (fact.type === 'RoleGranted') return ofRole(fact.data, surroundings);
    return fact.type === 'SchedaAssigned' ? ofScheda(fact.data, surroundings) : [];
  });
}

function ofDelegation(
  { toPersonId: personId, fromPersonId, fromRole, scope }: DataOf<'DelegationGranted'>,
  { programmes, organisation }: Surroundings,
): readonly FourEyesWarning[] {
  const toCome = { personId, roles: [fromRole], fromPersonId };
  const { cycleId, verbs } = scope;
  return programmes
    .filter(({ data }) => cycleId === undefined || data.cycleId === cycleId)
    .flatMap((life) => fourEyesConflicts(life, toCome, organisation))
    .filter(({ verb, code }) => {
      const lent = code === 'would-be-own' ? writing : [verb];
      return verbs === undefined || lent.some((name) => verbs.includes(name));
    })
    .map((conflict) => ({ personId, ...conflict }));
}

function ofRole(
  { personId, role }: DataOf<'RoleGranted'>,
  { programmes, organisation }: Surroundings,
): readonly FourEyesWarning[] {
  return programmes
    .flatMap((life) => fourEyesConflicts(life, { personId, roles: [role] }, organisation))
    .map((conflict) => ({ personId, ...conflict }));
}

/** Who checks schede and could not check this one: its head, and who stands in for them once they have written it. */
function ofScheda(
  { schedaId, unitId, personId: named }: DataOf<'SchedaAssigned'>,
  { cycleId, organisation }: Surroundings,
): readonly FourEyesWarning[] {
  if (!organisation) return [];
  const head = headOf(organisation, currentUnit(organisation, unitId)) ?? named;
  const standIns = Object.values(organisation.data.delegations).filter(
    ({ fromPersonId, revoked, validTo }) =>
      fromPersonId === head && revoked === undefined && validTo >= organisation.day,
  );
  const about = { cycleId, verb: 'check-scheda', subject: { kind: 'scheda', id: schedaId } };
  return checkersIn(organisation).flatMap((personId): readonly FourEyesWarning[] => {
    if (personId === head) {
      const { it, en } = refusalSentence('own-unit-head', {});
      return [{ personId, ...about, code: 'own-unit-head', it, en }];
    }
    if (!standIns.some(({ toPersonId }) => toPersonId === personId)) return [];
    return [{ personId, ...about, code: 'would-be-own', ...wouldBeOwn(head) }];
  });
}

/** Everybody whom the register gives a role today in which schede are checked. */
function checkersIn(organisation: OrganisationOn): readonly string[] {
  const who = verbByName.get('check-scheda')?.who.map(({ role }) => role) ?? [];
  const isOne = (personId: string): boolean =>
    rolesOn(organisation, personId).some(({ role }) => (who as readonly Role[]).includes(role));
  const persons = new Set(everyRole(organisation.data).map(({ personId }) => personId));
  return [...persons].filter(isOne).toSorted();
}

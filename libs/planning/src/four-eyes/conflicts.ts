import type { Role } from '#people';
import { explain } from '#workflow';
import type { CycleLife } from '../command/verb.js';
import { leadingFact } from '../leading-fact.js';
import { currentUnit, headOf, type OrganisationOn } from '../organisation/organisation.js';
import { keepsRoles, rolesOn } from '../organisation/roles-of-persons.js';
import { refusalSentence } from '../refusals.js';
import { checkerMayAct } from '../scheda/checker-may-act.js';
import type { Scheda } from '../scheda/scheda.data.js';
import { verbByName } from '../verbs.js';

/** Something that a person could not do in a role, because four eyes would be two. */
export interface FourEyesConflict {
  readonly cycleId: string;
  /** The verb they could not use: `check-scheda`. */
  readonly verb: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /**
   * The code of the refusal they would hear; `would-be-own` for a scheda that they could not check any more
   * once they have written or submitted it in the other name.
   */
  readonly code: 'own-scheda' | 'own-unit-head' | 'same-hands' | 'would-be-own';
  readonly it: string;
  readonly en: string;
}

/** Somebody who is about to get a role: by a grant, or from whoever lends it to them. */
export interface RoleToCome {
  readonly personId: string;
  readonly roles: readonly Role[];
  /** Who would lend it. */
  readonly fromPersonId?: string | undefined;
}

/** By matter: the verb that decides on what others asked for, proposed or prepared, and how it names it. */
const decidedBy: Readonly<Record<string, readonly [verb: string, kind: string, field: string]>> = {
  withdrawal: ['grant-withdrawal', 'scheda', 'schedaId'],
  exemption: ['exempt-category', 'category', 'category'],
  minutes: ['approve-minutes', 'meeting', 'meetingId'],
  proposal: ['endorse-proposal', 'cycle', 'cycleId'],
  prescription: ['accept-prescription', 'prescription', 'prescriptionId'],
  coProgramming: ['decide-co-programming', 'cycle', 'cycleId'],
};

/** What is said of a scheda that somebody writes or submits for whom they stand in for. */
export const wouldBeOwn = (from: string) => ({
  it: `Se la compila o la invia per conto di ${from}, non potrà più verificarla: la verifica un’altra persona.`,
  en: `Once they write or submit it on behalf of ${from} they cannot check it any more: somebody else has to.`,
});

/**
 * What somebody who is about to get a role could not do in it, or not do any more in their own, as a
 * programme stands. It blocks nothing: the rules themselves do when it comes to it.
 */
export function fourEyesConflicts(
  life: Readonly<CycleLife>,
  toCome: RoleToCome,
  organisation: OrganisationOn | undefined,
): readonly FourEyesConflict[] {
  return [
    ...mattersOf(life, toCome),
    ...schedeToCheck(life, toCome, organisation),
    ...schedeToWrite(life, toCome, organisation),
  ];
}

/** What waits to be decided on, and they had a hand in. */
function mattersOf(
  life: Readonly<CycleLife>,
  { personId, roles, fromPersonId }: RoleToCome,
): readonly FourEyesConflict[] {
  const hands = [personId, fromPersonId];
  return Object.entries(life.data.firstHands).flatMap(([place, before]) => {
    const [matter = '', ...rest] = place.split('/');
    const [verb = '', kind = '', field = ''] = decidedBy[matter] ?? [];
    const id = kind === 'cycle' ? life.data.cycleId : rest.join('/');
    if (!before.some((hand) => hands.includes(hand)) || !isFor(verb, roles)) return [];
    if (!isAskedFor(life, matter, id) || !isPending(life, verb, { [field]: id })) return [];
    return [
      {
        ...{ cycleId: life.data.cycleId, verb, subject: { kind, id }, code: 'same-hands' },
        ...sentence('same-hands'),
      },
    ];
  });
}

/** Of what no machine tells whether it still waits: whether what was asked for has not been answered. */
function isAskedFor({ data }: Readonly<CycleLife>, matter: string, id: string): boolean {
  if (matter === 'exemption') return data.exemptionsProposed.some((category) => category === id);
  return matter !== 'withdrawal' || data.schede[id]?.withdrawalRequestedBy !== undefined;
}

/** The schede that wait to be checked, and that they may not check. */
function schedeToCheck(
  life: Readonly<CycleLife>,
  { personId, roles, fromPersonId }: RoleToCome,
  organisation: OrganisationOn | undefined,
): readonly FourEyesConflict[] {
  if (!isFor('check-scheda', roles)) return [];
  const hands = [personId, ...(fromPersonId === undefined ? [] : [fromPersonId])];
  return Object.values(life.data.schede).flatMap((scheda) => {
    if (!waitsForCheck(life, scheda)) return [];
    const refusal = checkerMayAct(scheda, { hands, organisation });
    return refusal ? [ofScheda(life, scheda, refusal.code as 'own-scheda' | 'own-unit-head')] : [];
  });
}

/** The schede of the lender's units that they might write, and could not check any more then. */
function schedeToWrite(
  life: Readonly<CycleLife>,
  { personId, fromPersonId }: RoleToCome,
  organisation: OrganisationOn | undefined,
): readonly FourEyesConflict[] {
  if (fromPersonId === undefined || !checks(personId, organisation)) return [];
  return Object.values(life.data.schede).flatMap((scheda) => {
    const head = headOf(organisation, currentUnit(organisation, scheda.unitId)) ?? scheda.personId;
    const { schedaId } = scheda;
    const isOpen = isPending(life, 'revise-scheda', { schedaId }) || waitsForCheck(life, scheda);
    const isFree = head === fromPersonId && !scheda.authors.includes(personId);
    if (!isOpen || !isFree) return [];
    return [
      {
        ...ofScheda(life, scheda, 'own-scheda'),
        ...{ code: 'would-be-own', ...wouldBeOwn(fromPersonId) },
      },
    ];
  });
}

/** Whether somebody checks schede: as the register says. Where it keeps no roles, nobody knows. */
function checks(personId: string, organisation: OrganisationOn | undefined): boolean {
  return (
    organisation !== undefined &&
    keepsRoles(organisation.data) &&
    rolesOn(organisation, personId).some(({ role }) => isFor('check-scheda', [role]))
  );
}

function ofScheda(
  life: Readonly<CycleLife>,
  { schedaId }: Readonly<Scheda>,
  code: 'own-scheda' | 'own-unit-head',
): FourEyesConflict {
  return {
    ...{ cycleId: life.data.cycleId, verb: 'check-scheda', code },
    subject: { kind: 'scheda', id: schedaId },
    ...sentence(code),
  };
}

function sentence(code: 'own-scheda' | 'own-unit-head' | 'same-hands') {
  const { it, en } = refusalSentence(code, {});
  return { it, en };
}

const waitsForCheck = (life: Readonly<CycleLife>, { schedaId }: Readonly<Scheda>): boolean =>
  ['take-scheda-in-charge', 'check-scheda'].some((verb) => isPending(life, verb, { schedaId }));

/** Whether the machines would let a verb happen now to what a wish names. */
function isPending(life: Readonly<CycleLife>, verb: string, wish: object): boolean {
  const type = verbByName.get(verb)?.facts[0];
  const fact = type === undefined ? undefined : leadingFact(life, type, wish);
  return fact !== undefined && explain(life, fact).accepted;
}

function isFor(verb: string, roles: readonly Role[]): boolean {
  return verbByName.get(verb)?.who.some(({ role }) => roles.includes(role)) ?? false;
}

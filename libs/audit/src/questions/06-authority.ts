import { daysBetween } from '#calendar';
import { organisationOf, refusalTexts, type RefusalCode } from '#planning';
import { aroundOf, type Around } from './around.js';
import type { FactOf, Inquiry } from './inquiry.js';
import type { Answer, AuditQuestion, Words } from './question.js';
import { counted, referencesTo, tableOf } from './tables.js';

export const authority: AuditQuestion = {
  number: 6,
  key: 'authority',
  text: {
    it: 'Qualcuno ha agito senza averne titolo o con una delega scaduta?',
    en: 'Did somebody act without authority or with an expired delegation?',
  },
  source: 'L. 241/1990 art. 5; d.lgs. 165/2001 art. 17',
  looksAt: ['organisation'],
  answer,
};

/** Why a delegation did not cover what was done under it; null where it did. */
type Fault = 'unknown' | 'not-yet' | 'expired' | 'revoked' | 'other-person' | 'other-cycle' | null;

function answer(inquiry: Inquiry): Answer {
  const { zone, refusals } = inquiry.given;
  const register = organisationOf(zone);
  const granted = inquiry.ofLife(register, 'DelegationGranted');
  const revoked = inquiry.ofLife(register, 'DelegationRevoked');
  const roles = rolesKept(inquiry, register);
  const underDelegation = inquiry
    .facts()
    .map((event) => ({ event, around: aroundOf(event) }))
    .filter(({ around }) => around.onBehalfOf !== null);
  const delegated = underDelegation.map(({ event, around }) => {
    const terms = granted.find(({ data }) => data.delegationId === around.delegationId);
    const end = revoked.find(({ data }) => data.delegationId === around.delegationId);
    return {
      ...{ eventId: event.id, type: event.type, on: around.occurredOn, by: around.by },
      ...{ onBehalfOf: around.onBehalfOf, delegationId: around.delegationId },
      from: terms?.data.validFrom ?? null,
      to: terms?.data.validTo ?? null,
      revokedOn: end?.occurredOn ?? null,
      fault: faultOf(inquiry.cycleId, around, terms, end),
    };
  });
  const withoutRole = inquiry.facts().flatMap((event) => {
    const around = aroundOf(event);
    if (roles.length === 0 || around.role === 'SYS' || holds(roles, around)) return [];
    const { by, role, occurredOn: on } = around;
    return [{ eventId: event.id, type: event.type, on, by, role }];
  });
  const attempts = refusals
    .filter(
      ({ code }) =>
        Object.hasOwn(refusalTexts, code) && refusalTexts[code as RefusalCode].kind === 'authority',
    )
    .map(({ at, personId, role, onBehalfOf, verb, code, rule, it }) => ({
      ...{ at, personId, role, onBehalfOf, verb, code, rule, it },
    }));
  const faulty = delegated.filter(({ fault }) => fault !== null).length + withoutRole.length;
  return {
    verdict: faulty > 0 ? 'findings' : roles.length === 0 ? 'not-known' : 'in-order',
    sentence: sentenceOf(faulty, delegated.length, attempts.length),
    tables: [
      tableOf(
        { it: 'Fatti compiuti per delega', en: 'Facts done under a delegation' },
        {
          eventId: ['Fatto', 'Fact'],
          type: ['Tipo', 'Type'],
          on: ['Il', 'On'],
          by: ['Di', 'By'],
          onBehalfOf: ['Per conto di', 'On behalf of'],
          delegationId: ['Delega', 'Delegation'],
          from: ['Valida dal', 'Valid from'],
          to: ['Valida al', 'Valid to'],
          revokedOn: ['Revocata il', 'Revoked on'],
          fault: ['Difetto', 'Fault'],
        },
        delegated,
      ),
      tableOf(
        {
          it: 'Fatti di chi quel giorno non aveva il ruolo',
          en: 'Facts by somebody who had not the role that day',
        },
        {
          eventId: ['Fatto', 'Fact'],
          type: ['Tipo', 'Type'],
          on: ['Il', 'On'],
          by: ['Di', 'By'],
          role: ['Ruolo', 'Role'],
        },
        withoutRole,
      ),
      tableOf(
        { it: 'Tentativi respinti', en: 'Attempts that were refused' },
        {
          at: ['Quando', 'When'],
          personId: ['Chi', 'Who'],
          role: ['Ruolo', 'Role'],
          onBehalfOf: ['Per conto di', 'On behalf of'],
          verb: ['Azione', 'Verb'],
          code: ['Codice', 'Code'],
          rule: ['Regola', 'Rule'],
          it: ['Risposta', 'Answer'],
        },
        attempts,
      ),
    ],
    facts: referencesTo([...underDelegation.map(({ event }) => event), ...granted, ...revoked]),
    notKnown: roles.length === 0 ? [noRegister] : [],
  };
}

const noRegister: Words = {
  it: 'Il registro dell’organizzazione non conferisce ruoli: se chi ha agito li avesse, lo dicono solo gli account di allora.',
  en: 'The register of the organisation grants no roles: whether those who acted had theirs, only the accounts of then say.',
};

function faultOf(
  cycleId: string,
  { by, onBehalfOf, occurredOn, recordedAt }: Around,
  granted: FactOf<'DelegationGranted'> | undefined,
  revoked: FactOf<'DelegationRevoked'> | undefined,
): Fault {
  if (!granted || granted.recordedAt > recordedAt) return 'unknown';
  const { fromPersonId, toPersonId, validFrom, validTo, scope } = granted.data;
  if (toPersonId !== by || fromPersonId !== onBehalfOf) return 'other-person';
  if (scope.cycleId !== undefined && scope.cycleId !== cycleId) return 'other-cycle';
  if (daysBetween(validFrom, occurredOn) < 0) return 'not-yet';
  if (daysBetween(occurredOn, validTo) < 0) return 'expired';
  return revoked && revoked.recordedAt < recordedAt ? 'revoked' : null;
}

/** A role somebody had, from an instant of recording on. */
interface KeptRole {
  readonly personId: string;
  readonly role: string;
  readonly from: string;
  readonly to: string | undefined;
}

/** Every role the register gave, with its last day; that of a head lasts until the next one. */
function rolesKept(inquiry: Inquiry, register: string): readonly KeptRole[] {
  const granted = inquiry.ofLife(register, 'RoleGranted');
  if (granted.length === 0) return [];
  const ends = new Map(
    inquiry
      .ofLife(register, 'RoleRevoked')
      .map(({ data, occurredOn }) => [data.roleGrantId, occurredOn]),
  );
  const roles = granted.map(({ data }): KeptRole => {
    const { personId, role, from, to, roleGrantId } = data;
    return { personId, role, from, to: ends.get(roleGrantId) ?? to };
  });
  const heads = inquiry
    .ofLife(register, 'UnitAdded', 'UnitHeadChanged')
    .flatMap(({ data }): readonly KeptRole[] => {
      const personId = 'newPersonId' in data ? data.newPersonId : data.headPersonId;
      return personId === undefined
        ? []
        : [{ personId, role: 'UH', from: data.from, to: headUntil(inquiry, register, data) }];
    });
  return [...roles, ...heads];
}

/** The day on which somebody else became head of the unit. */
function headUntil(
  inquiry: Inquiry,
  register: string,
  { unitId, from }: { readonly unitId: string; readonly from: string },
): string | undefined {
  return inquiry
    .ofLife(register, 'UnitHeadChanged')
    .find(({ data }) => data.unitId === unitId && data.from > from)?.data.from;
}

/** Whether somebody had the role they acted in, on the day they acted or on that on which they said so. */
function holds(roles: readonly KeptRole[], { by, role, occurredOn, recordedAt }: Around): boolean {
  const days = [occurredOn, recordedAt.slice(0, 10)];
  return roles.some(
    (each) =>
      each.personId === by &&
      each.role === role &&
      days.some((day) => each.from <= day && (each.to === undefined || day <= each.to)),
  );
}

function sentenceOf(faulty: number, delegated: number, attempts: number): Words {
  const tried = {
    it: counted(attempts, 'tentativo respinto', 'tentativi respinti'),
    en: counted(attempts, 'attempt was refused', 'attempts were refused'),
  };
  return faulty > 0
    ? {
        it: `${counted(faulty, 'fatto è', 'fatti sono')} di chi non ne aveva titolo quel giorno; ${tried.it}.`,
        en: `${counted(faulty, 'fact is', 'facts are')} by somebody without authority on that day; ${tried.en}.`,
      }
    : {
        it: `No: ${counted(delegated, 'fatto compiuto per delega, coperto', 'fatti compiuti per delega, tutti coperti')} da una delega valida; ${tried.it}.`,
        en: `No: ${counted(delegated, 'fact was', 'facts were')} done under a delegation, each of which held; ${tried.en}.`,
      };
}

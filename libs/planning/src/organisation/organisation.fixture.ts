import { organizzazioneV1 } from '../definitions/organizzazione.v1.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import { ruleBook } from '../testing.fixture.js';
import type { OrganisationData } from './organisation.data.js';

const registerId = 'livornese-organizzazione';
const book = ruleBook<OrganisationData>(organizzazioneV1, registerId);

/** An organisation that has seen these facts. */
export const organisationAfter = book.lifeAfter;
/** Given these facts of an organisation, when somebody wishes this, then those facts or that refusal. */
export const givenOrganisation = book.given;

export const act = 'Delibera 12/2024';

export const opened: PlanningFact = {
  type: 'OrganisationOpened',
  data: {
    registerId,
    zone: 'livornese',
    title: 'Organizzazione della zona',
    definition: book.reference,
  },
};

/** A unit that began with the year 2024; its head is the person `responsabile`, unless said otherwise. */
export const unitAdded = (
  unitId: string,
  more: Partial<DataOf<'UnitAdded'>> = {},
): PlanningFact => ({
  type: 'UnitAdded',
  data: {
    unitId,
    name: `Unità ${unitId}`,
    kind: 'UNITA_FUNZIONALE',
    belongsTo: 'AUSL',
    headPersonId: 'responsabile',
    from: '2024-01-01',
    ...more,
  },
});

export const headChanged = (
  unitId: string,
  newPersonId: string,
  from: string,
  oldPersonId = 'responsabile',
): PlanningFact => ({
  type: 'UnitHeadChanged',
  data: { unitId, oldPersonId, newPersonId, from, act },
});

export const merged = (unitId: string, intoUnitId: string, from = '2024-03-01'): PlanningFact => ({
  type: 'UnitMerged',
  data: { unitId, intoUnitId, from, act },
});

export const closed = (unitId: string, from = '2024-03-01'): PlanningFact => ({
  type: 'UnitClosed',
  data: { unitId, from, act },
});

/** The head of `anziani` away for the two weeks from the 1st to the 14th of July 2024. */
export const granted = (more: Partial<DataOf<'DelegationGranted'>> = {}): PlanningFact => ({
  type: 'DelegationGranted',
  data: {
    delegationId: 'ferie',
    fromPersonId: 'responsabile',
    fromRole: 'UH',
    toPersonId: 'sostituto',
    kind: 'SOSTITUZIONE',
    scope: { unitId: 'anziani' },
    validFrom: '2024-07-01',
    validTo: '2024-07-14',
    ...more,
  },
});

export const revoked = (delegationId = 'ferie'): PlanningFact => ({
  type: 'DelegationRevoked',
  data: { delegationId },
});

/** A role from the beginning of 2024 on; its id says whose and which. */
export const roleGranted = (
  personId: string,
  role: DataOf<'RoleGranted'>['role'],
  more: Partial<DataOf<'RoleGranted'>> = {},
): PlanningFact => ({
  type: 'RoleGranted',
  data: { roleGrantId: `${personId}-${role}`, personId, role, from: '2024-01-01', ...more },
});

export const roleRevoked = (roleGrantId: string): PlanningFact => ({
  type: 'RoleRevoked',
  data: { roleGrantId },
});

export const deactivated = (
  personId: string,
  kind: DataOf<'PersonDeactivated'>['kind'] = 'SUSPENDED',
): PlanningFact => ({ type: 'PersonDeactivated', data: { personId, kind } });

export const reactivated = (personId: string): PlanningFact => ({
  type: 'PersonReactivated',
  data: { personId },
});

/** The summer closure of 2024, of two weeks. */
export const closureAdded = (more: Partial<DataOf<'OfficeClosureAdded'>> = {}): PlanningFact => ({
  type: 'OfficeClosureAdded',
  data: {
    ...{ closureId: 'estate', from: '2024-08-12', to: '2024-08-23', why: 'Chiusura estiva' },
    ...more,
  },
});

/** A register that keeps roles: somebody runs the system, and no more is said. */
export const rolesKept: readonly PlanningFact[] = [opened, roleGranted('sistemista', 'ADM')];

import { randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, RecordedEvent } from '#event-store';
import type { ActorInFact, Envelope } from '../envelope.js';
import type { PlanningFact } from '../planning-fact.js';
import { document, fingerprint } from '../testing.fixture.js';
import { categories, codes } from '../value-sets.js';
import { verbs } from '../verbs.js';
import { Witness } from './witness.fixture.js';

const cycleId = 'livornese-poa-annuale-2024';
const registerId = 'livornese-organizzazione';

/** A fact as somebody forges it: what it says, and what stands around it where that matters. */
interface Told extends Partial<Omit<Envelope, 'actor'>> {
  readonly type: PlanningFact['type'];
  readonly data?: object;
  readonly by?: Partial<ActorInFact>;
  readonly id?: string;
  readonly revision?: number;
}

/** The facts as a log gives them back, a minute after each other, each by somebody who may. */
function logOf(
  facts: readonly Told[],
  firstPosition = 100,
  registerRevision = register.length - 1,
): readonly RecordedEvent[] {
  return facts.map((told, index) => {
    const { type, data = {}, by = {}, id = randomUUID(), revision = index, ...said } = told;
    const rule = said.rule ?? ruleOf(type);
    const [, role = ''] = rule.split('/');
    const personId = by.onBehalfOf === undefined ? `chi-${role}` : 'sostituto';
    const recordedAt = new Date(Date.UTC(2024, 0, 10, 8, index)).toISOString();
    const proof = { authMethod: 'passkey', authenticatedAt: recordedAt };
    const actor = { personId, role, unitId: 'anziani', ...proof, ...by };
    const envelope = {
      ...{ actor, occurredOn: '2024-01-10', recordedAt, commandId: `comando-${index}`, rule },
      ...{ commandDigest: '', definition: { id: 'poa-annuale', version: 1 }, schemaVersion: 1 },
      reason: 'Motivo',
      lookedAt: { [registerId]: registerRevision, 'livornese-co-programmazione-2024': 0 },
      ...said,
    };
    return {
      ...{ type, id, revision, stream: cycleId, position: firstPosition + index, createdMs: 0 },
      // Facts and envelopes are plain JSON, the forged ones, too.
      data: data as JsonObject,
      metadata: envelope,
    };
  });
}

/** The rule by which the first verb that records such facts is allowed to its first role. */
function ruleOf(type: PlanningFact['type']): string {
  const { name, who } = verbs.find(({ facts }) => facts.includes(type))!;
  const { role, when } = who[0]!;
  return [name, role, ...(when ? [when] : [])].join('/');
}

/** What the organisation says: who heads a unit, and who stands in for whom since the 8th of January. */
const terms = {
  ...{ fromPersonId: 'capo', fromRole: 'UH', toPersonId: 'sostituto', kind: 'DELEGA' },
  ...{ scope: { unitId: 'anziani' }, validFrom: '2024-01-01', validTo: '2024-01-31' },
};
const granted = (delegationId: string, more: object = {}): Told => ({
  type: 'DelegationGranted',
  data: { ...terms, delegationId, ...more },
  recordedAt: '2024-01-08T09:00:00.000Z',
});
const director = { fromPersonId: 'direttore', fromRole: 'DIR', scope: {} };
const register: readonly Told[] = [
  { type: 'OrganisationOpened', recordedAt: '2024-01-08T08:00:00.000Z', data: { registerId } },
  ...['anziani', 'minori', 'disabilita'].map((unitId): Told => ({
    type: 'UnitAdded',
    recordedAt: '2024-01-08T08:00:00.000Z',
    data: { unitId, headPersonId: unitId === 'disabilita' ? 'altro' : 'capo', from: '2024-01-01' },
  })),
  granted('valida'),
  granted('direttore', director),
  granted('scaduta', { validTo: '2024-01-09' }),
  granted('futura', { validFrom: '2024-01-11' }),
  granted('revocata'),
  {
    ...{ type: 'DelegationRevoked', recordedAt: '2024-01-08T10:00:00.000Z' },
    data: { delegationId: 'revocata' },
  },
  granted('altro-ciclo', { scope: { unitId: 'anziani', cycleId: 'livornese-poa-annuale-2025' } }),
  granted('altri-verbi', { scope: { unitId: 'anziani', verbs: ['revise-scheda'] } }),
  granted('altra-mano', { toPersonId: 'terzo' }),
  granted('altra-persona', { fromPersonId: 'altro' }),
  granted('altra-unita', { scope: { unitId: 'minori' } }),
  granted('ex-capo', { scope: { unitId: 'disabilita' } }),
];

/** The same, since when it says who has which role: the head by being one, the others by a grant. */
const given = (personId: string, role: string, more: object = {}): Told => ({
  ...{ type: 'RoleGranted', recordedAt: '2024-01-08T11:00:00.000Z' },
  data: { roleGrantId: `${personId}-${role}`, personId, role, from: '2024-01-01', ...more },
});
const ofUnit = { unitId: 'anziani' };
const rolesKept: readonly Told[] = [
  ...register,
  ...['ADM', 'UPc', 'UPo', 'DIR'].map((role) => given(`chi-${role}`, role)),
  given('sostituto', 'RF', ofUnit),
  given('referente', 'RF', ofUnit),
  given('direttore', 'DIR', { to: '2024-01-09' }),
  given('di-domani', 'UPc', { from: '2024-01-11' }),
  given('di-oggi', 'DIR', { from: '2024-01-10' }),
  given('revocata', 'UPc'),
  {
    ...{ type: 'RoleRevoked', recordedAt: '2024-01-08T12:00:00.000Z' },
    ...{ occurredOn: '2024-01-08', data: { roleGrantId: 'revocata-UPc' } },
  },
  given('revisore', 'AUD'),
  given('capo-fuori', 'UH', { unitId: 'fuori' }),
  given('presente', 'DIR'),
  granted('di-chi-c-è', { fromPersonId: 'presente', fromRole: 'DIR', scope: {} }),
  given('assente', 'DIR'),
  granted('di-chi-non-c-è', { fromPersonId: 'assente', fromRole: 'DIR', scope: {} }),
  given('sospesa', 'UPc'),
  ...['sospesa', 'assente'].map((personId): Told => ({
    ...{ type: 'PersonDeactivated', recordedAt: '2024-01-08T12:00:00.000Z' },
    data: { personId },
  })),
];
const giving = (personId: string, role: string): Told => ({
  type: 'RoleGranted',
  data: { roleGrantId: 'nuovo', personId, role, from: '2024-01-10' },
});
function hear(facts: readonly Told[], known: readonly Told[]): void {
  new Witness(cycleId, logOf(known, 1)).hear(logOf(facts, 100, known.length - 1));
}

const title = 'Assistenza';
const scheda = { schedaId: 'S-1' };
const contentHash = fingerprint({ title, description: 'Di giorno' });
const assigned: Told = {
  type: 'SchedaAssigned',
  data: { ...scheda, code: 'C-1', unitId: 'anziani', personId: 'responsabile', title },
};
const revised: Told = {
  type: 'SchedaRevised',
  rule: 'revise-scheda/RF/own-unit',
  by: { personId: 'referente' },
  data: { ...scheda, version: 1, changes: { description: 'Di giorno' }, contentHash },
};
const submitted: Told = { type: 'SchedaSubmitted', data: scheda, by: { personId: 'capo' } };
const onBehalf = (delegationId: string, more: Partial<ActorInFact> = {}) => ({
  ...{ role: 'RF', personId: 'sostituto', onBehalfOf: 'capo', delegationId, ...more },
});
const written = [assigned, revised, submitted];
const takenInCharge: Told = { type: 'SchedaTakenInCharge', data: scheda };
const checked: Told = { type: 'SchedaChecked', data: { ...scheda, version: 1, contentHash } };

const held: Told = {
  type: 'MeetingHeld',
  data: { meetingId: 'M1', heldOn: '2024-01-10', categories: codes(categories) },
};
const minuted: Told = { type: 'MinutesRecorded', data: { meetingId: 'M1', document } };
const notActivated: Told = {
  type: 'CoProgrammingNotActivated',
  data: { text: 'I tempi della Regione non lasciano spazio a un avviso.' },
};
const manifest = {
  schede: [{ ...scheda, code: 'C-1', unitId: 'anziani', version: 1, contentHash }],
};
const manifestHash = fingerprint(manifest);
const sealed: Told = { type: 'VerificationClosed', data: { manifest, manifestHash } };
const endorsed: Told = { type: 'ProposalEndorsed', data: { manifestHash } };
const convened: Told = { type: 'OrganConvened', data: { sessionId: 'A1' } };
const deliberated: Told = {
  ...{ type: 'DeliberationRecorded', commandId: 'seduta' },
  data: { sessionId: 'A1', outcome: 'approved', manifestHash },
};
const approved: Told = {
  ...{ type: 'SchedaApproved', commandId: 'seduta' },
  data: { ...scheda, version: 1, contentHash },
};
const gates = [held, minuted, notActivated];
const proposed = [...gates, ...written, takenInCharge, checked, sealed];
const inForce = [...proposed, endorsed, convened, deliberated, approved];
const deadline: Told = {
  type: 'DeadlineSet',
  data: { deadlineId: 'D1', due: '2024-02-01', basis: 'LAW' },
};
const extended: Told = {
  type: 'DeadlineExtended',
  data: { deadlineId: 'D1', from: '2024-02-01', to: '2024-02-10', act: 'DGR 1/2024' },
};
const byHand: Told = {
  type: 'DeadlineSet',
  data: { deadlineId: 'D1', kind: 'OTHER', due: '2024-02-01', basis: 'OFFICE' },
};
const reminded: Told = {
  type: 'ReminderSent',
  recordedAt: '2024-01-10T09:00:00.000Z',
  data: { deadlineId: 'D1', reminderId: 'R1', byHand: true, unitId: 'anziani', told: [] },
};
const reminderTakenBack: Told = {
  type: 'ReminderTakenBack',
  recordedAt: '2024-01-10T09:00:09.999Z',
  data: { deadlineId: 'D1', reminderId: 'R1', unitId: 'anziani' },
};
const saidMet: Told = { type: 'DeadlineMet', data: { deadlineId: 'D1' } };
const plan = { planId: 'PSSIR', name: 'PSSIR', toYear: 2020, expired: true, note: 'In proroga' };
const linked: Told = { type: 'ParentPlanLinked', data: plan };
const imported: Told = {
  type: 'TreeImported',
  data: { source: { file: 'poa.md', lines: [3] }, objectives: [], programmes: [] },
};
const notice = { publishedOn: '2024-01-10', closesOn: '2024-01-30', days: 20 };
const published: Told = { type: 'NoticePublished', data: notice };
const annulled: Told = { type: 'CycleAnnulled', data: { act: 'Delibera 4', ground: 'Un vizio' } };
const revisionOpened: Told = { type: 'RevisionOpened', data: { number: 1, scope: [] } };
const corrected = (more: object): Told => ({
  type: 'RecordCorrected',
  data: {
    ...{ eventId: 'sbagliato', factType: 'ParentPlanLinked', factRevision: 0, field: '/name' },
    ...{ old: 'PSSIR', new: 'PISSR', ...more },
  },
});
const wrong: Told = { ...linked, id: 'sbagliato' };

/** The same fact, with something else in it. */
const but = (fact: Told, data: object): Told => ({ ...fact, data: { ...fact.data, ...data } });
/** The same fact, by somebody else. */
const by = (fact: Told, actor: Partial<ActorInFact>): Told => ({ ...fact, by: actor });

interface Forgeries {
  /** By its number; left out for what the domain says besides the numbered ones. */
  readonly rule?: number;
  /** What was told before. */
  readonly before: readonly Told[];
  /** What the register says; left out for the one that keeps no roles. */
  readonly known?: readonly Told[];
  /** The fact as it may be. */
  readonly honest: Told;
  /** As it may not be, by what is wrong; or the whole history, whose last fact may not be. */
  readonly forged: Readonly<Record<string, Told | readonly Told[]>>;
}

const opened: Told = { type: 'VerificationOpened' };
const withdrawalRequested: Told = {
  ...{ type: 'SchedaWithdrawalRequested', data: scheda, by: { personId: 'capo' } },
};
const withdrawn: Told = { type: 'SchedaWithdrawn', data: scheda, rule: 'grant-withdrawal/UPc' };
const proposedExemption = {
  type: 'CategoryExemptionProposed',
  data: { category: 'UTENTI' },
} as const;
const exempted: Told = { type: 'CategoryExempted', data: { category: 'UTENTI' } };
const minutesApproved: Told = { type: 'MinutesApproved', data: { meetingId: 'M1' } };
const met: Told = { type: 'PrescriptionMet', data: { prescriptionId: 'R1' } };
const prescribed: Told = { type: 'PrescriptionSet', data: { prescriptionId: 'R1' } };
const accepted: Told = {
  type: 'PrescriptionAccepted',
  data: { prescriptionId: 'R1', daysLate: 0 },
};
const reported: Told = {
  type: 'SchedaReported',
  data: { ...scheda, status: 'COMPLETED', rePropose: true },
};
const reportAccepted: Told = { type: 'ReportAccepted', data: scheda };
const asDirector = onBehalf('direttore', { onBehalfOf: 'direttore' });
const inTwoNames = { ...asDirector, personId: 'sostituto' };
const rejected = but(deliberated, { outcome: 'rejected', text: 'Manca il riparto' });

const amending = but(revisionOpened, { scope: [{ ...scheda, what: 'amend' }] });
const reopened: readonly Told[] = [
  { ...amending, commandId: 'revisione' },
  { type: 'SchedaReopened', commandId: 'revisione', rule: 'open-revision/UPc', data: scheda },
];
const rewritten = but(revised, {
  ...{ version: 2, changes: { description: 'Di notte' } },
  contentHash: fingerprint({ title, description: 'Di notte' }),
});
const nothing = { schede: [] };
const emptyManifest = { manifest: nothing, manifestHash: fingerprint(nothing) };
const lentByHead: Told = {
  ...{ type: 'DelegationGranted', by: { personId: 'capo' } },
  data: { ...terms, delegationId: 'nuova' },
};
const suspended: Told = { type: 'CycleSuspended', data: { deadlines: 'stop' } };
const resumed: Told = { type: 'CycleResumed', data: { days: 0 } };
const closed: Told = { type: 'CycleClosed', data: { manifestHash, reportHash: '' } };
const checkpoint: Told = { type: 'CheckpointOpened', data: { checkpointId: 'V1' } };
const checkpointClosed: Told = {
  type: 'CheckpointClosed',
  data: { checkpointId: 'V1', silent: ['S-1'] },
};
const withAmount = (amount: unknown): Told => {
  const resources = [{ source: 'AUSL', amount }];
  const hash = fingerprint({ title, resources });
  return but(revised, { changes: { resources }, contentHash: hash });
};

const setByDirector = (personId: string): Told => ({
  ...by(but(deadline, { deadlineId: 'D2' }), { personId, role: 'DIR' }),
  rule: 'set-deadline/DIR',
});
const writtenByHead = (personId: string): Told => ({
  ...by(revised, { personId, role: 'UH', unitId: 'fuori' }),
  rule: 'revise-scheda/UH/own-unit',
});
const headed = (headPersonId: string): Told => ({
  type: 'UnitAdded',
  data: { unitId: 'nuova', headPersonId, from: '2024-01-10' },
});

const forgeries: readonly Forgeries[] = [
  {
    ...{ rule: 1, before: [wrong], honest: linked },
    forged: {
      'a gap': { ...linked, revision: 2 },
      'an event told twice': { ...linked, id: 'sbagliato' },
    },
  },
  {
    ...{ rule: 1, before: [wrong], honest: corrected({}) },
    forged: {
      'a correction of what was never said': corrected({ old: 'Altro' }),
      'a correction of nothing': corrected({ eventId: 'nessuno' }),
      'a correction that changes nothing': corrected({ new: 'PSSIR' }),
    },
  },
  {
    ...{ rule: 2, before: [], honest: linked },
    forged: {
      'a role that is not granted the verb': { ...linked, rule: 'link-parent-plan/RF' },
      'another role than the rule says': by(linked, { role: 'DIR' }),
      'a rule of another verb': { ...linked, rule: 'open-cycle/UPc' },
    },
  },
  {
    ...{ rule: 2, before: [assigned], honest: revised },
    forged: { 'a unit that is not the own': by(revised, { unitId: 'minori' }) },
  },
  {
    ...{ rule: 2, before: [assigned, revised], honest: submitted },
    forged: {
      'a head who is none': by(submitted, { personId: 'altro' }),
      'a delegation for the own name': by(submitted, { personId: 'capo', delegationId: 'valida' }),
      'a register that was not looked at': { ...submitted, lookedAt: {} },
      'a register as it was before': { ...submitted, lookedAt: { [registerId]: 3 } },
    },
  },
  {
    ...{ rule: 2, before: [assigned, revised], honest: by(submitted, onBehalf('valida')) },
    forged: {
      'a delegation that is none': by(submitted, onBehalf('mai-data')),
      'one that was revoked': by(submitted, onBehalf('revocata')),
      'one for another cycle': by(submitted, onBehalf('altro-ciclo')),
      'one for other verbs': by(submitted, onBehalf('altri-verbi')),
      'one to somebody else': by(submitted, onBehalf('altra-mano')),
      'one by somebody else': by(submitted, onBehalf('altra-persona')),
      'one for another unit of the same head': by(submitted, onBehalf('altra-unita')),
      'one for a unit of another head': by(submitted, onBehalf('ex-capo')),
      'one for a role without the verb': by(submitted, asDirector),
      'a stakeholder in the name of a head': by(submitted, onBehalf('valida', { role: 'ETS' })),
    },
  },
  {
    ...{ rule: 2, known: rolesKept, before: [], honest: linked },
    forged: {
      'a role that nobody gave': by(linked, { personId: 'chiunque' }),
      'a role from tomorrow on': by(linked, { personId: 'di-domani' }),
      'a role that was revoked': by(linked, { personId: 'revocata' }),
      'the role of somebody suspended': by(linked, { personId: 'sospesa' }),
    },
  },
  {
    ...{ rule: 2, known: rolesKept, before: [deadline], honest: setByDirector('chi-DIR') },
    forged: {
      'a director who is none any more': setByDirector('direttore'),
      'a director who was none on that day': {
        ...setByDirector('di-oggi'),
        occurredOn: '2024-01-09',
      },
    },
  },
  {
    ...{ rule: 2, known: rolesKept, before: [deadline] },
    honest: by(setByDirector('presente'), onBehalf('di-chi-c-è', { onBehalfOf: 'presente' })),
    forged: {
      'a role lent by a director who is none any more': by(setByDirector('x'), asDirector),
      'a role lent by somebody suspended': by(
        setByDirector('assente'),
        onBehalf('di-chi-non-c-è', { onBehalfOf: 'assente' }),
      ),
      'a hand without its role': by(
        setByDirector('presente'),
        onBehalf('di-chi-c-è', { onBehalfOf: 'presente', role: 'UPo' }),
      ),
    },
  },
  {
    ...{ rule: 2, known: rolesKept, before: [but(assigned, { unitId: 'fuori' })] },
    honest: writtenByHead('capo-fuori'),
    forged: { 'the head of another unit, whatever the token says': writtenByHead('capo') },
  },
  {
    ...{ rule: 4, before: gates, honest: opened },
    forged: {
      'a meeting without minutes': [held, notActivated, opened],
      'a category nobody heard': [
        but(held, { categories: ['UTENTI'] }),
        minuted,
        notActivated,
        opened,
      ],
      'no decision on co-programming': [held, minuted, opened],
    },
  },
  {
    ...{ rule: 5, before: [], honest: notActivated },
    forged: {
      'a motivation of 49 characters': but(notActivated, { text: `${'x'.repeat(49)}  ` }),
      'a day to put it off to without saying what': but(notActivated, {
        deferralDue: '2025-01-01',
      }),
    },
  },
  {
    ...{ rule: 6, before: [], honest: published },
    forged: {
      'nineteen days': but(published, { closesOn: '2024-01-29', days: 19 }),
      'days counted wrong': but(published, { closesOn: '2024-01-29' }),
    },
  },
  {
    ...{ rule: 7, before: written, honest: takenInCharge },
    forged: {
      'who wrote it': by(takenInCharge, { personId: 'referente' }),
      'who submitted it': by(takenInCharge, { personId: 'capo' }),
      'the head it was given to': by(takenInCharge, { personId: 'responsabile' }),
      'the hand that submitted it in another name': [
        ...[assigned, by(submitted, onBehalf('valida'))],
        by(takenInCharge, { personId: 'sostituto' }),
      ],
      'the head it was submitted for': [
        ...[assigned, by(submitted, onBehalf('valida'))],
        by(takenInCharge, { personId: 'capo' }),
      ],
      'the head of today': [assigned, by(takenInCharge, { personId: 'capo' })],
    },
  },
  {
    ...{ rule: 7, before: [...written, takenInCharge], honest: checked },
    forged: { 'who wrote it': by(checked, { personId: 'referente' }) },
  },
  {
    ...{
      rule: 7,
      before: [...written, takenInCharge],
      honest: { type: 'SchedaReturned', data: scheda },
    },
    forged: {
      'who wrote it': by({ type: 'SchedaReturned', data: scheda }, { personId: 'referente' }),
    },
  },
  {
    rule: 7,
    before: [assigned, by(withdrawalRequested, onBehalf('valida'))],
    honest: withdrawn,
    forged: {
      'who asked for it': by(withdrawn, { personId: 'sostituto' }),
      'who it was asked for by somebody else': by(withdrawn, { personId: 'capo' }),
    },
  },
  {
    ...{ rule: 7, before: [proposedExemption], honest: by(exempted, inTwoNames) },
    forged: {
      'who proposed it': by(exempted, { personId: 'chi-UPc' }),
      'who proposed it, in another name': [
        by(proposedExemption, { personId: 'sostituto' }),
        by(exempted, inTwoNames),
      ],
    },
  },
  {
    ...{ rule: 7, before: [held, minuted], honest: minutesApproved },
    forged: {
      'who wrote them': [
        ...[held, by(minuted, { personId: 'uno' })],
        by(minutesApproved, { personId: 'uno' }),
      ],
    },
  },
  {
    ...{ rule: 7, before: proposed, honest: by(endorsed, inTwoNames) },
    forged: {
      'who prepared it, in another name': [
        ...proposed.slice(0, -1),
        by(sealed, { personId: 'sostituto' }),
        by(endorsed, inTwoNames),
      ],
    },
  },
  {
    ...{ rule: 7, before: [prescribed, met], honest: accepted },
    forged: {
      'who met it': [
        ...[prescribed, by(met, { personId: 'uno' })],
        by(accepted, { personId: 'uno' }),
      ],
    },
  },
  {
    ...{ rule: 7, before: [...inForce, by(reported, onBehalf('valida'))], honest: reportAccepted },
    forged: {
      'the head it was given to': by(reportAccepted, { personId: 'responsabile' }),
      'who reported': by(reportAccepted, { personId: 'sostituto' }),
      'who it was reported for': by(reportAccepted, { personId: 'capo' }),
    },
  },
  {
    ...{ rule: 8, before: proposed, honest: endorsed },
    forged: {
      'a proposal written in': { type: 'ProgrammeAdded', data: { programmeId: 'P2' } },
    },
  },
  {
    ...{ rule: 8, before: inForce, honest: revisionOpened },
    forged: {
      'a plan in force written in': { type: 'ProgrammeAdded', data: { programmeId: 'P2' } },
      'a scheda written that the revision did not take up': [...inForce, revisionOpened, rewritten],
      'a scheda moved that the revision amends': [
        ...[...inForce, ...reopened],
        { type: 'SchedaMoved', data: scheda },
      ],
      'an amendment dropped of what was never approved': [
        ...[...inForce, ...reopened, but(assigned, { schedaId: 'S-2', code: 'C-2' })],
        { type: 'AmendmentDropped', data: { schedaId: 'S-2' } },
      ],
    },
  },
  {
    ...{ rule: 9, before: [assigned], honest: revised },
    forged: {
      'the fingerprint of something else': but(revised, { contentHash: manifestHash }),
      'a version that is not the next one': but(revised, { version: 2 }),
    },
  },
  {
    ...{ rule: 9, before: [...written, takenInCharge], honest: checked },
    forged: {
      'the check of another version': but(checked, { version: 2 }),
      'the check of another content': but(checked, { contentHash: manifestHash }),
    },
  },
  {
    ...{ rule: 9, before: proposed.slice(0, -1), honest: sealed },
    forged: {
      'the fingerprint of another manifest': but(sealed, { manifestHash: contentHash }),
      'a manifest without what was checked': but(sealed, emptyManifest),
      'a manifest with what was not checked': [...written, sealed],
    },
  },
  {
    ...{ rule: 9, before: proposed, honest: endorsed },
    forged: { 'the endorsement of something else': but(endorsed, { manifestHash: contentHash }) },
  },
  {
    ...{ rule: 9, before: [...proposed, endorsed, convened], honest: rejected },
    forged: {
      'a vote on something else': but(rejected, { manifestHash: contentHash }),
      'a vote in another session': but(rejected, { sessionId: 'A2' }),
    },
  },
  {
    ...{ rule: 10, before: [], honest: held },
    forged: { 'a meeting that is still to come': but(held, { heldOn: '2024-01-11' }) },
  },
  {
    ...{ rule: 10, before: [held], honest: minuted },
    forged: {
      'minutes of a meeting that was not held': but(minuted, { meetingId: 'M2' }),
      'categories of a meeting that was not held': {
        ...{ type: 'CategoriesAttributed', data: { meetingId: 'M2', categories: [] } },
      },
    },
  },
  {
    ...{ rule: 11, before: [deadline], honest: extended },
    forged: {
      'a date moved from another one': but(extended, { from: '2024-01-31' }),
      'a date of the law moved without an act': but(extended, { act: undefined }),
      'a date moved that is none': but(extended, { deadlineId: 'D2' }),
    },
  },
  {
    ...{ rule: 11, before: [byHand], honest: saidMet },
    forged: {
      'a deadline met that is none': but(saidMet, { deadlineId: 'D2' }),
      'a deadline met before it was set': { ...saidMet, occurredOn: '2024-01-09' },
    },
  },
  {
    ...{ rule: 11, before: [deadline], honest: extended },
    forged: { 'a deadline met by a word that what is done meets': saidMet },
  },
  {
    ...{ rule: 11, before: [deadline, reminded], honest: reminderTakenBack },
    forged: {
      'a reminder taken back that nobody sent': but(reminderTakenBack, { reminderId: 'R2' }),
      'a reminder taken back twice': [deadline, reminded, reminderTakenBack, reminderTakenBack],
      'a reminder taken back too late': {
        ...reminderTakenBack,
        recordedAt: '2024-01-10T09:00:10.000Z',
      },
    },
  },
  {
    ...{ rule: 12, before: [assigned], honest: but(assigned, { schedaId: 'S-2', code: 'C-2' }) },
    forged: {
      'an id given twice': but(assigned, { code: 'C-2' }),
      'a code given twice': but(assigned, { schedaId: 'S-2' }),
    },
  },
  {
    ...{ rule: 12, before: inForce, honest: annulled },
    forged: {
      'an annulment without a ground': but(annulled, { ground: ' ' }),
      'an annulment without an act': but(annulled, { act: '' }),
      'the annulment of what was never approved': [annulled],
    },
  },
  {
    ...{ rule: 13, before: [assigned, revised], honest: by(submitted, onBehalf('valida')) },
    forged: {
      'a delegation that is over': by(submitted, onBehalf('scaduta')),
      'a delegation that has not begun': by(submitted, onBehalf('futura')),
      'something that happened before the grant': {
        ...by(submitted, onBehalf('valida')),
        occurredOn: '2024-01-07',
      },
    },
  },
  {
    ...{ rule: 13, before: [], honest: lentByHead },
    forged: {
      'a delegation to oneself': but(lentByHead, { toPersonId: 'capo' }),
      'a delegation to whoever grants it': {
        ...but(lentByHead, { toPersonId: 'direttore' }),
        ...{ rule: 'grant-delegation/DIR', by: { personId: 'direttore' } },
      },
      'what was lent lent on': {
        ...but(lentByHead, { toPersonId: 'terzo' }),
        by: onBehalf('valida'),
      },
    },
  },
  {
    ...{ rule: 14, before: [], honest: linked },
    forged: {
      'an auditor': { ...by(linked, { role: 'AUD' }), rule: 'link-parent-plan/AUD' },
      'whoever runs the system': { ...by(linked, { role: 'ADM' }), rule: 'link-parent-plan/ADM' },
    },
  },
  {
    ...{ rule: 14, before: [assigned, revised], honest: by(submitted, onBehalf('valida')) },
    forged: { 'an auditor for a head': by(submitted, onBehalf('valida', { role: 'AUD' })) },
  },
  {
    ...{ rule: 15, before: [assigned], honest: withAmount('1200.50') },
    forged: {
      'an amount with one decimal': withAmount('1200.5'),
      'an amount that is a number': withAmount(1200),
      'an amount that is null': withAmount(null),
      'a number that is a float': but(linked, { share: 0.5 }),
    },
  },
  {
    ...{ rule: 16, before: [], honest: linked },
    forged: {
      'a plan that has run out and does not say so': but(linked, { expired: false }),
      'a plan that has run out without a note': but(linked, { note: '' }),
    },
  },
  {
    ...{ rule: 17, before: [], honest: imported },
    forged: {
      'a source without a file': but(imported, { source: { file: '', lines: [3] } }),
      'a source without lines': but(imported, { source: { file: 'poa.md', lines: [] } }),
      'a tree that comes from nowhere': but(imported, { source: undefined }),
      'a tree of the same year': but(imported, { source: undefined, fromCycleId: cycleId }),
      'needs that come from nowhere': { type: 'NeedsImported', data: { needs: [] } },
    },
  },
  {
    ...{ rule: 18, before: inForce, honest: revisionOpened },
    forged: {
      'a revision that is not the next': but(revisionOpened, { number: 2 }),
      'a cycle drafted once more': { type: 'CycleDrafted' },
    },
  },
  {
    ...{ rule: 19, before: [...proposed, endorsed], honest: convened },
    forged: { 'a session about what nobody endorsed': [...proposed, convened] },
  },
  {
    ...{ rule: 19, before: [...proposed, endorsed, convened], honest: rejected },
    forged: {
      'a no without the words of the organ': but(rejected, { text: '' }),
      'a session on what was rejected': [
        ...[...proposed, endorsed, convened, rejected, sealed],
        but(convened, { sessionId: 'A2' }),
      ],
    },
  },
  {
    ...{ rule: 21, before: [], honest: giving('chi-ADM', 'ADM') },
    forged: { 'a first role that is not the administrator’s': giving('chi-ADM', 'UPc') },
  },
  {
    ...{ rule: 21, known: rolesKept, before: [], honest: giving('nuova', 'SEG') },
    forged: {
      'a role given to oneself': giving('chi-ADM', 'ETS'),
      'an auditor who also checks': giving('revisore', 'UPo'),
      'an operator who also audits': giving('chi-UPo', 'AUD'),
      'a head who also runs the system': giving('capo', 'ADM'),
      'a role of the office given by the coordinator': {
        ...by(giving('nuova', 'SEG'), { personId: 'chi-UPc', role: 'UPc' }),
        rule: 'grant-role/UPc',
      },
    },
  },
  {
    ...{ rule: 21, known: rolesKept, before: [], honest: headed('nuova') },
    forged: { 'an auditor who heads a unit': headed('revisore') },
  },
  {
    ...{ before: [assigned], honest: revised },
    forged: {
      'an instant before the last': { ...revised, recordedAt: '2024-01-10T07:00:00.000Z' },
      'a day to come': { ...revised, occurredOn: '2024-01-11' },
      'what is recorded late without saying why': { ...revised, occurredOn: '2024-01-06' },
    },
  },
  {
    ...{ before: [assigned, withdrawalRequested], honest: withdrawn },
    forged: { 'what asks for a reason without one': { ...withdrawn, reason: ' ' } },
  },
  {
    ...{ before: inForce, honest: linked },
    forged: {
      'anything after the end': [...inForce, annulled, linked],
      'anything in the meantime of a suspension': [...inForce, suspended, linked],
      'anything after the closing': [...inForce, closed, linked],
      'an approval that does not approve its schede': inForce.slice(0, -1),
      'an approval that nobody gave': [...inForce, { ...approved, commandId: 'altra' }],
    },
  },
  {
    ...{ before: [...inForce, suspended], honest: resumed },
    forged: { 'days of a suspension counted wrong': but(resumed, { days: 1 }) },
  },
  {
    ...{ before: inForce, honest: closed },
    forged: {
      'a closing with another plan': but(closed, { manifestHash: contentHash }),
      'a closing with another report': but(closed, { reportHash: contentHash }),
      'the publication of another plan': {
        ...{ type: 'PlanPublished', data: { manifestHash: contentHash, from: '2024-01-10' } },
      },
    },
  },
  {
    ...{ before: [...inForce, checkpoint], honest: checkpointClosed },
    forged: { 'a silence that is not told': but(checkpointClosed, { silent: [] }) },
  },
  {
    ...{ before: [prescribed, met], honest: accepted },
    forged: { 'a delay that was none': but(accepted, { daysLate: 1 }) },
  },
];

describe('A witness', () => {
  it.each(
    forgeries.flatMap(({ rule, before, honest, forged, known = register }) =>
      Object.entries(forged).map(([what, told]) => ({
        ...{ what, known, honest: [...before, honest] },
        says: rule === undefined ? 'expect' : `rule ${rule}: expect`,
        of: rule === undefined ? 'what the domain says besides' : `rule ${rule}`,
        forged: Array.isArray(told) ? (told as readonly Told[]) : [...before, told as Told],
      })),
    ),
  )('of $of, catches $what', ({ says, known, honest, forged }) => {
    expect(saidOf(honest, known)).toBe('');
    expect(saidOf(forged.slice(0, -1), known)).toBe('');
    expect(saidOf(forged, known).slice(0, says.length)).toBe(says);
  });

  it('is shown forgeries of every rule it judges', () => {
    const judged = new Set(forgeries.flatMap(({ rule }) => rule ?? []));
    const named = globSync('{witness*,cycle-heard}.fixture.ts', { cwd: import.meta.dirname })
      .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
      .flatMap((code) => [...code.matchAll(/byRule\((\d+)/g)])
      .map(([, number]) => Number(number));
    expect([...judged].toSorted(ascending)).toEqual([...new Set(named)].toSorted(ascending));
  });
});

const ascending = (one: number, other: number): number => one - other;

/** What the witness says of these facts; nothing when they are as they may be. */
function saidOf(facts: readonly Told[], known: readonly Told[]): string {
  try {
    hear(facts, known);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

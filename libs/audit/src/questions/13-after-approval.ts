import { AccountProjection, leftOutAndChanges, prescriptionsOf, type DataOf } from '#planning';
import type { Inquiry } from './inquiry.js';
import type { Answer, AuditQuestion } from './question.js';
import { counted, referencesTo, tableOf, together } from './tables.js';

const kept = [
  ...(['PlanPublished', 'ProwebDepositRecorded', 'CheckpointOpened', 'CheckpointClosed'] as const),
  ...(['RevisionOpened', 'RevisionMerged', 'RevisionDropped', 'SchedaDropped'] as const),
  ...(['SchedaAnnulled', 'PrescriptionSet', 'PrescriptionMet', 'PrescriptionAccepted'] as const),
  ...(['PrescriptionNotAccepted'] as const),
] as const;

export const afterApproval: AuditQuestion = {
  number: 13,
  key: 'after-approval',
  text: {
    it: 'Che cosa è successo dopo l’approvazione: monitoraggio, revisioni, attività ritirate, prescrizioni?',
    en: 'What happened after approval: monitoring, revisions, withdrawn activities, prescriptions?',
  },
  source: 'DGRT 1237/2023; atto di approvazione',
  looksAt: ['organisation'],
  answer,
};

function answer(inquiry: Inquiry): Answer {
  const { cycleId, on } = inquiry;
  const view = inquiry.view(AccountProjection);
  const approvals = inquiry
    .of('DeliberationRecorded')
    .filter(({ data }) => data.outcome.startsWith('approved'));
  const approvedAt = approvals[0]?.recordedAt;
  const checkpoints = checkpointsOf(inquiry);
  const prescriptions = prescriptionsOf(view, cycleId, on).items;
  const wentOut = leftOutAndChanges(view, cycleId)
    .items.filter(
      ({ what, stillSo }) =>
        stillSo &&
        ['SchedaDropped', 'SchedaAnnulled', 'SchedaWithdrawn', 'SchedaExcused'].includes(what),
    )
    .map(({ code, unitId, what, on: day, reason, act }) => ({
      code,
      unitId,
      what,
      on: day,
      reason,
      act,
    }));
  const overdue = prescriptions.filter((row) => row.overdue);
  const silent = checkpoints.filter((row) => row.silentCount > 0);
  const isToBeLookedAt = overdue.length + silent.length > 0;
  return {
    verdict: approvedAt === undefined ? 'not-known' : isToBeLookedAt ? 'findings' : 'in-order',
    sentence:
      approvedAt === undefined
        ? { it: 'Nessun piano è stato approvato.', en: 'No plan was approved.' }
        : {
            it: `${counted(checkpoints.length, 'verifica di monitoraggio', 'verifiche di monitoraggio')} (${silent.length} con unità silenti), ${counted(inquiry.of('RevisionMerged').length, 'revisione', 'revisioni')}, ${counted(wentOut.length, 'attività uscita', 'attività uscite')}, ${counted(prescriptions.length, 'prescrizione', 'prescrizioni')} (${overdue.length} scadute).`,
            en: `${counted(checkpoints.length, 'checkpoint', 'checkpoints')} (${silent.length} with silent units), ${counted(inquiry.of('RevisionMerged').length, 'revision', 'revisions')}, ${counted(wentOut.length, 'activity went out', 'activities went out')}, ${counted(prescriptions.length, 'prescription', 'prescriptions')} (${overdue.length} overdue).`,
          },
    tables: [
      tableOf(
        { it: 'Verifiche di monitoraggio', en: 'Checkpoints' },
        {
          number: ['Numero', 'Number'],
          openedOn: ['Aperta il', 'Opened on'],
          due: ['Entro il', 'Due'],
          closedOn: ['Chiusa il', 'Closed on'],
          silentCount: ['Schede silenti', 'Silent schede'],
          silentUnits: ['Unità silenti', 'Silent units'],
        },
        checkpoints,
      ),
      tableOf(
        { it: 'Prescrizioni', en: 'Prescriptions' },
        {
          prescriptionId: ['Prescrizione', 'Prescription'],
          text: ['Testo', 'Text'],
          due: ['Entro il', 'Due'],
          state: ['Stato', 'State'],
          metOn: ['Adempiuta il', 'Met on'],
          daysLate: ['Giorni di ritardo', 'Days late'],
          overdue: ['Scaduta', 'Overdue'],
        },
        prescriptions.map(
          ({ prescriptionId, text, due, state, metOn, daysLate, overdue: late }) => ({
            ...{ prescriptionId, text, due, state, metOn, daysLate, overdue: late },
          }),
        ),
      ),
      tableOf(
        { it: 'Attività uscite', en: 'Activities that went out' },
        {
          code: ['Scheda', 'Scheda'],
          unitId: ['Unità', 'Unit'],
          what: ['Come', 'How'],
          on: ['Il', 'On'],
          reason: ['Motivo', 'Reason'],
          act: ['Atto', 'Act'],
        },
        wentOut,
      ),
      tableOf(
        { it: 'Che cosa è seguito', en: 'What followed' },
        {
          on: ['Il', 'On'],
          type: ['Fatto', 'Fact'],
          by: ['Di', 'By'],
          role: ['Ruolo', 'Role'],
          reason: ['Motivo', 'Reason'],
        },
        inquiry
          .of(...kept)
          .filter(({ recordedAt }) => approvedAt !== undefined && recordedAt >= approvedAt)
          .map(({ occurredOn, type, by, role, reason }) => ({
            on: occurredOn,
            type,
            by,
            role,
            reason,
          })),
      ),
    ],
    facts: referencesTo([...approvals, ...inquiry.of(...kept)]),
    notKnown: [],
  };
}

/** Each checkpoint with the units of the schede nobody said anything about. */
function checkpointsOf(inquiry: Inquiry) {
  const units = unitsOfSchede(inquiry);
  const closed = inquiry.of('CheckpointClosed');
  return inquiry.of('CheckpointOpened').map(({ data, occurredOn: openedOn }) => {
    const end = closed.find((each) => each.data.checkpointId === data.checkpointId);
    const silent = end?.data.silent ?? [];
    return {
      ...{
        number: data.number,
        openedOn,
        due: data.due ?? null,
        closedOn: end?.occurredOn ?? null,
      },
      silentCount: silent.length,
      silentUnits: together([
        ...new Set(silent.map((schedaId) => units.get(schedaId) ?? schedaId)),
      ]),
    };
  });
}

function unitsOfSchede(inquiry: Inquiry): ReadonlyMap<string, string> {
  const units = new Map<string, string>();
  for (const { type, data } of inquiry.of(
    'SchedaAssigned',
    'SchedaCarriedOver',
    'SchedaReassigned',
  )) {
    const { schedaId } = data;
    // The type of a fact says which of the two its data are.
    const unitId =
      type === 'SchedaReassigned'
        ? (data as DataOf<'SchedaReassigned'>).toUnitId
        : (data as DataOf<'SchedaAssigned'>).unitId;
    units.set(schedaId, unitId);
  }
  return units;
}

import type { DatabaseSync } from 'node:sqlite';
import { deadlinesLateness, latenessOfSchede, SchedaTimesProjection, valueSets } from '#planning';
import type { Inquiry } from './inquiry.js';
import type { Answer, AuditQuestion } from './question.js';
import { counted, referencesTo, tableOf } from './tables.js';

export const missedDeadlines: AuditQuestion = {
  number: 7,
  key: 'missed-deadlines',
  text: {
    it: 'Quali scadenze sono state mancate, da chi, chi è stato avvisato e quando, e chi ha concesso proroghe, con quale motivo e atto?',
    en: 'Which deadlines were missed, by whom, who was warned and when, and who granted extensions with what reason and act?',
  },
  source: 'LR Toscana 40/2005; DGRT 1237/2023; calendario del ciclo',
  looksAt: ['organisation'],
  answer,
};

function answer(inquiry: Inquiry): Answer {
  const { cycleId, on } = inquiry;
  const view = inquiry.view(SchedaTimesProjection);
  const deadlines = deadlinesLateness(view, { cycleId, on });
  const missed = inquiry.of('DeadlineMissed');
  const takenBack = new Set(inquiry.of('ReminderTakenBack').map(({ data }) => data.reminderId));
  // What was taken back before it left has warned nobody.
  const reminders = inquiry
    .of('ReminderSent')
    .filter(({ data: { reminderId = '' } }) => !takenBack.has(reminderId));
  const named = new Map(deadlines.map(({ deadlineId, label }) => [deadlineId, label]));
  const rows = deadlines.map(({ deadlineId, label, due, doneOn, daysLate, lateness, basis }) => ({
    ...{
      deadlineId,
      label,
      basis: valueSets.deadlineBases[basis],
      due,
      doneOn,
      daysLate,
      lateness,
    },
    missedRecordedAt: missed.find(({ data }) => data.deadlineId === deadlineId)?.recordedAt ?? null,
    reminders: reminders.filter(({ data }) => data.deadlineId === deadlineId).length,
  }));
  const warned = reminders.flatMap(({ data, recordedAt }): readonly Warned[] => {
    const { deadlineId, due, level, told, unitId = null } = data;
    const common = { label: named.get(deadlineId) ?? deadlineId, due, at: recordedAt, level };
    if (told.length === 0) return [{ ...common, personId: null, role: null, unitId }];
    return told.map((each) => ({
      ...{ ...common, personId: each.personId, role: each.role },
      unitId: each.unitId ?? unitId,
    }));
  });
  const changes = deadlines.flatMap(({ label, history }) =>
    history.map(({ type, on: day, due, unitId, by, role, onBehalfOf, reason, act }) => ({
      ...{ label, type, on: day, due, unitId, by, role, onBehalfOf, reason, act },
    })),
  );
  const late = rows.filter(({ lateness }) => lateness === 'late' || lateness === 'missing');
  const unwarned = late.filter((row) => row.reminders === 0);
  return {
    verdict: rows.length === 0 ? 'not-known' : late.length > 0 ? 'findings' : 'in-order',
    sentence:
      rows.length === 0
        ? { it: 'Il ciclo non ha scadenze.', en: 'The cycle has no deadlines.' }
        : {
            it: `${counted(late.length, 'scadenza mancata o rispettata in ritardo', 'scadenze mancate o rispettate in ritardo')} su ${rows.length}; ${counted(warned.length, 'avviso inviato', 'avvisi inviati')}; ${counted(unwarned.length, 'senza avvisi', 'senza avvisi')}.`,
            en: `${counted(late.length, 'deadline was', 'deadlines were')} missed or met late, of ${rows.length}; ${counted(warned.length, 'warning was', 'warnings were')} sent; ${unwarned.length} without any.`,
          },
    tables: [
      tableOf(
        { it: 'Scadenze', en: 'Deadlines' },
        {
          deadlineId: ['Id', 'Id'],
          label: ['Scadenza', 'Deadline'],
          basis: ['Fondamento', 'Basis'],
          due: ['Entro il', 'Due'],
          doneOn: ['Fatto il', 'Done on'],
          daysLate: ['Giorni di ritardo', 'Days late'],
          lateness: ['Stato', 'Standing'],
          missedRecordedAt: ['Mancata: registrato', 'Missed: recorded at'],
          reminders: ['Promemoria', 'Reminders'],
        },
        rows,
      ),
      tableOf(
        { it: 'Chi era in ritardo', en: 'Who was late' },
        {
          kind: ['Scadenza', 'Deadline'],
          unitId: ['Unità', 'Unit'],
          code: ['Scheda', 'Scheda'],
          due: ['Entro il', 'Due'],
          doneOn: ['Fatto il', 'Done on'],
          daysLate: ['Giorni di ritardo', 'Days late'],
          lateness: ['Stato', 'Standing'],
        },
        lateSchede({ view, cycleId, on }),
      ),
      tableOf(
        { it: 'Chi è stato avvisato', en: 'Who was warned' },
        {
          label: ['Scadenza', 'Deadline'],
          due: ['Del', 'Due'],
          at: ['Quando', 'When'],
          level: ['Livello', 'Level'],
          personId: ['Chi', 'Who'],
          role: ['Ruolo', 'Role'],
          unitId: ['Unità', 'Unit'],
        },
        warned,
      ),
      tableOf(
        { it: 'Proroghe e ogni altro cambiamento', en: 'Extensions and every other change' },
        {
          label: ['Scadenza', 'Deadline'],
          type: ['Che cosa', 'What'],
          on: ['Il', 'On'],
          due: ['Nuovo termine', 'New day'],
          unitId: ['Solo per l’unità', 'For the unit alone'],
          by: ['Di', 'By'],
          role: ['Ruolo', 'Role'],
          onBehalfOf: ['Per conto di', 'On behalf of'],
          reason: ['Motivo', 'Reason'],
          act: ['Atto', 'Act'],
        },
        changes,
      ),
    ],
    facts: referencesTo([
      ...missed,
      ...reminders,
      ...inquiry.of('DeadlineSet', 'DeadlineExtended', 'DeadlineShortened', 'DeadlineWaived'),
    ]),
    notKnown:
      unwarned.length === 0
        ? []
        : [
            {
              it: `Per ${counted(unwarned.length, 'scadenza', 'scadenze')} in ritardo non è registrato nessun avviso: non partì, o chi teneva l’orologio era spento.`,
              en: `Of ${counted(unwarned.length, 'late deadline', 'late deadlines')} no warning is recorded: none left, or nobody kept the clock.`,
            },
          ],
  };
}

/** Somebody who was reminded of a deadline; nobody, where the register named none of them. */
interface Warned {
  readonly label: string;
  readonly due: string;
  readonly at: string;
  readonly level: string;
  readonly personId: string | null;
  readonly role: string | null;
  readonly unitId: string | null;
}

/** The schede whose unit was late, or has not done yet what was due. */
function lateSchede({ view, cycleId, on }: LookedAt) {
  return latenessOfSchede(view, { cycleId, on })
    .filter(({ lateness }) => lateness === 'late' || lateness === 'missing')
    .map(({ kind, unitId, code, due, doneOn, daysLate, lateness }) => ({
      ...{ kind: valueSets.deadlineKinds[kind], unitId, code, due, doneOn, daysLate, lateness },
    }));
}

interface LookedAt extends Pick<Inquiry, 'cycleId' | 'on'> {
  readonly view: DatabaseSync;
}

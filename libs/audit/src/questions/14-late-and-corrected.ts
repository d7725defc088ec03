import { AccountProjection, lateAndCorrected } from '#planning';
import type { Inquiry } from './inquiry.js';
import type { Answer, AuditQuestion } from './question.js';
import { counted, referencesTo, tableOf } from './tables.js';

export const lateAndCorrectedFacts: AuditQuestion = {
  number: 14,
  key: 'late-and-corrected',
  text: {
    it: 'Quali fatti sono stati registrati in ritardo o rettificati, da chi e perché?',
    en: 'Which facts were recorded late or corrected, by whom, and why?',
  },
  source: 'DPR 445/2000 art. 53; Reg. UE 2016/679 art. 16 e 17',
  looksAt: ['organisation'],
  answer,
};

function answer(inquiry: Inquiry): Answer {
  const { cycleId } = inquiry;
  const { late, corrected } = lateAndCorrected(inquiry.view(AccountProjection), cycleId);
  const unexplained = late.items.filter(({ lateReason }) => lateReason === null).length;
  return {
    verdict: late.total + corrected.total > 0 ? 'findings' : 'in-order',
    sentence: {
      it: `${counted(late.total, 'fatto registrato', 'fatti registrati')} in ritardo (${unexplained} senza motivo), ${counted(corrected.total, 'rettificato od oscurato', 'rettificati od oscurati')}.`,
      en: `${counted(late.total, 'fact was', 'facts were')} recorded late (${unexplained} without a reason), ${corrected.total} corrected or redacted.`,
    },
    tables: [
      tableOf(
        { it: 'Registrati in ritardo', en: 'Recorded late' },
        {
          revision: ['Revisione', 'Revision'],
          type: ['Fatto', 'Fact'],
          occurredOn: ['Avvenuto il', 'Happened on'],
          recordedAt: ['Registrato', 'Recorded at'],
          days: ['Giorni', 'Days'],
          by: ['Di', 'By'],
          role: ['Ruolo', 'Role'],
          onBehalfOf: ['Per conto di', 'On behalf of'],
          lateReason: ['Motivo', 'Reason'],
        },
        late.items.map(({ revision, type, occurredOn, recordedAt, days, ...who }) => ({
          ...{ revision, type, occurredOn, recordedAt, days, by: who.by, role: who.role },
          ...{ onBehalfOf: who.onBehalfOf, lateReason: who.lateReason },
        })),
      ),
      tableOf(
        { it: 'Rettificati od oscurati', en: 'Corrected or redacted' },
        {
          revision: ['Revisione', 'Revision'],
          type: ['Che cosa', 'What'],
          about: ['Del fatto', 'Of the fact'],
          field: ['Campo', 'Field'],
          old: ['Prima', 'Before'],
          new: ['Dopo', 'After'],
          sha256: ['Impronta del testo', 'Fingerprint of the text'],
          recordedAt: ['Registrato', 'Recorded at'],
          by: ['Di', 'By'],
          role: ['Ruolo', 'Role'],
          reason: ['Motivo', 'Reason'],
        },
        corrected.items.map(({ revision, type, about, field, recordedAt, by, role, ...said }) => ({
          ...{ revision, type, about: `${about.type} ${about.revision}`, field },
          ...{ old: said.old, new: said.new, sha256: said.sha256, recordedAt, by, role },
          reason: said.reason,
        })),
      ),
    ],
    facts: referencesTo([
      ...late.items.map((each) => ({ ...each, cycleId })),
      ...corrected.items.map((each) => ({ ...each, cycleId })),
    ]),
    notKnown: [],
  };
}

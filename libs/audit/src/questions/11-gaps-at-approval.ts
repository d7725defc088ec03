import { gapsOf, SchedaContentProjection, type SchedaGaps } from '#planning';
import type { Inquiry } from './inquiry.js';
import type { Answer, AuditQuestion } from './question.js';
import { counted, referencesTo, tableOf } from './tables.js';

export const gapsAtApproval: AuditQuestion = {
  number: 11,
  key: 'gaps-at-approval',
  text: {
    it: 'Quali schede non hanno indicatori, bisogno o risorse, e sono state approvate lo stesso?',
    en: 'Which schede have no indicator, no need, no resources, and were they approved anyway?',
  },
  source: 'DGRT 1237/2023',
  looksAt: ['organisation'],
  answer,
};

function answer(inquiry: Inquiry): Answer {
  const { now, approvals } = gapsOf(inquiry.view(SchedaContentProjection), inquiry.cycleId);
  const approved = approvals.flatMap(({ on, actNumber, items }) =>
    items.map((scheda) => ({ approvedOn: on, act: actNumber, ...lacks(scheda) })),
  );
  const open = now.items.map((scheda) => ({ approvedOn: null, act: null, ...lacks(scheda) }));
  const heads = {
    approvedOn: ['Approvata il', 'Approved on'],
    act: ['Atto', 'Act'],
    code: ['Scheda', 'Scheda'],
    unitId: ['Unità', 'Unit'],
    version: ['Versione', 'Version'],
    withoutNeed: ['Senza bisogno', 'Without need'],
    noNeedReason: ['Perché senza bisogno', 'Why without need'],
    withoutIndicator: ['Senza indicatori', 'Without indicator'],
    noIndicatorReason: ['Perché senza indicatori', 'Why without indicator'],
    withoutResources: ['Senza risorse', 'Without resources'],
    withoutAmount: ['Risorse senza importo', 'Resources without amount'],
  } as const;
  return {
    verdict:
      now.schede === 0 && approvals.length === 0
        ? 'not-known'
        : approved.length > 0
          ? 'findings'
          : 'in-order',
    sentence: {
      it: `${counted(approved.length, 'scheda approvata', 'schede approvate')} benché mancasse qualcosa; oggi ${counted(open.length, 'scheda incompleta', 'schede incomplete')} su ${now.schede}.`,
      en: `${counted(approved.length, 'scheda was', 'schede were')} approved although something was missing; ${open.length} incomplete now, of ${now.schede}.`,
    },
    tables: [
      tableOf({ it: 'Approvate lo stesso', en: 'Approved anyway' }, heads, approved),
      tableOf({ it: 'Incomplete adesso', en: 'Incomplete now' }, heads, open),
    ],
    facts: referencesTo(inquiry.of('DeliberationRecorded', 'SchedaApproved')),
    notKnown: [],
  };
}

const lacks = (scheda: SchedaGaps) => ({
  code: scheda.code,
  unitId: scheda.unitId,
  version: scheda.version,
  withoutNeed: scheda.withoutNeed,
  noNeedReason: scheda.noNeedReason,
  withoutIndicator: scheda.withoutIndicator,
  noIndicatorReason: scheda.noIndicatorReason,
  withoutResources: scheda.withoutResources,
  withoutAmount: scheda.withoutAmount,
});

import { dwellTimesOf, SchedaTimesProjection, unitDwellTimes, type PageRequest } from '#planning';
import type { Inquiry } from './inquiry.js';
import type { Answer, AuditQuestion } from './question.js';
import { counted, referencesTo, tableOf } from './tables.js';

export const returnsAndDwellTimes: AuditQuestion = {
  number: 8,
  key: 'returns-and-dwell-times',
  text: {
    it: 'Quali schede sono state restituite, quante volte, per quali motivi, e quanto è rimasta ciascuna dove?',
    en: 'Which schede were returned, how often, for which reasons, and how long did each sit where?',
  },
  source: 'L. 241/1990 art. 2',
  looksAt: ['organisation'],
  answer,
};

function answer(inquiry: Inquiry): Answer {
  const schede = everyDwelling(inquiry);
  const { cycleId, on } = inquiry;
  const { atMs: nowMs } = inquiry.given;
  const units = unitDwellTimes(inquiry.view(SchedaTimesProjection), { cycleId, on, nowMs });
  const returned = schede.filter(({ returns, reportReturns }) => returns + reportReturns > 0);
  const times = returned.reduce((sum, row) => sum + row.returns + row.reportReturns, 0);
  return {
    verdict: schede.length === 0 ? 'not-known' : returned.length > 0 ? 'findings' : 'in-order',
    sentence:
      schede.length === 0
        ? { it: 'Non ci sono schede.', en: 'There are no schede.' }
        : {
            it: `${counted(returned.length, 'scheda restituita', 'schede restituite')} su ${schede.length}, ${counted(times, 'volta', 'volte')} in tutto.`,
            en: `${counted(returned.length, 'scheda was', 'schede were')} returned, of ${schede.length}, ${counted(times, 'time', 'times')} in all.`,
          },
    tables: [
      tableOf(
        { it: 'Restituzioni', en: 'Returns' },
        {
          schedaId: ['Scheda', 'Scheda'],
          code: ['Codice', 'Code'],
          unitId: ['Unità', 'Unit'],
          returns: ['Volte', 'Times'],
          reasons: ['Motivi', 'Reasons'],
          reportReturns: ['Del rendiconto', 'Of the report'],
        },
        returned.map(({ schedaId, code, unitId, returns, reasons, reportReturns }) => ({
          ...{ schedaId, code, unitId, returns, reportReturns },
          reasons: Object.entries(reasons)
            .map(([reason, count]) => `${reason} ${count}`)
            .join('; '),
        })),
      ),
      tableOf(
        { it: 'Quanto è rimasta ciascuna dove', en: 'How long each sat where' },
        {
          code: ['Scheda', 'Scheda'],
          unitId: ['Unità', 'Unit'],
          state: ['Stato', 'State'],
          stays: ['Volte', 'Times'],
          days: ['Giorni', 'Days'],
          current: ['È lì', 'Is there'],
        },
        schede.flatMap(({ code, states }) =>
          states.map(({ unitId, stateName, stays, days, current }) => ({
            ...{ code, unitId, state: stateName.it, stays, days, current },
          })),
        ),
      ),
      tableOf(
        { it: 'Motivi per unità', en: 'Reasons by unit' },
        {
          unitId: ['Unità', 'Unit'],
          reason: ['Motivo', 'Reason'],
          count: ['Volte', 'Times'],
        },
        units.flatMap(({ unitId, ranking }) =>
          ranking.map(({ label, count }) => ({ unitId, reason: label, count })),
        ),
      ),
    ],
    facts: referencesTo(inquiry.of('SchedaReturned', 'ReportReturned')),
    notKnown: [],
  };
}

/** All pages of the report. */
function everyDwelling(inquiry: Inquiry) {
  const { cycleId, on } = inquiry;
  const which = { cycleId, on, nowMs: inquiry.given.atMs, limit: 200 };
  const schede = [];
  let request: PageRequest = {};
  for (;;) {
    const page = dwellTimesOf(inquiry.view(SchedaTimesProjection), { ...which, ...request });
    schede.push(...page.rows);
    if (page.next === null) return schede;
    request = { after: page.next };
  }
}

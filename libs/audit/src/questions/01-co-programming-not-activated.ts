import { PromisesProjection, promisesOf, valueSets } from '#planning';
import type { Inquiry } from './inquiry.js';
import type { Answer, AuditQuestion, Words } from './question.js';
import { referencesTo, tableOf } from './tables.js';

const decisions = [
  ...(['CoProgrammingNotActivated', 'CoProgrammingActivated', 'CoProgrammingReferred'] as const),
] as const;

export const coProgrammingNotActivated: AuditQuestion = {
  number: 1,
  key: 'co-programming-not-activated',
  text: {
    it: 'Chi ha deciso di non attivare la co-programmazione, quando, con quale motivazione e con quale atto, e il rinvio è stato rispettato?',
    en: 'Who decided not to activate co-programming, when, on what grounds and under which act, and was the deferral honoured?',
  },
  source: 'LR Toscana 65/2020 art. 9; d.lgs. 117/2017 art. 55',
  looksAt: [],
  answer,
};

function answer(inquiry: Inquiry): Answer {
  const decided = inquiry.of(...decisions);
  const rows = decided.map((fact) => ({
    on: fact.occurredOn,
    decision: fact.type === 'CoProgrammingNotActivated' ? 'not-activated' : 'activated',
    ...{ by: fact.by, role: fact.role, onBehalfOf: fact.onBehalfOf },
    motivation:
      'motivation' in fact.data ? valueSets.noCoProgrammingMotivations[fact.data.motivation] : null,
    text: 'text' in fact.data ? fact.data.text : null,
    act: fact.data.act ?? null,
    deferredTo: 'deferredTo' in fact.data ? (fact.data.deferredTo ?? null) : null,
    due: 'deferralDue' in fact.data ? (fact.data.deferralDue ?? null) : null,
  }));
  const promises = promisesMade(inquiry);
  const last = rows.at(-1);
  const isNo = last?.decision === 'not-activated';
  const failed = promises.filter(({ standing }) => ['overdue', 'broken'].includes(standing));
  return {
    verdict: !last
      ? 'not-known'
      : isNo && (last.act === null || failed.length > 0)
        ? 'findings'
        : 'in-order',
    sentence: sentenceOf(last, failed.length),
    tables: [
      tableOf(
        { it: 'Decisioni', en: 'Decisions' },
        {
          on: ['Il', 'On'],
          decision: ['Decisione', 'Decision'],
          by: ['Di', 'By'],
          role: ['Ruolo', 'Role'],
          onBehalfOf: ['Per conto di', 'On behalf of'],
          motivation: ['Motivazione', 'Motivation'],
          text: ['Con le parole', 'In words'],
          act: ['Atto', 'Act'],
          deferredTo: ['Rinviata a', 'Deferred to'],
          due: ['Entro', 'Due'],
        },
        rows,
      ),
      tableOf(
        { it: 'Rinvii', en: 'Deferrals' },
        {
          promiseId: ['Impegno', 'Promise'],
          text: ['A che cosa', 'To what'],
          due: ['Entro', 'Due'],
          standing: ['Stato', 'Standing'],
          endedOn: ['Concluso il', 'Ended on'],
          how: ['Come', 'How'],
          inCycle: ['Nel ciclo', 'In the cycle'],
        },
        promises,
      ),
    ],
    facts: referencesTo([
      ...decided,
      ...inquiry.of('CoProgrammingProposed', 'PromiseMade', 'PromiseWithdrawn'),
      ...inquiry.of('PromiseKept', 'PromiseBroken'),
    ]),
    notKnown: isNo && last.act === null ? [noAct] : [],
  };
}

const noAct: Words = {
  it: 'La decisione di non attivare non indica un atto: fa fede la motivazione nel fatto.',
  en: 'The decision not to activate names no act: what counts is the motivation in the fact.',
};

/** What the cycle has put off, and what became of it. */
function promisesMade(inquiry: Inquiry) {
  const { cycleId, on } = inquiry;
  const { zone } = inquiry.given;
  return promisesOf(inquiry.view(PromisesProjection), { zone, on, cycleId, limit: 200 })
    .rows.filter((row) => row.cycleId === cycleId && row.about === 'CO_PROGRAMMING')
    .map(({ promiseId, text, due, standing, ended }) => ({
      ...{ promiseId, text, due, standing },
      endedOn: ended?.on ?? null,
      how: ended?.text ?? null,
      inCycle: ended?.inCycleId ?? null,
    }));
}

function sentenceOf(
  last:
    | {
        readonly decision: string;
        readonly by: string;
        readonly on: string;
        readonly act: string | null;
      }
    | undefined,
  failed: number,
): Words {
  if (!last) {
    return {
      it: 'La decisione sulla co-programmazione non è registrata.',
      en: 'The decision on co-programming is not recorded.',
    };
  }
  const { by, on, act } = last;
  if (last.decision === 'activated') {
    return {
      it: `La co-programmazione è stata attivata il ${on} da ${by}, con l’atto ${act ?? 'non indicato'}.`,
      en: `Co-programming was activated on ${on} by ${by}, under the act ${act ?? 'not named'}.`,
    };
  }
  const kept = failed === 0;
  return {
    it: `Non attivata il ${on} da ${by}, ${act === null ? 'senza indicare un atto' : `con l’atto ${act}`}; ${kept ? 'nessun rinvio è scaduto o disatteso' : 'il rinvio non è stato rispettato'}.`,
    en: `Not activated on ${on} by ${by}, ${act === null ? 'naming no act' : `under the act ${act}`}; ${kept ? 'no deferral is overdue or broken' : 'the deferral was not honoured'}.`,
  };
}

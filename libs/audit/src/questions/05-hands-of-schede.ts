import type { FactOf, Inquiry } from './inquiry.js';
import type { Answer, AuditQuestion } from './question.js';
import { counted, referencesTo, tableOf, together } from './tables.js';

export const handsOfSchede: AuditQuestion = {
  number: 5,
  key: 'hands-of-schede',
  text: {
    it: 'Chi ha scritto, controllato e trasmesso la scheda, e qualcuno di loro era la stessa persona?',
    en: 'Who wrote, checked and submitted the scheda, and was any of them the same person?',
  },
  source: 'Separazione fra chi redige e chi controlla (invariante 7 del ciclo)',
  looksAt: [],
  ofScheda: true,
  answer,
};

type HandFact = FactOf<
  'SchedaRevised' | 'SchedaSubmitted' | 'SchedaChecked' | 'SchedaAssigned' | 'SchedaCarriedOver'
>;

/** Both names count: the hand, and the one it acted for. */
const namesIn = (facts: readonly HandFact[]): readonly string[] => [
  ...new Set(
    facts.flatMap(({ by, onBehalfOf }) => (onBehalfOf === null ? [by] : [by, onBehalfOf])),
  ),
];

function answer(inquiry: Inquiry): Answer {
  const { schedaId: asked } = inquiry.given;
  const facts = inquiry
    .of('SchedaAssigned', 'SchedaCarriedOver', 'SchedaRevised', 'SchedaSubmitted', 'SchedaChecked')
    .filter(({ data }) => asked === undefined || data.schedaId === asked);
  const rows = [...Map.groupBy(facts, ({ data }) => data.schedaId)].map(([schedaId, its]) => {
    const named = (type: HandFact['type']) => namesIn(its.filter((fact) => fact.type === type));
    const first = its[0];
    const wroteBefore =
      first?.type === 'SchedaCarriedOver' && 'authors' in first.data ? first.data.authors : [];
    const [wrote, submitted] = [named('SchedaRevised'), named('SchedaSubmitted')];
    const checked = named('SchedaChecked');
    const authors = new Set([...wrote, ...wroteBefore, ...submitted]);
    return {
      schedaId,
      code: first && 'code' in first.data ? first.data.code : null,
      wrote: together([...wrote, ...wroteBefore.map((each) => `${each} (l’anno prima)`)]),
      submitted: together(submitted),
      checked: together(checked),
      same: together(checked.filter((person) => authors.has(person))),
      // Whoever heads a unit may write what they submit: that is said, and is no fault.
      wroteAndSubmitted: together(submitted.filter((person) => wrote.includes(person))),
    };
  });
  const same = rows.filter((row) => row.same !== null);
  const unchecked = rows.filter(({ checked }) => checked === null);
  return {
    verdict: rows.length === 0 ? 'not-known' : same.length > 0 ? 'findings' : 'in-order',
    sentence:
      rows.length === 0
        ? { it: 'Non ci sono schede.', en: 'There are no schede.' }
        : same.length > 0
          ? {
              it: `${counted(same.length, 'scheda è stata controllata', 'schede sono state controllate')} da chi le ha scritte o trasmesse.`,
              en: `${counted(same.length, 'scheda was', 'schede were')} checked by somebody who wrote or submitted them.`,
            }
          : {
              it: `Nessuna scheda è stata controllata da chi l’ha scritta o trasmessa; ${counted(unchecked.length, 'non è ancora controllata', 'non sono ancora controllate')}.`,
              en: `No scheda was checked by whoever wrote or submitted it; ${unchecked.length} not checked yet.`,
            },
    tables: [
      tableOf(
        { it: 'Mani', en: 'Hands' },
        {
          schedaId: ['Scheda', 'Scheda'],
          code: ['Codice', 'Code'],
          wrote: ['Ha scritto', 'Wrote'],
          submitted: ['Ha trasmesso', 'Submitted'],
          checked: ['Ha controllato', 'Checked'],
          same: ['Chi controlla ha scritto', 'Checker also wrote'],
          wroteAndSubmitted: ['Chi trasmette ha scritto', 'Submitter also wrote'],
        },
        rows,
      ),
    ],
    facts: referencesTo(facts),
    notKnown: [],
  };
}

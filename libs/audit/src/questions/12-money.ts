import {
  amountsUsedTwice,
  countedSchede,
  moneyOf,
  SchedaContentProjection,
  type CountedScheda,
  type UsedTwice,
} from '#planning';
import type { Inquiry } from './inquiry.js';
import type { Answer, AuditQuestion } from './question.js';
import { counted, referencesTo, tableOf, together } from './tables.js';

export const money: AuditQuestion = {
  number: 12,
  key: 'money',
  text: {
    it: 'Quali risorse sono legate a quale attività, e un importo è contato due volte (POA, progetto, registro)?',
    en: 'Which money is tied to which activity, and is any amount counted twice (plan, project, register)?',
  },
  source: 'L. 3/2003 art. 11 (CUP); DGRT 1237/2023',
  looksAt: ['organisation', 'other-cycles', 'zone-register'],
  answer,
};

function answer(inquiry: Inquiry): Answer {
  const { programmes, zoneRegister } = inquiry.given.then;
  const sums = moneyOf(inquiry.view(SchedaContentProjection), inquiry.cycleId);
  const schede = programmes.flatMap(countedSchede);
  const tied = schede.filter(({ cycleId }) => cycleId === inquiry.cycleId).flatMap(tiedTo);
  const twice = zoneRegister ? amountsUsedTwice(zoneRegister, schede).filter(isUnexplained) : [];
  return {
    verdict:
      twice.length > 0 ? 'findings' : !zoneRegister || tied.length === 0 ? 'not-known' : 'in-order',
    sentence: {
      it: `${sums.amount ?? 'Nessun importo'}${sums.amount === null ? '' : ' euro'} in ${counted(sums.schede, 'scheda', 'schede')}, ${sums.withoutAmount} risorse senza importo; ${counted(twice.length, 'importo che può essere contato due volte', 'importi che possono essere contati due volte')}.`,
      en: `${sums.amount === null ? 'No amount' : `EUR ${sums.amount}`} in ${counted(sums.schede, 'scheda', 'schede')}, ${sums.withoutAmount} resources without an amount; ${counted(twice.length, 'amount that may be counted twice', 'amounts that may be counted twice')}.`,
    },
    tables: [
      tableOf(
        { it: 'Risorse per attività', en: 'Resources by activity' },
        {
          schedaId: ['Scheda', 'Scheda'],
          code: ['Codice', 'Code'],
          fund: ['Fondo', 'Fund'],
          amountEur: ['Euro', 'EUR'],
          projects: ['Progetti', 'Projects'],
          coDesign: ['Co-progettazioni', 'Co-designs'],
        },
        tied,
      ),
      tableOf(
        { it: 'Somme per fonte', en: 'Sums by source' },
        {
          source: ['Fonte', 'Source'],
          amount: ['Euro', 'EUR'],
          schede: ['Schede', 'Schede'],
          withoutAmount: ['Senza importo', 'Without amount'],
        },
        sums.sources.map(({ source, amount, schede: count, withoutAmount }) => ({
          ...{ source, amount, schede: count, withoutAmount },
        })),
      ),
      tableOf(
        { it: 'Forse contati due volte', en: 'Maybe counted twice' },
        {
          kind: ['Come', 'How'],
          what: ['Che cosa', 'What'],
          amountEur: ['Euro', 'EUR'],
          where: ['Dove', 'Where'],
        },
        twice.map(inWords),
      ),
    ],
    facts: referencesTo(inquiry.facts().filter(namesResources)),
    notKnown: zoneRegister
      ? []
      : [
          {
            it: 'La zona non ha un registro dei progetti e delle co-progettazioni: i doppi conteggi non si possono cercare.',
            en: 'The zone keeps no register of projects and co-design: amounts counted twice cannot be looked for.',
          },
        ],
  };
}

function tiedTo({ schedaId, code, resources, fundedProjectIds, coDesignRowIds }: CountedScheda) {
  const projects = together(fundedProjectIds);
  const coDesign = together(coDesignRowIds);
  return resources.map(({ fund = null, amountEur = null }) => ({
    ...{ schedaId, code, fund, amountEur, projects, coDesign },
  }));
}

/** The same code in a project and in what is linked to it is as it should be. */
const isUnexplained = (used: UsedTwice): boolean => used.kind !== 'same-cup' || !used.linked;

type Place = Extract<UsedTwice, { readonly kind: 'same-cup' }>['places'][number];

const placeInWords = (place: Place): string => {
  switch (place.kind) {
    case 'co-design-row':
      return place.coDesignRowId;
    case 'funded-project':
      return place.fundedProjectId;
    case 'scheda':
      return `${place.cycleId} ${place.code}`;
  }
};

function inWords(used: UsedTwice) {
  switch (used.kind) {
    case 'same-cup': {
      const where = together(used.places.map(placeInWords));
      return { kind: used.kind, what: used.cup, amountEur: null, where };
    }
    case 'more-than-the-project': {
      const where = together(used.parts.map(({ place }) => placeInWords(place)));
      return { kind: used.kind, what: used.fundedProjectId, amountEur: used.excessEur, where };
    }
    case 'row-counted-twice': {
      const where = together([...used.fundedProjectIds, ...used.alone.map(placeInWords)]);
      return { kind: used.kind, what: used.coDesignRowId, amountEur: used.amountEur, where };
    }
  }
}

/** Facts that say what a scheda is paid with. */
function namesResources({ type, data }: { readonly type: string; readonly data: object }): boolean {
  const content = (data as Readonly<Record<string, unknown>>)[
    type === 'SchedaCarriedOver' ? 'content' : 'changes'
  ];
  return typeof content === 'object' && content !== null && 'resources' in content;
}

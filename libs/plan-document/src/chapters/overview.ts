import type { Block, DocumentSection } from '../document.js';
import type { DocumentedPlan, DocumentedScheda } from '../frozen-plan.js';
import type { PlanSource } from '../plan-source.js';
import { codeMeanings } from '../column-titles.js';
import { dayText, euro, paragraphOf } from '../values.js';

/** On what the plan rests, how it is put together, and its money. */
export function overview({ life }: PlanSource, plan: DocumentedPlan): DocumentSection {
  const { regionalAct, parentPlans, caseFile } = life.data;
  return {
    ...{ id: 'quadro', level: 2, heading: 'Quadro del programma' },
    blocks: () => [
      {
        kind: 'fields',
        fields: [
          ...(caseFile ? [field('Oggetto', caseFile.subject)] : []),
          ...(regionalAct
            ? [
                field(
                  'Atto regionale',
                  [regionalAct.cite, ...(regionalAct.date ? [dayText(regionalAct.date)] : [])].join(
                    ', ',
                  ),
                ),
              ]
            : []),
          ...Object.values(parentPlans).map(({ name, fromYear, toYear, expired, note }) =>
            field(
              'Piano sovraordinato',
              [
                name,
                ...(fromYear === undefined ? [] : [`${fromYear}–${toYear ?? ''}`]),
                ...(expired ? ['scaduto'] : []),
                ...(note === undefined ? [] : [note]),
              ].join(', '),
            ),
          ),
        ],
      },
      treeTable(plan),
      ...moneyBlocks(plan.schede),
    ],
  };
}

const field = (name: string, text: string) => ({ name, blocks: [paragraphOf(text)] });

function treeTable({ objectives, programmes, schede }: DocumentedPlan): Block {
  const rows = programmes.map(({ programmeId, name, objectiveIds }) => [
    name,
    objectiveIds
      .map((id) => objectives.find((each) => each.objectiveId === id)?.name ?? id)
      .join('; ') || 'Nessuno',
    String(schede.filter((scheda) => scheda.programmeId === programmeId).length),
  ]);
  return {
    kind: 'table',
    caption: 'Programmi, con gli obiettivi a cui rispondono e le loro schede',
    columns: [
      { title: 'Programma', share: 4 },
      { title: 'Obiettivi', share: 5 },
      { title: 'Schede', share: 1, isNumber: true },
    ],
    rows: [...rows, ['Totale', '', String(schede.length)]],
  };
}

interface Resource {
  readonly source: string;
  readonly amount?: string;
}

/** The schema of the schede lets nothing else through. */
const resourcesOf = ({ content }: DocumentedScheda): readonly Resource[] =>
  (content['resources'] as readonly Resource[] | undefined) ?? [];

function moneyBlocks(schede: readonly DocumentedScheda[]): readonly Block[] {
  const resources = schede.flatMap(resourcesOf);
  const without = schede.filter((scheda) => resourcesOf(scheda).length === 0).length;
  const sources = [...new Set(resources.map(({ source }) => source))].toSorted();
  const meanings: Readonly<Record<string, string>> = codeMeanings;
  const rows = [...sources, undefined].map((source) => {
    const its = resources.filter((each) => source === undefined || each.source === source);
    const amounts = its.flatMap(({ amount }) => (amount === undefined ? [] : [amount]));
    return [
      source === undefined ? 'Totale' : (meanings[source] ?? source),
      String(its.length),
      String(its.length - amounts.length),
      amounts.length === 0 ? '–' : euro(sumOf(amounts)),
    ];
  });
  const said = paragraphOf(
    without === 0
      ? 'Tutte le schede dicono con quali risorse.'
      : `${without === 1 ? 'Una scheda non indica' : `${without} schede non indicano`} risorse: il totale non le comprende.`,
  );
  if (resources.length === 0) return [said];
  return [
    {
      kind: 'table',
      caption: 'Risorse delle schede, per fonte',
      columns: [
        { title: 'Fonte', share: 3 },
        { title: 'Voci', isNumber: true },
        { title: 'Senza importo', isNumber: true },
        { title: 'Importo', share: 2, isNumber: true },
      ],
      rows,
    },
    said,
  ];
}

/** The sum of amounts with two decimals each, exact. */
function sumOf(amounts: readonly string[]): string {
  const cents = amounts
    .reduce((sum, amount) => sum + BigInt(amount.replace('.', '')), 0n)
    .toString()
    .padStart(3, '0');
  return `${cents.slice(0, -2)}.${cents.slice(-2)}`;
}

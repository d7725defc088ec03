import { valueSets } from '#planning';
import { stateOfPart } from '#workflow';
import type { Block, DocumentSection } from '../document.js';
import type { DocumentedPlan } from '../frozen-plan.js';
import type { PlanSource } from '../plan-source.js';
import { dayText, paragraphOf } from '../values.js';

/** What the organ decided: its sessions with their votes, its prescriptions, and where the plan was published. */
export function acts({ life }: PlanSource): DocumentSection {
  return {
    ...{ id: 'atti', level: 2, heading: 'Deliberazione e prescrizioni' },
    blocks: () => [...sessions(life.data), ...prescriptions(life), ...published(life.data)],
  };
}

type Life = PlanSource['life'];

function sessions({ sessions: all }: Life['data']): readonly Block[] {
  if (all.length === 0) return [paragraphOf('Nessuna seduta è convocata.')];
  const held = all.flatMap((session): readonly Block[] => {
    const { organ, sessionOn, outcome, number, actDate, members = [], text } = session;
    const what =
      outcome === undefined
        ? 'esito non ancora registrato'
        : outcome === 'cancelled'
          ? 'seduta annullata'
          : valueSets.outcomes[outcome].toLowerCase();
    const act =
      number === undefined
        ? ''
        : ` Delibera n. ${number}${actDate === undefined ? '' : ` del ${dayText(actDate)}`}.`;
    const about =
      session.revision === undefined ? '' : ` sulla revisione n. ${session.revision} del piano`;
    return [
      paragraphOf(`${organ}, seduta del ${dayText(sessionOn)}${about}: ${what}.${act}`),
      ...(text === undefined ? [] : [paragraphOf(text)]),
      ...(members.length === 0
        ? []
        : [
            {
              kind: 'table' as const,
              caption: `Presenze e voti, seduta del ${dayText(sessionOn)}`,
              columns: [
                { title: 'Ente', share: 4 },
                { title: 'Quota', share: 1, isNumber: true },
                { title: 'Presenza', share: 2 },
                { title: 'Voto', share: 2 },
              ],
              rows: members.map(({ body, quotaThousandths, present, vote }) => [
                body,
                `${(quotaThousandths / 10).toLocaleString('it-IT')}%`,
                present ? 'presente' : 'assente',
                vote === undefined ? '–' : votes[vote],
              ]),
            },
          ]),
    ];
  });
  return held;
}

const votes = { for: 'favorevole', against: 'contrario', abstained: 'astenuto' } as const;

function prescriptions(life: Life): readonly Block[] {
  const all = Object.values(life.data.prescriptions);
  if (all.length === 0) return [paragraphOf('Nessuna prescrizione.')];
  const { schede } = life.data;
  return [
    {
      kind: 'table',
      caption: 'Prescrizioni dell’organo',
      columns: [
        { title: 'Prescrizione', share: 5 },
        { title: 'Riguarda', share: 3 },
        { title: 'Entro', share: 2 },
        { title: 'A che punto è', share: 2 },
      ],
      rows: all.map(({ prescriptionId, text, schedaIds, due }) => {
        const [label] = life.workflow
          .part('prescription')
          .meta(stateOfPart(life, 'prescription', prescriptionId));
        return [
          text,
          schedaIds?.map((id) => schede[id]?.code ?? id).join(', ') ?? 'Tutto il piano',
          due === undefined ? 'Senza termine' : dayText(due),
          label?.it ?? '–',
        ];
      }),
    },
  ];
}

function published({ publications }: Life['data']): readonly Block[] {
  return publications.map(({ url, manifestHash }) =>
    paragraphOf(`Pubblicato: ${url} (impronta ${manifestHash}).`),
  );
}

/** The documents that were decided on together with the plan. */
export function documents({ documents: all }: DocumentedPlan): DocumentSection {
  return {
    ...{ id: 'documenti', level: 2, heading: 'Documenti' },
    blocks: () => [
      {
        kind: 'table',
        caption: 'Documenti congelati con il piano',
        columns: [
          { title: 'Documento', share: 4 },
          { title: 'Protocollo', share: 2 },
          { title: 'Impronta SHA-256', share: 4 },
        ],
        rows: all.map(({ title, protocol = '–', sha256 }) => [title, protocol, sha256]),
      },
    ],
  };
}

import { valueSets } from '#planning';
import type { Block, DocumentSection } from '../document.js';
import type { PlanSource } from '../plan-source.js';
import { dayText, paragraphOf } from '../values.js';

/**
 * What was planned together with others: the decision on co-programming with its ground (d.lgs. 117/2017 art. 55; LR
 * Toscana 65/2020 art. 9), and the rows of the register of co-design that the schede lean on.
 */
export function sharedPlanning(source: PlanSource): DocumentSection {
  return {
    ...{ id: 'co-programmazione', level: 2 },
    heading: 'Co-programmazione e co-progettazione',
    blocks: () => [...decision(source), ...coDesign(source)],
  };
}

function decision({ life }: PlanSource): readonly Block[] {
  const { coProgramming } = life.data;
  const { decision: decided, act, motivation, text, deferredTo, deferralDue } = coProgramming;
  if (decided === undefined) {
    return [paragraphOf('La decisione sulla co-programmazione non è registrata.')];
  }
  if (decided === 'not_activated') {
    const why = motivation === undefined ? '' : valueSets.noCoProgrammingMotivations[motivation];
    return [
      paragraphOf(`La co-programmazione non è attivata. ${why}`.trim()),
      ...(text === undefined ? [] : [paragraphOf(`Motivazione: ${text}`)]),
      ...(act === undefined ? [] : [paragraphOf(`Atto: ${act}`)]),
      paragraphOf(
        deferredTo === undefined
          ? 'La decisione dichiara che non vi è rinvio.'
          : `Rinviata a: ${deferredTo}${deferralDue === undefined ? '' : `, entro il ${dayText(deferralDue)}`}.`,
      ),
    ];
  }
  const { notice, sessions, report, reportIssuedOn, procedureCycleId } = coProgramming;
  return [
    paragraphOf(`La co-programmazione è attivata. Atto di avvio: ${act ?? 'non indicato'}.`),
    ...(procedureCycleId === undefined
      ? []
      : [paragraphOf(`Si svolge in un procedimento proprio: ${procedureCycleId}.`)]),
    ...(notice
      ? [
          paragraphOf(
            `Avviso pubblicato il ${dayText(notice.publishedOn)}, chiuso il ${dayText(notice.closesOn)}: ${notice.url}`,
          ),
        ]
      : []),
    ...(sessions.length > 0 ? [paragraphOf(`Sessioni tenute: ${sessions.length}.`)] : []),
    ...(report
      ? [
          paragraphOf(
            `Relazione motivata: ${report.title}${reportIssuedOn === undefined ? '' : `, del ${dayText(reportIssuedOn)}`}. Impronta SHA-256: ${report.sha256}`,
          ),
        ]
      : []),
  ];
}

function coDesign({ life, register }: PlanSource): readonly Block[] {
  if (register === undefined) {
    return [paragraphOf('La zona non tiene un registro della co-progettazione.')];
  }
  const { cycleId, schede } = life.data;
  const named = new Set(
    Object.values(schede).flatMap(
      // What the schema of the schede lets through.
      ({ content }) => (content['coDesignIds'] as readonly string[] | undefined) ?? [],
    ),
  );
  const rows = Object.values(register.coDesignRows)
    .filter(
      (row) => named.has(row.coDesignRowId) || row.schede.some((each) => each.cycleId === cycleId),
    )
    .toSorted((one, other) => (one.coDesignRowId < other.coDesignRowId ? -1 : 1));
  if (rows.length === 0) {
    return [paragraphOf('Nessuna scheda si appoggia a righe del registro di co-progettazione.')];
  }
  return [
    {
      kind: 'table',
      caption: 'Righe del registro di co-progettazione a cui si appoggiano le schede',
      columns: [
        { title: 'Attività', share: 4 },
        { title: 'Titolare', share: 2 },
        { title: 'Soggetti', share: 3 },
        { title: 'Stato', share: 2 },
        { title: 'Periodo', share: 2 },
      ],
      rows: rows.map(({ activity, holder, subjects, stateText, period }) => [
        activity,
        holder.text,
        subjects.map(({ text }) => text).join('; ') || '–',
        stateText ?? '–',
        period?.text ??
          ([period?.from, period?.to].filter((point) => point !== undefined).join(' – ') || '–'),
      ]),
    },
  ];
}

import { romeDay, romeTime } from '#calendar';
import { cycleName } from '#planning';
import { acts, documents } from './chapters/acts.js';
import { overview } from './chapters/overview.js';
import { participation } from './chapters/participation.js';
import { sharedPlanning } from './chapters/shared-planning.js';
import { schedaSection, tree } from './chapters/tree.js';
import type { Block, DocumentSection, PlanDocument } from './document.js';
import { planOf, type DocumentedPlan } from './frozen-plan.js';
import type { PlanSource } from './plan-source.js';
import { dayText, paragraphOf } from './values.js';

/** The whole plan of a cycle as one document. @throws FrozenVersionMissing */
export function planDocument(source: PlanSource): PlanDocument {
  const plan = planOf(source.life);
  return documentOf(source, plan, [
    overview(source, plan),
    sharedPlanning(source),
    participation(source),
    ...tree(source, plan),
    acts(source),
    ...(plan.documents.length > 0 ? [documents(plan)] : []),
    colophon(source),
  ]);
}

/**
 * Some schede of the plan, or one, as a document of their own. @param schedaIds those that the plan does not hold are
 * left out @throws FrozenVersionMissing
 */
export function schedeDocument(source: PlanSource, schedaIds: readonly string[]): PlanDocument {
  const plan = planOf(source.life);
  const its = plan.schede.filter(({ schedaId }) => schedaIds.includes(schedaId));
  return documentOf(source, { ...plan, schede: its }, [
    ...its.map((scheda): DocumentSection => ({ ...schedaSection(source, scheda), level: 2 })),
    colophon(source),
  ]);
}

function documentOf(
  { life }: PlanSource,
  plan: DocumentedPlan,
  sections: readonly DocumentSection[],
): PlanDocument {
  const { data, revision } = life;
  const { cycleId, manifest, manifestHash, lastRecordedAt } = data;
  const isFrozen = manifest !== undefined;
  return {
    ...{ cycleId, revision, recordedAt: lastRecordedAt, isFrozen, manifestHash },
    title: data.title === '' ? `Programma operativo annuale ${data.year}` : data.title,
    subtitle: data.caseFile?.ownerAdministration ?? `Zona ${data.zone}`,
    about: titlePage(life, plan),
    sections,
  };
}

function titlePage(life: PlanSource['life'], { schede }: DocumentedPlan): readonly Block[] {
  const { data, workflow, state, revision } = life;
  const year = cycleName(data.cycleId)?.year ?? data.year;
  const approval = data.sessions.findLast(({ outcome }) => outcome?.startsWith('approved'));
  const about = [
    ['Anno', String(year)],
    [
      'Stato',
      workflow.root
        .meta(state)
        .map(({ it }) => it)
        .join(', '),
    ],
    [
      'Atto',
      approval?.number === undefined
        ? 'Non ancora deliberato'
        : `Delibera n. ${approval.number}${approval.actDate === undefined ? '' : ` del ${dayText(approval.actDate)}`}, ${approval.organ}`,
    ],
    ['Schede', String(schede.length)],
    [
      'Impronta SHA-256 di ciò che si approva',
      data.manifestHash ?? 'Nessuna: non è ancora verificato',
    ],
    ['Fatti registrati fino a', `${instantText(data.lastRecordedAt)}, fatto n. ${revision}`],
  ] as const;
  return [
    {
      kind: 'notice',
      text:
        data.manifest === undefined
          ? 'Bozza: le schede stanno qui come sono scritte, e possono ancora cambiare.'
          : 'Il testo è quello che è stato congelato per la decisione: ogni scheda nella versione e con l’impronta indicate.',
    },
    {
      kind: 'fields',
      fields: about.map(([name, text]) => ({ name, blocks: [paragraphOf(text)] })),
    },
  ];
}

/** An instant as people of the zone say it: `3 aprile 2024, ore 12:00`. */
function instantText(at: string): string {
  const ms = Date.parse(at);
  return `${dayText(romeDay(ms))}, ore ${romeTime(ms)}`;
}

function colophon({ life }: PlanSource): DocumentSection {
  const { cycleId, lastRecordedAt, manifestHash } = life.data;
  return {
    ...{ id: 'come-e-fatto', level: 2, heading: 'Come è fatto questo documento' },
    blocks: () => [
      paragraphOf(
        `È scritto da Traccia a partire dai fatti registrati del ciclo ${cycleId}, fino al fatto n. ${life.revision} del ${instantText(lastRecordedAt)}. Gli stessi fatti danno lo stesso documento, byte per byte.`,
      ),
      paragraphOf(
        manifestHash === undefined
          ? 'Nulla è ancora congelato: questo documento non è quello su cui si decide.'
          : `L’impronta ${manifestHash} è quella della deliberazione: chi ha i fatti la ricalcola dalle versioni e dalle impronte delle schede.`,
      ),
      paragraphOf('I dati personali sigillati non vi compaiono.'),
    ],
  };
}

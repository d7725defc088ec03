import { nameOf, type OrganisationOn } from '#planning';
import type { Json } from '#event-store';
import type { Block, DocumentSection } from '../document.js';
import type { DocumentedPlan, DocumentedScheda } from '../frozen-plan.js';
import type { PlanSource } from '../plan-source.js';
import { paragraphOf, valueBlocks, type FieldSchema, type Names } from '../values.js';

type Programme = DocumentedPlan['programmes'][number];

/** Objectives, under them programmes, under them schede. A programme of several objectives stands in full once. */
export function tree(source: PlanSource, plan: DocumentedPlan): readonly DocumentSection[] {
  const placed = new Set<string>();
  const below = ({ programmes }: DocumentedPlan, objectiveId: string): readonly Programme[] =>
    programmes.filter(({ objectiveIds }) => objectiveIds.includes(objectiveId));
  const sections = plan.objectives.flatMap(({ objectiveId, name }, index) => {
    const its = below(plan, objectiveId);
    const here = its.filter(({ programmeId }) => !placed.has(programmeId));
    const elsewhere = its.filter(({ programmeId }) => placed.has(programmeId));
    for (const { programmeId } of here) placed.add(programmeId);
    const { description, pssirReferences = [] } = source.life.data.objectives[objectiveId] ?? {};
    return [
      {
        ...{ id: `obiettivo-${index + 1}`, level: 2 as const },
        heading: `Obiettivo ${index + 1} – ${name}`,
        blocks: (): readonly Block[] => [
          ...(description === undefined ? [] : [paragraphOf(description)]),
          ...(pssirReferences.length === 0
            ? []
            : [paragraphOf(`Schede operative del PSSIR: ${pssirReferences.join('; ')}.`)]),
          ...(its.length === 0
            ? [paragraphOf('Nessun programma risponde a questo obiettivo.')]
            : []),
          ...(elsewhere.length === 0
            ? []
            : [
                paragraphOf(
                  `Rispondono anche a questo obiettivo, e sono descritti sopra: ${elsewhere.map((each) => each.name).join('; ')}.`,
                ),
              ]),
        ],
      },
      ...here.flatMap((programme) => programmeSections(source, plan, programme)),
    ];
  });
  const left = plan.programmes.filter(({ programmeId }) => !placed.has(programmeId));
  if (left.length === 0) return sections;
  return [
    ...sections,
    {
      ...{ id: 'senza-obiettivo', level: 2, heading: 'Programmi senza obiettivo' },
      blocks: () => [paragraphOf('La fonte non dice a quale obiettivo rispondono.')],
    },
    ...left.flatMap((programme) => programmeSections(source, plan, programme)),
  ];
}

function programmeSections(
  source: PlanSource,
  { schede, programmes }: DocumentedPlan,
  { programmeId, name }: Programme,
): readonly DocumentSection[] {
  const its = schede.filter((scheda) => scheda.programmeId === programmeId);
  const number = programmes.findIndex((each) => each.programmeId === programmeId) + 1;
  const { description } = source.life.data.programmes[programmeId] ?? {};
  return [
    {
      ...{ id: `programma-${number}`, level: 3, heading: `Programma – ${name}` },
      blocks: () => [
        ...(description === undefined ? [] : [paragraphOf(description)]),
        paragraphOf(
          its.length === 0
            ? 'Nessuna scheda.'
            : its.length === 1
              ? 'Una scheda.'
              : `${its.length} schede.`,
        ),
      ],
    },
    ...its.map((scheda) => schedaSection(source, scheda)),
  ];
}

/** A scheda with everything that is written in it, as a section of its own. */
export function schedaSection(source: PlanSource, scheda: DocumentedScheda): DocumentSection {
  const { schedaId, code, title } = scheda;
  return {
    ...{ id: `scheda-${plain(code)}`, level: 4, schedaId },
    heading: `${code} – ${title}`,
    blocks: () => schedaBlocks(source, scheda),
  };
}

/** Codes of schede are letters, digits and hyphens; whatever else came once is none of these. */
const plain = (code: string): string => code.replaceAll(/[^A-Za-z0-9-]+/g, '-');

function schedaBlocks(source: PlanSource, scheda: DocumentedScheda): readonly Block[] {
  const { content, unitId, version, contentHash } = scheda;
  const names = namesOf(source, scheda);
  const fields = Object.entries(schemaOf(source)).flatMap(([name, schema]) => {
    // What was written was JSON. The title is the heading already.
    const value = content[name] as Json | undefined;
    if (value === undefined || name === 'title') return [];
    const called = schema.title ?? name;
    return [{ name: called, blocks: valueBlocks(value, schema, { names, caption: called }) }];
  });
  return [
    {
      kind: 'fields',
      fields: [
        {
          name: 'Unità responsabile',
          blocks: [paragraphOf(unitName(source.organisation, unitId))],
        },
        ...fields,
        {
          name: 'Versione',
          blocks: [
            paragraphOf(
              version === 0 ? 'Ancora da scrivere' : `${version}, impronta SHA-256 ${contentHash}`,
            ),
          ],
        },
      ],
    },
  ];
}

function schemaOf({ life }: PlanSource): Readonly<Record<string, FieldSchema>> {
  // The documents of a definition are JSON of a form that its version knows.
  const { properties = {} } = life.workflow.definition.documents['schedaSchema'] as FieldSchema;
  return properties;
}

const unitName = (organisation: OrganisationOn | undefined, unitId: string): string =>
  (organisation && nameOf(organisation, unitId)) ?? unitId;

/** What a scheda points to, by its id. What nobody recorded has no name: its id stays. */
function namesOf({ life, register }: PlanSource, { content }: DocumentedScheda): Names {
  const ids = (field: string): readonly string[] =>
    // What the schema of the schede lets through.
    (content[field] as readonly string[] | undefined) ?? [];
  const names = new Map<string, string>();
  for (const id of ids('needIds')) {
    const need = life.data.needs[id];
    if (need) names.set(id, need.theme === undefined ? need.text : `${need.theme}: ${need.text}`);
  }
  for (const id of ids('coDesignIds')) {
    const row = register?.coDesignRows[id];
    if (row) names.set(id, row.activity);
  }
  for (const id of ids('fundedProjectIds')) {
    const name = register?.fundedProjects[id]?.name;
    if (name !== undefined) names.set(id, name);
  }
  return names;
}

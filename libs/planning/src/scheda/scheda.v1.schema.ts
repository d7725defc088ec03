import { readable } from '../command/readable.js';
import { codes, holders, schedaKinds, sectors } from '../value-sets.js';

/** As the texts of a request: not blank, and nothing that hides or turns what is read. */
const text = (maxLength: number) =>
  ({ type: 'string', maxLength, pattern: readable.source }) as const;
const list = (items: object, maxItems = 50) => ({ type: 'array', items, maxItems }) as const;
const day = { type: 'string', format: 'date' } as const;
/** Euro with two decimals, as a decimal string: never a float, and null is not zero. */
const amount = { type: 'string', pattern: '^(0|[1-9][0-9]{0,11})\\.[0-9]{2}$' } as const;
const reference = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$' } as const;

/**
 * The fields of a scheda attività, version 1 (JSON Schema 2020-12). No public source shows the regional
 * form: title and links are sure, the rest is a proposal of this project, to be agreed with the zone.
 * A draft may lack fields; what a submission needs is under `$defs/submitted`.
 */
export const schedaSchemaV1 = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:traccia:scheda:1',
  title: 'Scheda attività',
  type: 'object',
  additionalProperties: false,
  properties: {
    title: { ...text(200), title: 'Titolo' },
    sector: { enum: codes(sectors), title: 'Settore' },
    holder: { enum: codes(holders), title: 'Titolare' },
    kind: { enum: codes(schedaKinds), title: 'Tipo' },
    needIds: { ...list(reference), title: 'Bisogni dal Profilo di salute' },
    noNeedReason: { ...text(1000), title: 'Perché nessun bisogno' },
    pssirReferences: { ...list(text(200)), title: 'Schede operative PSSIR' },
    description: { ...text(10_000), title: 'Descrizione' },
    specificGoals: { ...list(text(1000)), title: 'Obiettivi specifici' },
    recipients: { ...text(1000), title: 'Destinatari' },
    expectedRecipients: {
      type: 'integer',
      minimum: 0,
      maximum: 10_000_000,
      title: 'Destinatari previsti',
    },
    territory: { ...list(text(200)), title: 'Territorio' },
    indicators: {
      ...list({
        type: 'object',
        additionalProperties: false,
        required: ['name', 'target', 'source'],
        properties: {
          name: text(200),
          unit: text(50),
          baseline: text(100),
          target: text(100),
          source: text(200),
          measuredWhen: text(100),
        },
      }),
      title: 'Indicatori',
    },
    noIndicatorReason: { ...text(1000), title: 'Perché nessun indicatore' },
    resources: {
      ...list({
        type: 'object',
        additionalProperties: false,
        required: ['source'],
        properties: {
          source: { enum: ['AUSL', 'COMUNE', 'REGIONE', 'STATO', 'UE', 'ALTRO'] },
          fund: text(200),
          amount,
          note: text(500),
        },
      }),
      title: 'Risorse',
    },
    start: { ...day, title: 'Inizio' },
    end: { ...day, title: 'Fine' },
    periodPrecision: { enum: ['day', 'month', 'year'], title: 'Precisione del periodo' },
    partners: { ...list(text(300)), title: 'Partner' },
    coDesignIds: { ...list(reference), title: 'Righe di co-progettazione' },
    fundedProjectIds: { ...list(reference), title: 'Progetti finanziati' },
    genderViolence: { type: 'boolean', title: 'Violenza di genere' },
    pnrr: { type: 'boolean', title: 'PNRR' },
    legalReferences: { ...list(text(300)), title: 'Riferimenti normativi' },
    attachments: {
      ...list({
        type: 'object',
        additionalProperties: false,
        required: ['title', 'sha256'],
        properties: { title: text(200), sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' } },
      }),
      title: 'Allegati',
    },
  },
  $defs: {
    submitted: {
      required: [
        'title',
        'sector',
        'holder',
        'kind',
        'description',
        'start',
        'end',
        'periodPrecision',
      ],
      allOf: [
        {
          anyOf: [
            { required: ['needIds'], properties: { needIds: { minItems: 1 } } },
            { required: ['noNeedReason'] },
          ],
        },
        {
          anyOf: [
            { required: ['indicators'], properties: { indicators: { minItems: 1 } } },
            { required: ['noIndicatorReason'] },
          ],
        },
      ],
    },
  },
} as const;

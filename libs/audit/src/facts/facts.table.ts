import { idOfStream } from '#planning';
import { romeDay } from '#calendar';
import type { Columns, RowValues } from '#spreadsheet';
import type { FactRow } from './facts-query.js';

/** The columns of the index as a spreadsheet. */
export const factsColumns = {
  position: { title: 'Posizione', kind: 'whole-number' },
  recordedOn: { title: 'Registrato il', kind: 'day' },
  recordedAt: { title: 'Istante di registrazione', kind: 'text' },
  occurredOn: { title: 'Avvenuto il', kind: 'day' },
  type: { title: 'Fatto', kind: 'text' },
  of: { title: 'Ciclo, registro o flusso', kind: 'text' },
  revision: { title: 'Revisione', kind: 'whole-number' },
  actor: { title: 'Autore', kind: 'text' },
  role: { title: 'Ruolo', kind: 'text' },
  onBehalfOf: { title: 'Per conto di', kind: 'text' },
  unit: { title: 'Unità', kind: 'text' },
  verb: { title: 'Azione', kind: 'text' },
  scheda: { title: 'Scheda', kind: 'text' },
  act: { title: 'Atto', kind: 'text' },
  reason: { title: 'Motivo', kind: 'text' },
  grounds: { title: 'Motivazione nel fatto', kind: 'text' },
  lateReason: { title: 'Motivo del ritardo', kind: 'text' },
  eventId: { title: 'Identificativo', kind: 'text' },
} as const satisfies Columns;

/** A fact as a row of the spreadsheet. */
export function factsTableRow(fact: FactRow): RowValues<typeof factsColumns> {
  const { position, recordedAt, occurredOn, type, stream, revision, eventId } = fact;
  const said = (text: string | null): string | undefined => text ?? undefined;
  return {
    ...{ position, recordedAt, occurredOn, type, revision, eventId },
    recordedOn: romeDay(Date.parse(recordedAt)),
    of: subjectOf(stream),
    actor: said(fact.actor),
    role: said(fact.role),
    onBehalfOf: said(fact.onBehalfOf),
    unit: said(fact.unit),
    verb: said(fact.verb),
    scheda: said(fact.scheda),
    act: said(fact.act),
    reason: said(fact.reason),
    grounds: said(fact.grounds),
    lateReason: said(fact.lateReason),
  };
}

/** The cycle or register a stream is of; the stream itself where it is of neither. */
export const subjectOf = (stream: string): string =>
  /^(?:cycle|register)-/.test(stream) ? idOfStream(stream) : stream;

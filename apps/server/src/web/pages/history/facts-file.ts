import { romeDay, romeTime } from '#calendar';
import type { FactLine, Track } from '#history';
import { writeTable, type Columns } from '#spreadsheet';

const columns = {
  revision: { title: 'Numero', kind: 'whole-number' },
  recordedOn: { title: 'Registrato il', kind: 'day' },
  time: { title: 'Alle (ora di Roma)', kind: 'text' },
  occurredOn: { title: 'Accaduto il', kind: 'day' },
  what: { title: 'Che cosa', kind: 'text' },
  type: { title: 'Fatto', kind: 'text' },
  scheda: { title: 'Scheda', kind: 'text' },
  title: { title: 'Titolo', kind: 'text' },
  before: { title: 'Prima', kind: 'text' },
  after: { title: 'Dopo', kind: 'text' },
  by: { title: 'Chi', kind: 'text' },
  role: { title: 'Ruolo', kind: 'text' },
  onBehalfOf: { title: 'Per conto di', kind: 'text' },
  reason: { title: 'Motivo', kind: 'text' },
  act: { title: 'Atto', kind: 'text' },
  lateReason: { title: 'Motivo del ritardo', kind: 'text' },
  correctedBy: { title: 'Corretto dai fatti', kind: 'text' },
  redactedBy: { title: 'Oscurato dai fatti', kind: 'text' },
  eventId: { title: 'Identificativo', kind: 'text' },
} as const satisfies Columns;

/** Facts as a file in CSV, one in each row; texts that were redacted are not in it. */
export function factsFile(lines: readonly FactLine[], track: Track): Uint8Array {
  return writeTable('csv', { columns, rows: lines.map((line) => rowOf(line, track)) });
}

function rowOf(line: FactLine, { moves }: Track) {
  const { revision, type, recordedAt, occurredOn, by, role, eventId, scheda } = line;
  const move = moves.get(revision);
  const said = (text: string | null | undefined): string | undefined => text ?? undefined;
  return {
    ...{ revision, type, occurredOn, by, role, eventId },
    recordedOn: romeDay(Date.parse(recordedAt)),
    time: romeTime(Date.parse(recordedAt)),
    what: line.words.it,
    scheda: scheda?.code,
    title: scheda?.title,
    before: move?.from?.it,
    after: move?.to.it,
    onBehalfOf: said(line.onBehalfOf),
    reason: said(line.reason),
    act: said(line.act),
    lateReason: said(line.lateReason),
    correctedBy: said(line.correctedBy.join(', ')),
    redactedBy: said(line.redactedBy.join(', ')),
  };
}

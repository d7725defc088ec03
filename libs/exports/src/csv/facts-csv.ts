import { aboutOf } from '#planning';
import { writeCsvPages, type Columns, type RowValues } from '#spreadsheet';
import type { ExportedFact } from '../exported-fact.js';

/** The columns of the table of facts. */
export const factColumns = {
  position: { kind: 'whole-number', title: 'Posizione', required: true },
  cycle: { kind: 'text', title: 'Ciclo', required: true, oneLine: true },
  revision: { kind: 'whole-number', title: 'Revisione', required: true },
  id: { kind: 'text', title: 'Fatto', required: true, oneLine: true },
  type: { kind: 'text', title: 'Tipo', required: true, oneLine: true },
  occurredOn: { kind: 'day', title: 'Avvenuto il', required: true },
  recordedAt: { kind: 'text', title: 'Registrato il (UTC)', required: true, oneLine: true },
  person: { kind: 'text', title: 'Persona', required: true, oneLine: true },
  role: { kind: 'text', title: 'Ruolo', required: true, oneLine: true },
  unit: { kind: 'text', title: 'Unità', oneLine: true },
  onBehalfOf: { kind: 'text', title: 'Per conto di', oneLine: true },
  delegation: { kind: 'text', title: 'Delega', oneLine: true },
  about: { kind: 'text', title: 'Riguarda', required: true, oneLine: true },
  aboutId: { kind: 'text', title: 'Identificativo di ciò che riguarda', required: true },
  title: { kind: 'text', title: 'Titolo' },
  act: { kind: 'text', title: 'Atto' },
  rule: { kind: 'text', title: 'Regola', required: true },
  command: { kind: 'text', title: 'Comando', required: true, oneLine: true },
  policy: { kind: 'text', title: 'Politica', oneLine: true },
  leafIndex: { kind: 'whole-number', title: 'Foglia del registro' },
  leafHash: { kind: 'text', title: 'Impronta della foglia', oneLine: true },
} as const satisfies Columns;

type FactRow = RowValues<typeof factColumns>;

/** So many rows are written at once. */
const ROWS_PER_PAGE = 200;

/** A row for each fact: who, when, what about and by which rule, without its free words. A CSV as Excel reads it. */
export async function* factsCsv(facts: AsyncIterable<ExportedFact>): AsyncGenerator<Uint8Array> {
  yield* writeCsvPages(factColumns, pagesOf(facts));
}

async function* pagesOf(facts: AsyncIterable<ExportedFact>): AsyncGenerator<readonly FactRow[]> {
  let rows: FactRow[] = [];
  for await (const fact of facts) {
    rows.push(rowOf(fact));
    if (rows.length < ROWS_PER_PAGE) continue;
    yield rows;
    rows = [];
  }
  yield rows;
}

function rowOf(fact: ExportedFact): FactRow {
  const { position, cycleId, revision, id, type, data, envelope, leaf } = fact;
  const { actor, occurredOn, recordedAt, rule, commandId, policy } = envelope;
  const about = aboutOf(fact, cycleId);
  const { title, act, name } = data;
  return {
    ...{ position, cycle: cycleId, revision, id, type, occurredOn, recordedAt },
    ...{ person: actor.personId, role: actor.role, unit: actor.unitId },
    ...{ onBehalfOf: actor.onBehalfOf, delegation: actor.delegationId },
    ...{ about: about.kind, aboutId: about.id, title: textOf(title) ?? textOf(name) },
    ...{ act: textOf(act), rule, command: commandId, policy },
    ...{ leafIndex: leaf?.index, leafHash: leaf?.hash },
  };
}

/** A cell holds so many characters. */
const MOST_CHARACTERS = 1_000;

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value.slice(0, MOST_CHARACTERS) : undefined;

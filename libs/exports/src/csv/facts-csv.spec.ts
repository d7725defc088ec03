import { readTable } from '#spreadsheet';
import { CYCLE, ExportedLog, recordedFacts } from '../exports.fixture.js';
import { factColumns } from './facts-csv.js';

const facts = recordedFacts(`demo/${CYCLE}`);
let log: ExportedLog;
beforeAll(async () => {
  log = await ExportedLog.ofTheDemonstration();
});
afterAll(() => log.end());

describe('An export as a table', () => {
  it('is read back with a row for each fact, in order', async () => {
    const bytes = await log.export('csv', { scope: { cycleId: CYCLE } });
    const reading = await readTable(bytes, { columns: factColumns });
    if (reading.outcome === 'refused') throw new Error(JSON.stringify(reading.faults[0]));
    const { rows } = reading.table;
    expect(rows.map(({ values }) => values.id)).toEqual(facts.map(({ id }) => id));
    const { metadata, type } = facts[5]!;
    const actor = metadata['actor'] as { personId: string; role: string };
    expect(rows[5]?.values).toMatchObject({
      ...{ type, revision: 5, occurredOn: metadata['occurredOn'], command: metadata['commandId'] },
      ...{ person: actor.personId, role: actor.role, recordedAt: metadata['recordedAt'] },
    });
  });
});

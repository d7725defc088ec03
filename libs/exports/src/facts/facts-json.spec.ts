import { CYCLE, ExportedLog, recordedFacts, text as textOfValue } from '../exports.fixture.js';
import { faultsByOwnSchema } from '../schema.fixture.js';
import { factsSchema } from './facts.schema.js';

interface Told {
  readonly facts: readonly Readonly<Record<string, unknown>>[];
}

const faults = faultsByOwnSchema(factsSchema);
const facts = recordedFacts(`demo/${CYCLE}`);
const leaf = { index: 7, hash: 'ab'.repeat(32) };
let log: ExportedLog;
let told: Told;

beforeAll(async () => {
  const sealed = facts[3]?.id;
  log = await ExportedLog.ofTheDemonstration({
    leafOf: (eventId) => (eventId === sealed ? leaf : undefined),
  });
  const text = (await log.export('json', { scope: { cycleId: CYCLE } })).toString();
  told = JSON.parse(text) as Told;
});
afterAll(() => log.end());

describe('An export of facts', () => {
  it('keeps to our schema, of a cycle, of a zone and of a moment past', async () => {
    expect(faults(told)).toEqual([]);
    const at = textOfValue(facts[100]?.metadata['recordedAt']);
    for (const request of [
      { scope: { zone: 'livornese' } },
      { scope: { cycleId: CYCLE }, at },
      { scope: { zone: 'altrove' } },
    ]) {
      const text = (await log.export('json', request)).toString();
      expect(faults(JSON.parse(text))).toEqual([]);
    }
  });

  it('would not with a member that nobody knows, or neither cycle nor zone', () => {
    const [fact] = told.facts;
    expect(faults({ ...told, facts: [{ ...fact, name: 'Somebody' }] })).not.toEqual([]);
    expect(faults({ ...told, cycleId: undefined })).not.toEqual([]);
  });

  it('gives every fact back as it was recorded, in order', () => {
    const given = told.facts.map(({ id, type, revision }) => ({ id, type, revision }));
    expect(given).toEqual(facts.map(({ id, type }, revision) => ({ id, type, revision })));
    const { metadata, data } = facts[2]!;
    expect(told.facts[2]).toMatchObject({ ...metadata, data });
  });

  it('says where a fact stands in the ledger, where it is in it', () => {
    expect(told.facts[3]?.['leaf']).toEqual(leaf);
    expect(told.facts[4]).not.toHaveProperty('leaf');
  });
});

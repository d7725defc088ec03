import { Office, STREAM } from '../office.fixture.js';
import { sift } from './sift.js';

let office: Office;
beforeEach(async () => {
  office = await new Office().prepare();
  office.on('2024-01-15');
  await office.assign('S1');
  await office.assign('S2');
  office.on('2024-02-01');
  await office.revise('S1', { description: 'Uno' });
});
afterEach(() => office.close());

const sifted = (filter: Parameters<typeof sift>[1]) => sift(office.store.read(STREAM), filter);

describe('Sifting the facts of a cycle', () => {
  it('lets through what is all of what is asked for', async () => {
    const { facts, hidden } = await sifted({ scheda: 'S1', to: '2024-01-31' });
    expect(facts.map(({ type }) => type)).toEqual(['SchedaAssigned']);
    expect(hidden).toEqual({ scheda: expect.any(Number), to: 1 });
    expect((await sifted({ person: 'persona-uh' })).facts.map(({ type }) => type)).toEqual([
      'SchedaRevised',
    ]);
  });

  it('says what each part of it alone holds back', async () => {
    const { facts, hidden } = await sifted({
      ...{ type: 'SchedaRevised', scheda: 'S2', from: '2024-01-15' },
    });
    expect(facts).toEqual([]);
    // Without the scheda the one of S1 would be there, without the type the one that assigned S2.
    expect(hidden).toEqual({ scheda: 1, type: 1, from: 0 });
  });

  it('counts who and what there is, whatever is asked for', async () => {
    const all = await sifted({});
    const none = await sifted({ type: 'NothingOfTheKind' });
    expect(none.facts).toEqual([]);
    expect(all.facts).toHaveLength(all.of);
    expect(none.of).toBe(all.of);
    expect(none.types).toEqual(all.types);
    expect(all.types[0]).toEqual({ name: 'SchedaAssigned', facts: 2 });
    expect(all.persons.map(({ name }) => name)).toContain('persona-uh');
  });
});

import type { RecordedEvent } from '#event-store';
import { Office, STREAM, workflows } from '../office.fixture.js';
import { lastBy } from './track.js';
import { Tracks } from './tracks.js';

let office: Office;
let tracks: Tracks;
beforeEach(async () => {
  office = await new Office().prepare();
  tracks = new Tracks(office.store, workflows);
});
afterEach(() => office.close());

describe('The track of a cycle', () => {
  it('says with which fact each phase began, and which facts decided', async () => {
    await office.assign('S1');
    const { phases, decisions, last } = await tracks.of(STREAM);
    expect(phases.map(({ phase }) => phase)).toEqual(['draft', 'kickoff', 'preparation']);
    const facts: RecordedEvent[] = [];
    for await (const fact of office.store.read(STREAM)) facts.push(fact);
    expect(last).toBe(facts.length - 1);
    expect(decisions.map((revision) => facts[revision]?.type)).toEqual([
      'CycleOpened',
      'KickoffHeld',
    ]);
  });

  it('says from where to where a fact moved what it is about', async () => {
    await office.assign('S1');
    await office.revise('S1', { description: 'Uno' });
    await office.revise('S1', { description: 'Due' });
    const { moves, last } = await tracks.of(STREAM);
    expect(moves.get(last - 2)).toMatchObject({ from: null, to: { it: 'assegnata' } });
    expect(moves.get(last - 1)).toMatchObject({
      ...{ from: { it: 'assegnata' }, to: { it: 'in compilazione' } },
    });
    expect(moves.get(last)).toBeUndefined();
    expect(moves.get(0)).toMatchObject({ from: null, to: { it: 'in bozza' } });
  });

  it('goes on with what is recorded later, and knows of long pauses', async () => {
    const before = (await tracks.of(STREAM)).last;
    office.on('2024-01-16');
    await office.assign('S1');
    expect((await tracks.of(STREAM)).pauses).toEqual([]);
    office.on('2024-02-01');
    await office.assign('S2');
    const { pauses, last, recordedMs } = await tracks.of(STREAM);
    expect(pauses).toEqual([{ revision: before + 2, days: 16 }]);
    expect(last).toBe(before + 2);
    expect(recordedMs).toHaveLength(last + 1);
    expect(await new Tracks(office.store, workflows).of(STREAM)).toEqual(await tracks.of(STREAM));
  });

  it('is empty where there is nothing', async () => {
    expect((await tracks.of('cycle-livornese-poa-annuale-1999')).last).toBe(-1);
  });

  it('finds the last fact by an instant', async () => {
    const track = { ...(await tracks.of(STREAM)), recordedMs: [10, 20, 20, 30] };
    expect([9, 10, 20, 25, 99].map((at) => lastBy(track, at))).toEqual([undefined, 0, 2, 2, 3]);
  });
});

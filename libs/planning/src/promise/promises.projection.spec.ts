import { CYCLE, Office, someone, TODAY } from '../read-models.fixture.js';
import { draftCycle } from '../cycle/draft-cycle.js';
import { breakPromise } from './break-promise.js';
import { keepPromise } from './keep-promise.js';
import { makePromise } from './make-promise.js';
import {
  promisesOf,
  PromisesProjection,
  type PromiseRow,
  type PromisesQuery,
} from './promises.projection.js';

const NEXT = 'livornese-poa-annuale-2025';
const AFTER_NEXT = 'livornese-poa-annuale-2026';
let office: Office;

beforeEach(async () => {
  office = new Office();
  await office.draft();
  await office.does(makePromise, {
    promiseId: 'i1',
    text: 'Co-programmare il piano integrato',
    to: 'Consulta del Terzo settore',
    due: '2025-12-31',
  });
  await office.does(makePromise, { promiseId: 'i2', text: 'Un incontro in ogni comune' });
  for (const cycleId of [NEXT, AFTER_NEXT]) {
    await office.does(draftCycle, { title: 'POA' }, someone('UPc'), cycleId);
  }
});

afterEach(async () => {
  await office.close();
});

const list = (query: Partial<PromisesQuery> = {}) =>
  office.shows(PromisesProjection, (database) =>
    promisesOf(database, { zone: 'livornese', on: TODAY, ...query }),
  );
const standings = async (query: Partial<PromisesQuery>) =>
  (await list(query)).rows.map(({ promiseId, standing }) => `${promiseId} ${standing}`);

describe('A promise', () => {
  it('shows who was promised what, by which cycle and by when', async () => {
    const [promise] = (await list()).rows;
    expect(promise).toEqual<PromiseRow>({
      cycleId: CYCLE,
      zone: 'livornese',
      promiseId: 'i1',
      about: 'OTHER',
      text: 'Co-programmare il piano integrato',
      to: 'Consulta del Terzo settore',
      due: '2025-12-31',
      madeOn: TODAY,
      standing: 'open',
      ended: null,
    });
  });

  it('is overdue from the day after its last one; without a day, never', async () => {
    expect(await standings({ on: '2025-12-31' })).toEqual(['i1 open', 'i2 open']);
    expect(await standings({ on: '2026-01-01' })).toEqual(['i1 overdue', 'i2 open']);
    expect(await standings({ on: '2026-01-01', standing: 'overdue' })).toEqual(['i1 overdue']);
    expect(await standings({ on: '2026-01-01', standing: 'open' })).toEqual(['i2 open']);
  });

  it('shows in every later cycle while it is open, and in none of another zone', async () => {
    for (const cycleId of [CYCLE, NEXT, AFTER_NEXT]) {
      expect(await standings({ cycleId, on: '2026-01-01' })).toEqual(['i1 overdue', 'i2 open']);
    }
    expect(await standings({ cycleId: 'livornese-poa-annuale-2023' })).toEqual([]);
    expect(await standings({ zone: 'pisana' })).toEqual([]);
  });

  it('that is kept shows where it was made and where it was kept', async () => {
    await office.does(keepPromise, { promiseId: 'i1', text: 'Tavoli', inCycleId: AFTER_NEXT });
    expect(await standings({ cycleId: CYCLE })).toEqual(['i1 kept', 'i2 open']);
    expect(await standings({ cycleId: AFTER_NEXT, on: '2026-01-01' })).toEqual([
      'i1 kept',
      'i2 open',
    ]);
    expect(await standings({ cycleId: NEXT })).toEqual(['i2 open']);
    const [promise] = (await list({ standing: 'kept' })).rows;
    expect(promise?.ended).toEqual({ on: TODAY, text: 'Tavoli', inCycleId: AFTER_NEXT });
  });

  it('that is broken says why, and where it turned out', async () => {
    const reason = 'Le sale non sono accessibili';
    await office.does(breakPromise, { promiseId: 'i2', inCycleId: NEXT, reason });
    expect(await standings({ cycleId: NEXT })).toEqual(['i1 open', 'i2 broken']);
    const [promise] = (await list({ standing: 'broken' })).rows;
    expect(promise?.ended).toEqual({ on: TODAY, text: reason, inCycleId: NEXT });
  });

  it('comes page by page', async () => {
    const first = await list({ limit: 1 });
    expect(first.total).toBe(2);
    const second = await list({ limit: 1, after: first.next ?? '' });
    expect([...first.rows, ...second.rows].map(({ promiseId }) => promiseId)).toEqual(['i1', 'i2']);
    expect(second.next).toBeNull();
  });
});

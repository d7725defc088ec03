import type { Person } from '#people';
import { CYCLE, Office, someone, TODAY } from '../read-models.fixture.js';
import { grantWithdrawal } from '../scheda/grant-withdrawal.js';
import { reassignScheda } from '../scheda/reassign-scheda.js';
import { requestWithdrawal } from '../scheda/request-withdrawal.js';
import { schedeCounts, schedeOf, SchedeProjection } from '../scheda/schede.projection.js';
import { worklistOf, WorklistProjection } from '../worklist/worklist.projection.js';
import { addUnit } from './add-unit.js';
import { closeUnit } from './close-unit.js';
import { grantDelegation } from './grant-delegation.js';
import { mergeUnits } from './merge-units.js';
import { openOrganisation } from './open-organisation.js';
import { replaceHead } from './replace-head.js';
import { revokeDelegation } from './revoke-delegation.js';

const REGISTER = 'livornese-organizzazione';
const act = 'Delibera 12/2024';
const coordinator = someone('UPc');
const director = someone('DIR');
const headOfAnziani = someone('UH', 'anziani');
/** Somebody with a token of a unit head, who is known in the register by it. */
const headed = (personId: string, unitId: string): Person => ({
  ...someone('UH', unitId),
  personId,
});
const substitute: Person = { ...someone('RF', 'minori'), personId: 'sostituto' };

let office: Office;

beforeEach(async () => {
  office = new Office();
  await office.prepare();
  await office.assign('s1', 'anziani');
  await office.assign('s2', 'minori');
  await office.does(openOrganisation, { title: 'Organizzazione' }, coordinator, REGISTER);
});

afterEach(async () => {
  await office.close();
});

const register = (unitId: string, headPersonId = `uh-${unitId}`) =>
  office.does(
    addUnit,
    {
      ...{ unitId, name: `Unità ${unitId}`, kind: 'SERVIZIO', belongsTo: 'COMUNE' },
      ...{ headPersonId, from: '2024-01-01' },
    },
    coordinator,
    REGISTER,
  );
const replace = (unitId: string, newPersonId: string, from = TODAY) =>
  office.does(
    replaceHead,
    { unitId, newPersonId, from, act, reason: 'Fine incarico' },
    coordinator,
    REGISTER,
  );
const merge = (mergedUnitId: string, unitId: string) =>
  office.does(
    mergeUnits,
    { unitId, mergedUnitIds: [mergedUnitId], from: TODAY, act, reason: 'Riordino' },
    coordinator,
    REGISTER,
  );
const grant = (more: object = {}, from = headOfAnziani) =>
  office.does(
    grantDelegation,
    {
      ...{ delegationId: 'ferie', toPersonId: 'sostituto', kind: 'SOSTITUZIONE' },
      ...{ unitId: 'anziani', validFrom: TODAY, validTo: '2024-01-24', ...more },
    },
    from,
    REGISTER,
  );

/** The schede a person has work on, each with whom it would be done for. */
async function work(person: Person, today = TODAY): Promise<readonly string[]> {
  const { rows, total } = await office.shows(WorklistProjection, (database) =>
    worklistOf(database, person, { today, limit: 200 }),
  );
  expect(total).toBe(rows.length);
  return rows
    .filter(({ subject }) => subject.kind === 'scheda')
    .map(({ subject, onBehalfOf }) =>
      onBehalfOf === null ? subject.id : `${subject.id} for ${onBehalfOf}`,
    );
}

const schede = (today = TODAY, unitId?: string) =>
  office.shows(SchedeProjection, (database) => {
    const { rows } = schedeOf(database, { cycleId: CYCLE, today, unitId });
    return Object.fromEntries(
      rows.map((row) => [row.schedaId, [row.unitId, row.personId, row.headPersonId]]),
    );
  });

describe('The work of a unit', () => {
  it('is that of the token, where no organisation is kept or the unit is not in it', async () => {
    expect(await work(headOfAnziani)).toEqual(['s1']);
    await register('minori');
    expect(await work(headOfAnziani)).toEqual(['s1']);
  });

  it('moves to the new head on their first day; who it was given to stays on record', async () => {
    await register('anziani');
    await replace('anziani', 'nuovo', '2024-02-01');
    const nuovo = headed('nuovo', 'anziani');
    expect([await work(headOfAnziani, '2024-01-31'), await work(nuovo, '2024-01-31')]).toEqual([
      ['s1'],
      [],
    ]);
    expect([await work(headOfAnziani, '2024-02-01'), await work(nuovo, '2024-02-01')]).toEqual([
      [],
      ['s1'],
    ]);
    expect((await schede('2024-01-31'))['s1']).toEqual(['anziani', 'uh-anziani', 'uh-anziani']);
    expect((await schede('2024-02-01'))['s1']).toEqual(['anziani', 'uh-anziani', 'nuovo']);
  });

  it('of two units of one head is all theirs, whatever unit the token names', async () => {
    await register('anziani');
    await register('minori', 'uh-anziani');
    expect(await work(headOfAnziani)).toEqual(['s1', 's2']);
    expect(await work(someone('UH', 'minori'))).toEqual([]);
  });

  it('of a closed unit is for the coordinator to give to another one, and nobody else’s', async () => {
    const toReassign = async () => {
      const { rows, total } = await office.shows(WorklistProjection, (database) =>
        worklistOf(database, coordinator, { today: TODAY, limit: 200 }),
      );
      expect(total).toBe(rows.length);
      return rows
        .filter(({ en }) => en.startsWith('Reassign'))
        .map(({ subject, since }) => `${subject.id} since ${since}`);
    };
    await register('anziani');
    await register('minori');
    await office.assign('s3', 'anziani');
    await office.does(requestWithdrawal, { schedaId: 's3', reason: 'Non serve' }, headOfAnziani);
    expect(await toReassign()).toEqual([]);
    await office.does(
      closeUnit,
      { unitId: 'anziani', from: TODAY, act, reason: 'Riordino' },
      coordinator,
      REGISTER,
    );
    expect(await work(headOfAnziani)).toEqual([]);
    expect((await toReassign()).map((each) => each.slice(0, 8))).toEqual(['s1 since', 's3 since']);
    const given = { unitId: 'minori', personId: 'uh-minori', reason: 'Riordino' };
    await office.does(reassignScheda, { schedaId: 's1', ...given }, coordinator);
    expect((await toReassign()).map((each) => each.slice(0, 2))).toEqual(['s3']);
    await office.does(grantWithdrawal, { schedaId: 's3', reason: 'Non serve' }, coordinator);
    expect(await toReassign()).toEqual([]);
  });

  it('of a unit that went on in one that was closed is to be given to another one, too', async () => {
    await register('anziani');
    await register('minori');
    await merge('minori', 'anziani');
    await office.does(
      closeUnit,
      { unitId: 'anziani', from: TODAY, act, reason: 'Riordino' },
      coordinator,
      REGISTER,
    );
    expect((await work(coordinator)).toSorted()).toEqual(['s1', 's2']);
  });

  it('of a merged unit is work of the unit in which it goes on', async () => {
    await register('anziani');
    await register('minori');
    await merge('minori', 'anziani');
    expect(await work(headOfAnziani)).toEqual(['s1', 's2']);
    expect(await work(someone('UH', 'minori'))).toEqual([]);
    expect(await work(someone('RF', 'minori'))).toEqual(['s1', 's2']);
    expect(await schede()).toEqual({
      s1: ['anziani', 'uh-anziani', 'uh-anziani'],
      s2: ['anziani', 'uh-minori', 'uh-anziani'],
    });
    expect(Object.keys(await schede(TODAY, 'anziani'))).toEqual(['s1', 's2']);
    expect(Object.keys(await schede(TODAY, 'minori'))).toEqual([]);
    const { byUnit } = await office.shows(SchedeProjection, (database) =>
      schedeCounts(database, CYCLE),
    );
    expect(byUnit).toEqual([{ unitId: 'anziani', total: 2, byState: { assigned: 2 } }]);
  });

  it('of a closed unit is nobody’s', async () => {
    await register('anziani');
    await office.does(
      closeUnit,
      { unitId: 'anziani', from: TODAY, act, reason: 'Riordino' },
      coordinator,
      REGISTER,
    );
    expect(await work(headOfAnziani)).toEqual([]);
    expect(await work(someone('RF', 'anziani'))).toEqual([]);
  });
});

describe('The work of a head who is away', () => {
  it('is also that of the substitute, from the first day to the last, and marked', async () => {
    await grant({ validFrom: '2024-01-11' });
    const days = ['2024-01-10', '2024-01-11', '2024-01-24', '2024-01-25'];
    const lists = await Promise.all(days.map((day) => work(substitute, day)));
    expect(lists).toEqual([
      ['s2'],
      ['s1 for uh-anziani', 's2'],
      ['s1 for uh-anziani', 's2'],
      ['s2'],
    ]);
    expect(await work(headOfAnziani, '2024-01-11')).toEqual(['s1']);
  });

  it('says why it is on the list', async () => {
    await grant();
    const { rows } = await office.shows(WorklistProjection, (database) =>
      worklistOf(database, substitute, { today: TODAY }),
    );
    expect(rows.find(({ onBehalfOf }) => onBehalfOf !== null)?.why).toEqual({
      it: 'agisce per conto di uh-anziani, fino al 2024-01-24',
      en: 'you act on behalf of uh-anziani, until 2024-01-24',
    });
  });

  it('is what the scope covers', async () => {
    await grant({ verbs: ['submit-scheda'] });
    expect(await work(substitute)).toEqual(['s2']);
    await office.does(
      revokeDelegation,
      { delegationId: 'ferie', reason: 'Ambito sbagliato' },
      director,
      REGISTER,
    );
    await grant({ delegationId: 'ferie-2', verbs: ['revise-scheda'] });
    expect(await work(substitute)).toEqual(['s1 for uh-anziani', 's2']);
  });

  it('and only in the cycle of the scope', async () => {
    await grant({ cycleId: 'livornese-poa-annuale-2025' });
    expect(await work(substitute)).toEqual(['s2']);
  });

  it('is not the substitute’s any more once it is revoked, or the head is replaced', async () => {
    await register('anziani');
    await grant();
    expect(await work(substitute)).toEqual(['s1 for uh-anziani', 's2']);
    await replace('anziani', 'nuovo');
    expect(await work(substitute)).toEqual(['s2']);
  });

  it('that is lent twice, unit by unit, is there once', async () => {
    await register('anziani');
    await register('minori', 'uh-anziani');
    await grant();
    await grant({ delegationId: 'ferie-2', unitId: 'minori' });
    await merge('minori', 'anziani');
    const other: Person = { ...someone('SEG'), personId: 'sostituto' };
    expect(await work(other)).toEqual(['s1 for uh-anziani', 's2 for uh-anziani']);
  });

  it('comes page by page, each task once', async () => {
    await grant();
    const page = (after?: string) =>
      office.shows(WorklistProjection, (database) =>
        worklistOf(
          database,
          { ...substitute, unitId: 'anziani' },
          { today: TODAY, limit: 1, after },
        ),
      );
    // As one of the unit they have it themselves, and for its head as well.
    const first = await page();
    const second = await page(first.next ?? undefined);
    expect([first, second].map(({ rows }) => rows[0]?.onBehalfOf)).toEqual([null, 'uh-anziani']);
    expect(second.next).toBeNull();
  });

  it('of the director is theirs in the role, without a unit', async () => {
    await grant({ unitId: undefined, act }, director);
    expect(await work(substitute)).toEqual(['s2']);
    const rows = await office.shows(WorklistProjection, (database) =>
      worklistOf(database, substitute, { today: TODAY }),
    );
    const own = await office.shows(WorklistProjection, (database) =>
      worklistOf(database, director, { today: TODAY }),
    );
    expect(own.total).toBeGreaterThan(0);
    const lent = rows.rows.filter(({ onBehalfOf }) => onBehalfOf === director.personId);
    expect(lent.map(({ it }) => it)).toEqual(own.rows.map(({ it }) => it));
  });
});

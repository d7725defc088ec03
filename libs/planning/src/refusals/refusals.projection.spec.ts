import { approveMinutes } from '../participation/approve-minutes.js';
import { exemptCategory } from '../participation/exempt-category.js';
import { CYCLE, Office, someone } from '../read-models.fixture.js';
import { openVerification } from '../cycle/open-verification.js';
import { submitScheda } from '../scheda/submit-scheda.js';
import { refusalsIn, RefusalsProjection, type RefusalsQuery } from './refusals.projection.js';

let office: Office;

beforeEach(async () => {
  office = new Office();
  await office.prepare();
  await office.assign('s1');
  await office.wish(submitScheda, { schedaId: 's1' }, someone('UH', 'minori'));
  await office.wish(openVerification, {});
  await office.wish(openVerification, {}, someone('UPo'));
  await office.wish(exemptCategory, { category: 'UTENTI', reason: 'Non ci sono' });
});

afterEach(async () => {
  await office.close();
});

const list = (query: Partial<RefusalsQuery> = {}) =>
  office.shows(RefusalsProjection, (database) =>
    refusalsIn(database, { zone: 'livornese', ...query }),
  );

describe('A refusal', () => {
  it('says who wanted what, which rule said no, on what law, and in which words', async () => {
    expect((await list()).rows[2]).toEqual({
      position: expect.any(Number) as number,
      zone: 'livornese',
      cycleId: CYCLE,
      personId: 'upc',
      role: 'UPc',
      unitId: null,
      onBehalfOf: null,
      verb: 'open-verification',
      code: 'participation-incomplete',
      rule: 'participation-incomplete',
      law: 'LR Toscana 40/2005 art. 15',
      details: { missing: expect.stringContaining('Utenti') as string },
      it: expect.stringContaining('Utenti') as string,
      en: expect.stringContaining('Utenti') as string,
      at: '2024-01-10T08:07:00.000Z',
    });
  });

  it('says of which unit the person is, and has no law where none imposes it', async () => {
    expect((await list()).rows[3]).toMatchObject({
      personId: 'uh-minori',
      role: 'UH',
      unitId: 'minori',
      verb: 'submit-scheda',
      code: 'not-your-unit',
      rule: 'deny/submit-scheda/UH/own-unit',
      law: null,
    });
  });
});

describe('The list of refusals', () => {
  const codes = async (query: Partial<RefusalsQuery> = {}) =>
    (await list(query)).rows.map(({ code }) => code);

  it('has the newest first', async () => {
    expect(await codes()).toEqual([
      'exemption-not-proposed',
      'not-allowed',
      'participation-incomplete',
      'not-your-unit',
    ]);
  });

  it.each<[Partial<RefusalsQuery>, string[]]>([
    [{ zone: 'pisana' }, []],
    [{ cycleId: CYCLE, personId: 'dir' }, ['exemption-not-proposed']],
    [{ cycleId: 'livornese-poa-annuale-2025' }, []],
    [{ codes: ['not-allowed', 'not-your-unit'] }, ['not-allowed', 'not-your-unit']],
    [{ codes: ['too-late'] }, []],
    [{ codes: [] }, []],
    [{ verb: 'open-verification' }, ['not-allowed', 'participation-incomplete']],
    [{ verb: approveMinutes.name }, []],
    [{ personId: 'uh-minori' }, ['not-your-unit']],
    [{ personId: 'uh-anziani' }, []],
  ])('filtered by %j is %j', async (query, expected) => {
    expect(await codes(query)).toEqual(expected);
    expect(await list(query)).toMatchObject({ total: expected.length });
  });

  it('goes on where the page before ended', async () => {
    const first = await list({ limit: 3 });
    expect(first).toMatchObject({ total: 4 });
    const last = await list({ limit: 3, after: first.next ?? '' });
    expect(last).toMatchObject({ total: 4, rows: [{ code: 'not-your-unit' }], next: null });
  });
});

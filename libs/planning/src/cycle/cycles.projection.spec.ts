import { recordDeliberation } from '../approval/record-deliberation.js';
import { InvalidCursor } from '../read-side/page.js';
import { CYCLE, Office, someone, TODAY } from '../read-models.fixture.js';
import { cycleOf, cyclesOf, CyclesProjection, type CyclesQuery } from './cycles.projection.js';
import { draftCycle } from './draft-cycle.js';
import { setTargetApproval } from './set-target-approval.js';

let office: Office;

beforeEach(() => {
  office = new Office();
});

afterEach(async () => {
  await office.close();
});

const shown = () => office.shows(CyclesProjection, (database) => cycleOf(database, CYCLE));
const list = (query: CyclesQuery) =>
  office.shows(CyclesProjection, (database) => cyclesOf(database, query));

describe('The row of a cycle', () => {
  it('is not there before the cycle is drafted', async () => {
    expect(await shown()).toBeUndefined();
  });

  it('says what the draft says, and nothing else yet', async () => {
    await office.draft();
    const { workflow } = await office.life();
    expect(await shown()).toEqual({
      cycleId: CYCLE,
      zone: 'livornese',
      year: 2024,
      title: 'POA 2024',
      definition: workflow.reference,
      phase: 'draft',
      phaseName: { it: 'in bozza', en: 'draft' },
      responsiblePersonId: null,
      targetApproval: null,
      schede: {},
      facts: 2,
      revision: 1,
      position: await office.store.end(),
      recordedAt: '2024-01-10T08:02:00.000Z',
      manifestHash: null,
      outcome: null,
      actNumber: null,
      actDate: null,
    });
  });

  it('names the phase, the responsible person and the day approval is wanted', async () => {
    await office.prepare();
    await office.does(setTargetApproval, { date: '2024-03-31', basis: 'Atto regionale' });
    expect(await shown()).toMatchObject({
      phase: 'preparation',
      phaseName: { it: 'in preparazione', en: 'in preparation' },
      responsiblePersonId: 'upc',
      targetApproval: '2024-03-31',
    });
  });

  it('counts the schede by state', async () => {
    await office.prepare();
    await office.assign('s1');
    await office.assign('s2');
    await office.assign('s3');
    await office.submit('s3');
    expect(await shown()).toMatchObject({ schede: { assigned: 2, submitted: 1 } });
  });

  it('shows what was verified, and how it was approved', async () => {
    await office.prepare();
    await office.assign('s1');
    await office.check('s1');
    await office.verify();
    const manifestHash = await office.propose();
    expect(await shown()).toMatchObject({ phase: 'approval', manifestHash, outcome: null });
    await office.approve(manifestHash);
    expect(await shown()).toMatchObject({
      phase: 'inForce',
      manifestHash,
      outcome: 'approved',
      actNumber: '12',
      actDate: TODAY,
      schede: { approved: 1 },
    });
  });

  it('shows no verified set any more once the organ has rejected it', async () => {
    await office.prepare();
    await office.assign('s1');
    await office.check('s1');
    await office.verify();
    const manifestHash = await office.propose();
    await office.does(recordDeliberation, {
      sessionId: 'seduta-1',
      outcome: 'rejected',
      members: [{ body: 'Comune', present: true, quotaThousandths: 1000, vote: 'against' }],
      quorumThousandths: 501,
      manifestHash,
      prescriptions: [],
      text: 'Da rivedere',
    });
    expect(await shown()).toMatchObject({
      phase: 'verification',
      manifestHash: null,
      outcome: 'rejected',
      actNumber: null,
    });
  });
});

describe('The list of cycles', () => {
  const ids = ['2023', '2024', '2025'].map((year) => `livornese-poa-annuale-${year}`);

  beforeEach(async () => {
    for (const id of ids) await office.draft(id);
    await office.draft('pisana-poa-annuale-2024', 'pisana');
  });

  const idsOf = async (query: CyclesQuery) => (await list(query)).rows.map((row) => row.cycleId);

  it('is of one zone, the newest year first', async () => {
    expect(await idsOf({ zone: 'livornese' })).toEqual(ids.toReversed());
    expect(await idsOf({ zone: 'pisana' })).toEqual(['pisana-poa-annuale-2024']);
    expect(await idsOf({ zone: 'aretina' })).toEqual([]);
  });

  it('may be of one year or of one phase', async () => {
    expect(await idsOf({ zone: 'livornese', year: 2024 })).toEqual([CYCLE]);
    expect(await idsOf({ zone: 'livornese', year: 2022 })).toEqual([]);
    expect(await idsOf({ zone: 'livornese', phase: 'draft' })).toHaveLength(3);
    expect(await idsOf({ zone: 'livornese', phase: 'approved' })).toEqual([]);
  });

  it('may be of one definition', async () => {
    const profile = 'livornese-profilo-di-salute-2024';
    await office.does(draftCycle, { title: 'Profilo 2024' }, someone('UPc'), profile);
    expect(await idsOf({ zone: 'livornese' })).toHaveLength(4);
    expect(await idsOf({ zone: 'livornese', definition: 'profilo-di-salute' })).toEqual([profile]);
    expect(await idsOf({ zone: 'livornese', definition: 'poa-annuale' })).toEqual(ids.toReversed());
    expect(await idsOf({ zone: 'livornese', definition: 'co-programmazione' })).toEqual([]);
  });

  it('goes on where the page before ended', async () => {
    const first = await list({ zone: 'livornese', limit: 2 });
    expect(first).toMatchObject({ total: 3, rows: [{ year: 2025 }, { year: 2024 }] });
    const second = await list({ zone: 'livornese', limit: 2, after: first.next ?? '' });
    expect(second).toMatchObject({ total: 3, rows: [{ year: 2023 }], next: null });
  });

  it('refuses a cursor that is none of its own', async () => {
    for (const after of ['', 'nonsense', Buffer.from('["2024"]').toString('base64url')]) {
      await expect(list({ zone: 'livornese', after })).rejects.toThrow(InvalidCursor);
    }
  });
});

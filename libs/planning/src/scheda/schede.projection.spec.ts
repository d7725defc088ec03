import { addProgramme } from '../cycle/add-programme.js';
import { CYCLE, Office, someone, TODAY } from '../read-models.fixture.js';
import { abandonCycle } from '../ending/abandon-cycle.js';
import { recordProgress } from '../monitoring/record-progress.js';
import { acceptReport } from '../report/accept-report.js';
import { excuseScheda } from '../report/excuse-scheda.js';
import { reportScheda } from '../report/report-scheda.js';
import { returnReport } from '../report/return-report.js';
import { startFinalReport } from '../report/start-final-report.js';
import { assignScheda } from './assign-scheda.js';
import { denyWithdrawal } from './deny-withdrawal.js';
import { moveScheda } from './move-scheda.js';
import { reassignScheda } from './reassign-scheda.js';
import { requestWithdrawal } from './request-withdrawal.js';
import { returnScheda } from './return-scheda.js';
import { reviseScheda } from './revise-scheda.js';
import {
  schedaOf,
  schedeCounts,
  schedeOf,
  SchedeProjection,
  type SchedeQuery,
} from './schede.projection.js';
import { takeSchedaInCharge } from './take-scheda-in-charge.js';

let office: Office;

beforeEach(async () => {
  office = new Office();
  await office.prepare();
});

afterEach(async () => {
  await office.close();
});

const head = someone('UH', 'anziani');
const shown = (schedaId: string) =>
  office.shows(SchedeProjection, (database) => schedaOf(database, CYCLE, schedaId, TODAY));
const list = (query: Partial<SchedeQuery> = {}) =>
  office.shows(SchedeProjection, (database) =>
    schedeOf(database, { cycleId: CYCLE, today: TODAY, ...query }),
  );

describe('The row of a scheda', () => {
  it('is not there before the scheda is assigned', async () => {
    expect(await shown('s1')).toBeUndefined();
  });

  it('says whose it is and where it stands', async () => {
    await office.assign('s1', 'anziani', 'Assistenza domiciliare');
    const { revision } = await office.life();
    expect(await shown('s1')).toEqual({
      cycleId: CYCLE,
      zone: 'livornese',
      schedaId: 's1',
      code: '2024-P01-001',
      title: 'Assistenza domiciliare',
      programmeId: 'P01',
      unitId: 'anziani',
      personId: 'uh-anziani',
      headPersonId: 'uh-anziani',
      state: 'assigned',
      stateName: { it: 'assegnata', en: 'assigned' },
      version: 0,
      contentHash: '',
      returns: 0,
      due: null,
      withdrawalRequested: false,
      demonstration: false,
      executionStatus: null,
      reportState: null,
      moved: { revision, type: 'SchedaAssigned', by: 'upc', at: '2024-01-10T08:05:00.000Z' },
    });
  });

  it('says that it stood there then, once the cycle ended before its time', async () => {
    await office.assign('s1', 'anziani', 'Assistenza domiciliare');
    await office.does(abandonCycle, { reason: 'Il commissariamento della zona' }, someone('DIR'));
    const { stateName, state } = (await shown('s1'))!;
    expect(state).toBe('assigned');
    expect(stateName.it).toContain('assegnata quando il ciclo è stato abbandonato (2024-');
    expect(stateName.en).toContain('assigned when the cycle was abandoned (2024-');
  });

  it('is marked when it belongs to a demonstration', async () => {
    const whose = { programmeId: 'P01', unitId: 'anziani', personId: 'uh-anziani' };
    await office.does(assignScheda, {
      schedaId: 's1',
      title: 'Prova',
      demonstration: true,
      ...whose,
    });
    expect(await shown('s1')).toMatchObject({ demonstration: true });
  });

  it('follows it to another programme, under the code it was given', async () => {
    await office.does(addProgramme, { programmeId: 'P02', name: 'Prevenzione', objectiveIds: [] });
    await office.assign('s1');
    await office.does(moveScheda, {
      schedaId: 's1',
      programmeId: 'P02',
      reason: 'Programma giusto',
    });
    expect(await shown('s1')).toMatchObject({
      programmeId: 'P02',
      code: '2024-P01-001',
      moved: { type: 'SchedaMoved' },
    });
    expect((await list({ programmeId: 'P02' })).rows).toHaveLength(1);
    expect((await list({ programmeId: 'P01' })).rows).toEqual([]);
  });

  it('follows its title, its version and its content', async () => {
    await office.assign('s1');
    await office.does(reviseScheda, { schedaId: 's1', changes: { title: 'Nuovo' } }, head);
    await office.does(reviseScheda, { schedaId: 's1', changes: { pnrr: true } }, head);
    const { contentHash } = (await office.life()).data.schede['s1'] ?? {};
    expect(await shown('s1')).toMatchObject({
      title: 'Nuovo',
      version: 2,
      contentHash,
      state: 'drafting',
      moved: { type: 'SchedaRevised', by: 'uh-anziani' },
    });
  });

  it('goes to another unit', async () => {
    await office.assign('s1');
    await office.does(reassignScheda, {
      schedaId: 's1',
      unitId: 'minori',
      personId: 'uh-minori',
      reason: 'Riordino delle unità',
    });
    expect(await shown('s1')).toMatchObject({ unitId: 'minori', personId: 'uh-minori' });
  });

  it('counts how often it was returned, and says what the last return asked for', async () => {
    await office.assign('s1');
    const reasons = ['TEXT' as const];
    for (const due of ['2024-02-01', undefined]) {
      await office.submit('s1');
      await office.does(takeSchedaInCharge, { schedaId: 's1' });
      const back = { schedaId: 's1', reasons, text: 'Da rivedere' };
      await office.does(returnScheda, due === undefined ? back : { ...back, due });
      expect(await shown('s1')).toMatchObject({ state: 'returned', due: due ?? null });
      await office.does(reviseScheda, { schedaId: 's1', changes: { description: 'x' } }, head);
    }
    expect(await shown('s1')).toMatchObject({ returns: 2 });
  });

  it('says that its withdrawal is asked for, until somebody answers', async () => {
    await office.assign('s1');
    await office.does(requestWithdrawal, { schedaId: 's1', reason: 'Doppione' }, head);
    expect(await shown('s1')).toMatchObject({ withdrawalRequested: true, state: 'assigned' });
    await office.does(denyWithdrawal, { schedaId: 's1', reason: 'Serve' });
    expect(await shown('s1')).toMatchObject({ withdrawalRequested: false });
  });
});

describe('The row of a scheda of the plan', () => {
  beforeEach(async () => {
    await office.close();
    office = new Office();
    await office.bringIntoForce(['s1']);
  });

  it('says how far it has come, as its unit said last', async () => {
    const progress = { schedaId: 's1', measured: [] };
    for (const status of ['NOT_STARTED', 'UNDER_WAY'] as const) {
      await office.does(recordProgress, { ...progress, status }, head);
      expect(await shown('s1')).toMatchObject({ executionStatus: status, reportState: null });
    }
  });

  it('says what has become of its report', async () => {
    await office.does(startFinalReport, {});
    const report = { doneText: 'Metà', measured: [], rePropose: true };
    const handIn = () =>
      office.does(reportScheda, { schedaId: 's1', status: 'PARTLY_DONE', ...report }, head);
    await handIn();
    expect(await shown('s1')).toMatchObject({
      executionStatus: 'PARTLY_DONE',
      reportState: 'reported',
      moved: { type: 'SchedaReported' },
    });
    await office.does(returnReport, { schedaId: 's1', text: 'Mancano i numeri' });
    expect(await shown('s1')).toMatchObject({ reportState: 'returned' });
    await office.does(excuseScheda, { schedaId: 's1', reason: 'Unità soppressa' });
    expect(await shown('s1')).toMatchObject({ reportState: 'excused' });
    await handIn();
    await office.does(acceptReport, { schedaId: 's1' });
    expect(await shown('s1')).toMatchObject({ reportState: 'accepted', state: 'accepted' });
  });
});

describe('The list of schede', () => {
  beforeEach(async () => {
    await office.assign('s3', 'anziani', 'Attività motoria al 100%');
    await office.assign('s2', 'minori', 'Affido_familiare');
    await office.assign('s1', 'minori', 'Sanità di iniziativa');
    await office.submit('s1', 'minori');
  });

  const ids = async (query: Partial<SchedeQuery> = {}) =>
    (await list(query)).rows.map(({ schedaId }) => schedaId);

  it('is of one cycle, in the order of the codes', async () => {
    expect(await ids()).toEqual(['s3', 's2', 's1']);
    const none = await list({ cycleId: 'altra-poa-annuale-2024' });
    expect(none).toMatchObject({ rows: [], total: 0 });
  });

  it.each<[Partial<SchedeQuery>, string[]]>([
    [{ state: 'submitted' }, ['s1']],
    [{ state: 'checked' }, []],
    [{ unitId: 'minori' }, ['s2', 's1']],
    [{ unitId: 'altra' }, []],
    [{ programmeId: 'P01' }, ['s3', 's2', 's1']],
    [{ programmeId: 'P02' }, []],
    [{ title: 'affido' }, ['s2']],
    [{ title: 'SANITA' }, ['s1']],
    [{ title: 'attività' }, ['s3']],
    [{ title: 'nulla' }, []],
    [{ title: '%' }, ['s3']],
    [{ title: '_' }, ['s2']],
    [{ title: '\\' }, []],
    [{ title: "'" }, []],
    [{ unitId: 'minori', state: 'assigned' }, ['s2']],
    [{ unitId: 'anziani', state: 'submitted' }, []],
  ])('filtered by %j is %j', async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
    expect(await list(query)).toMatchObject({ total: expected.length });
  });

  it('goes on where the page before ended', async () => {
    const first = await list({ limit: 2 });
    expect(first.rows.map(({ schedaId }) => schedaId)).toEqual(['s3', 's2']);
    expect(await ids({ limit: 2, after: first.next ?? '' })).toEqual(['s1']);
    expect(await list({ limit: 3 })).toMatchObject({ next: null });
  });

  it('never gives more than 200 or fewer than one', async () => {
    expect(await ids({ limit: 0 })).toEqual(['s3']);
    for (let n = 4; n <= 201; n++) await office.assign(`s${n}`);
    expect(await ids({ limit: 1000 })).toHaveLength(200);
  });
});

describe('The counters', () => {
  it('are zero without schede', async () => {
    expect(
      await office.shows(SchedeProjection, (database) => schedeCounts(database, CYCLE)),
    ).toEqual({ total: 0, byState: [], byUnit: [] });
  });

  it('count by state and by unit', async () => {
    await office.assign('s1', 'anziani');
    await office.assign('s2', 'anziani');
    await office.assign('s3', 'minori');
    await office.submit('s2', 'anziani');
    expect(
      await office.shows(SchedeProjection, (database) => schedeCounts(database, CYCLE)),
    ).toEqual({
      total: 3,
      byState: [
        { state: 'assigned', stateName: { it: 'assegnata', en: 'assigned' }, count: 2 },
        { state: 'submitted', stateName: { it: 'trasmessa', en: 'submitted' }, count: 1 },
      ],
      byUnit: [
        { unitId: 'anziani', total: 2, byState: { assigned: 1, submitted: 1 } },
        { unitId: 'minori', total: 1, byState: { assigned: 1 } },
      ],
    });
  });
});

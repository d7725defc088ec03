import { WorkingCalendar } from '#calendar';
import { Office, STREAM } from '../office.fixture.js';
import { aboutScheda } from './about-scheda.js';
import { pageOfTimeline, type RowsOfTimeline } from './page.js';
import type { TimelineRow, Zoom } from './timeline.js';

const calendar = new WorkingCalendar();

let office: Office;
let prepared: number;
beforeEach(async () => {
  office = await new Office().prepare();
  prepared = (await office.lives.current(STREAM))!.revision;
});
afterEach(() => office.close());

/** What happened after the cycle was prepared. */
async function rows(zoom: Zoom, schedaId?: string): Promise<readonly TimelineRow[]> {
  return (await pageFrom(zoom, prepared + 1, 1_000, schedaId)).rows;
}

async function pageFrom(
  zoom: Zoom,
  from: number,
  limit: number,
  schedaId?: string,
): Promise<RowsOfTimeline> {
  const now = (await office.lives.shown(STREAM))!;
  const facts = office.store.read(STREAM);
  const about = schedaId === undefined ? facts : aboutScheda(facts, schedaId);
  return pageOfTimeline(about, {
    ...{ zoom, now, calendar, from, to: Number.MAX_SAFE_INTEGER, limit },
  });
}

describe('The activity of a cycle', () => {
  it('folds what one hand goes on with, and begins anew after a break', async () => {
    await office.assign('S1');
    for (const description of ['Uno', 'Due', 'Tre']) {
      office.nowMs += 3_600_000;
      await office.revise('S1', { description });
    }
    office.nowMs += 3 * 3_600_000;
    await office.revise('S1', { description: 'Quattro' });
    expect((await rows('activity')).map(({ facts, lead }) => [facts, lead?.type])).toEqual([
      [1, 'SchedaAssigned'],
      [3, undefined],
      [1, 'SchedaRevised'],
    ]);
  });

  it('folds nothing together that is about two things', async () => {
    await office.assign('S1');
    await office.assign('S2');
    await office.revise('S1', { description: 'Uno' });
    await office.revise('S2', { description: 'Due' });
    expect((await rows('activity')).map(({ facts }) => facts)).toEqual([1, 1, 1, 1]);
  });
});

describe('The decisions of a cycle', () => {
  it('stand by themselves, with all else folded and counted between them', async () => {
    await office.assign('S1');
    await office.assign('S2');
    await office.revise('S1', { description: 'Uno' });
    await office.record('set-target-approval', { date: '2024-06-30', basis: 'Indirizzi' });
    await office.revise('S2', { description: 'Due' });
    const [before, decision, after] = await rows('decisions');
    expect(before).toMatchObject({
      ...{ facts: 3, isDecision: false, lead: null, schede: 2, persons: 2 },
      types: [
        { type: 'SchedaAssigned', words: { it: 'Scheda affidata' }, facts: 2 },
        { type: 'SchedaRevised', facts: 1 },
      ],
    });
    expect(decision).toMatchObject({
      ...{ facts: 1, isDecision: true },
      lead: { type: 'TargetApprovalSet', about: null },
    });
    expect(after).toMatchObject({ facts: 1, lead: { type: 'SchedaRevised' } });
  });
});

describe('A row', () => {
  it('says how long nothing was recorded before it, in days and working days', async () => {
    await office.assign('S1');
    office.on('2024-01-11');
    await office.revise('S1', { description: 'Il giorno dopo' });
    office.on('2024-01-15'); // from Thursday to Monday
    await office.revise('S1', { description: 'Il lunedì' });
    const idle = (await rows('everything')).map((row) => row.idle);
    expect(idle).toEqual([
      ...[null, null],
      { since: '2024-01-11T10:00:00.000Z', days: 4, workingDays: 1 },
    ]);
    // The first row of a page knows of it, too.
    const {
      rows: [last],
    } = await pageFrom('everything', prepared + 3, 1);
    expect(last!.idle).toEqual(idle[2]);
  });

  it('says when it happened and who stood behind it, and why it came late', async () => {
    office.on('2024-02-10');
    await office.record('assign-scheda', {
      ...{ schedaId: 'S1', programmeId: 'P1', unitId: 'anziani', personId: 'persona-uh' },
      ...{ title: 'Scheda', occurredOn: '2024-01-20', lateReason: 'Arrivata per posta' },
    });
    const [row] = await rows('everything');
    expect(row).toMatchObject({
      occurred: { from: '2024-01-20', to: '2024-01-20' },
      lead: { daysLate: 21, lateReason: 'Arrivata per posta', by: 'persona-upc', role: 'UPc' },
    });
  });

  it('names the fact that set it right', async () => {
    const facts = [];
    for await (const fact of office.store.read(STREAM)) facts.push(fact);
    const opened = facts.find(({ type }) => type === 'CycleOpened')!;
    const { facts: corrected } = await office.record('correct-record', {
      ...{ eventId: opened.id, field: '/caseFile/subject', old: 'POA 2024', new: 'Piano' },
      reason: 'Errore',
    });
    const all = await pageFrom('everything', opened.revision, 1);
    expect(all.rows[0]!.lead!.correctedBy).toEqual([corrected[0]!.revision]);
  });
});

describe('The timeline of a scheda', () => {
  it('has what names it, alone or among others, and what was set right or hidden of it', async () => {
    await office.assign('S1');
    await office.assign('S2');
    const [written] = (await office.revise('S1', { description: 'Mario' })).facts;
    await office.revise('S2', { description: 'Altro' });
    await office.record('redact-text', {
      ...{ eventId: written!.id, where: 'data', pointer: '/changes/description' },
      ...{ reason: 'Chiesto', legalBasis: 'GDPR art. 17' },
    });
    const types = (await rows('everything', 'S1')).map(({ lead }) => lead!.type);
    expect(types).toEqual(['SchedaAssigned', 'SchedaRevised', 'TextRedacted']);
    expect(JSON.stringify(await rows('everything', 'S1'))).not.toContain('Mario');
  });

  it('goes on page by page and loses none', async () => {
    await office.assign('S1');
    for (let version = 1; version <= 5; version++) {
      await office.revise('S1', { description: `Versione ${version}` });
      await office.record('raise-question', { subject: 'cycle', text: `Domanda ${version}?` });
    }
    const seen: number[] = [];
    let next: number | null = 0;
    while (next !== null) {
      const page: RowsOfTimeline = await pageFrom('everything', next, 2, 'S1');
      seen.push(...page.rows.map(({ from }) => from));
      ({ next } = page);
    }
    expect(seen).toEqual((await rows('everything', 'S1')).map(({ from }) => from));
    expect(seen).toHaveLength(6);
  });
});

import { romeDay } from '#calendar';
import { canonicalJson, type Json } from '#event-store';
import { correctionsIn, yearlyProgramme, type AnyLife, type CycleLife } from '#planning';
import { CYCLE, Office, STREAM } from '../office.fixture.js';
import type { Moment } from './moment.js';

let office: Office;
beforeEach(async () => {
  office = await new Office().prepare();
});
afterEach(() => office.close());

async function cycleAt(moment: Moment): Promise<Readonly<CycleLife>> {
  const then = await office.moments.at(STREAM, moment);
  return yearlyProgramme(then!.life)!;
}
const schede = async (moment: Moment): Promise<readonly string[]> =>
  Object.keys((await cycleAt(moment)).data.schede);
const made = ({ state, parts, data }: Readonly<AnyLife>): string => {
  // What was decided on which revision stays as it was recorded.
  const { lastRecordedAt: _last, ...rest } = data;
  return canonicalJson(JSON.parse(JSON.stringify({ state, parts, rest })) as Json);
};

describe('A cycle as it was recorded', () => {
  it('is that of a fact, or of an instant', async () => {
    await office.assign('S1');
    const before = (await office.lives.current(STREAM))!.revision;
    office.on('2024-02-01');
    await office.assign('S2');
    expect(await schede({ revision: before })).toEqual(['S1']);
    expect(await schede({ instant: '2024-01-31T23:59:59.999Z' })).toEqual(['S1']);
    expect(await schede({ instant: '2024-02-01T10:00:00.000Z' })).toEqual(['S1', 'S2']);
  });

  it('is not there before its first fact', async () => {
    expect(
      await office.moments.at(STREAM, { instant: '2024-01-01T00:00:00.000Z' }),
    ).toBeUndefined();
    expect(await office.moments.at(STREAM, { occurredBy: '2024-01-09' })).toBeUndefined();
    expect(
      await office.moments.at('cycle-livornese-poa-annuale-1999', { revision: 0 }),
    ).toBeUndefined();
  });
});

describe('A cycle as it occurred', () => {
  it('holds what happened by that day and was recorded later', async () => {
    office.on('2024-02-10');
    await office.record('assign-scheda', {
      ...{ schedaId: 'S1', programmeId: 'P1', unitId: 'anziani', personId: 'persona-uh' },
      ...{ title: 'Scheda', occurredOn: '2024-01-20', lateReason: 'Arrivata per posta' },
    });
    expect(await schede({ instant: '2024-01-20T22:59:59.999Z' })).toEqual([]);
    expect(await schede({ occurredBy: '2024-01-19' })).toEqual([]);
    const then = await office.moments.at(STREAM, { occurredBy: '2024-01-20' });
    expect(then!.late).toEqual([then!.life.revision]);
    expect(Object.keys(yearlyProgramme(then!.life)!.data.schede)).toEqual(['S1']);
  });

  it('holds it only from when it was known, where that is asked', async () => {
    office.on('2024-02-10');
    const last = (await office.lives.current(STREAM))!.revision;
    await office.record('assign-scheda', {
      ...{ schedaId: 'S1', programmeId: 'P1', unitId: 'anziani', personId: 'persona-uh' },
      ...{ title: 'Scheda', occurredOn: '2024-01-20', lateReason: 'Arrivata per posta' },
    });
    const occurredBy = '2024-01-25';
    expect(await schede({ occurredBy, known: { revision: last } })).toEqual([]);
    expect(await schede({ occurredBy, known: { revision: last + 1 } })).toEqual(['S1']);
    const instant = '2024-02-10T09:59:59.999Z';
    expect(await schede({ occurredBy, known: { instant } })).toEqual([]);
  });

  it('is set right from the first', async () => {
    const opened = (await office.lives.current(STREAM))!;
    const { data } = yearlyProgramme(opened)!;
    expect(data.caseFile!.subject).toBe('POA 2024');
    const facts = [];
    for await (const fact of office.store.read(STREAM)) facts.push(fact);
    office.on('2024-03-01');
    await office.record('correct-record', {
      ...{
        eventId: facts.find(({ type }) => type === 'CycleOpened')!.id,
        field: '/caseFile/subject',
      },
      ...{ old: 'POA 2024', new: 'Programmazione 2024', reason: 'Oggetto errato' },
    });
    const day = '2024-01-10';
    expect((await cycleAt({ occurredBy: day })).data.caseFile!.subject).toBe('Programmazione 2024');
    const asKnown: Moment = { occurredBy: day, known: { instant: '2024-02-01T00:00:00.000Z' } };
    expect((await cycleAt(asKnown)).data.caseFile!.subject).toBe('POA 2024');
    expect((await cycleAt({ instant: '2024-02-01T00:00:00.000Z' })).data.caseFile!.subject).toBe(
      'POA 2024',
    );
  });

  it('says of what happened before what it rests on that it does not count yet', async () => {
    office.on('2024-02-10');
    await office.assign('S1');
    await office.revise(
      'S1',
      { description: 'Prima' },
      { occurredOn: '2024-01-20', lateReason: 'Scritta prima a mano' },
    );
    const then = await office.moments.at(STREAM, { occurredBy: '2024-01-25' });
    expect(then!.early).toEqual([
      { revision: expect.any(Number), type: 'SchedaRevised', occurredOn: '2024-01-20' },
    ]);
    expect(yearlyProgramme(then!.life)!.data.schede).toEqual({});
    const later = await office.moments.at(STREAM, { occurredBy: '2024-02-10' });
    expect(later!.early).toEqual([]);
    expect(yearlyProgramme(later!.life)!.data.schede['S1']!.content['description']).toBe('Prima');
  });

  it('hides what was redacted since, whatever the moment', async () => {
    await office.assign('S1');
    const { facts } = await office.revise('S1', { description: 'Mario Rossi, via Roma 1' });
    office.on('2024-03-01');
    await office.record('redact-text', {
      ...{ eventId: facts[0]!.id, where: 'data', pointer: '/changes/description' },
      ...{ reason: 'Chiesto dall’interessato', legalBasis: 'GDPR art. 17' },
    });
    for (const moment of [
      { occurredBy: '2024-01-10' },
      { instant: '2024-01-31T00:00:00.000Z' },
    ] as const) {
      const { data } = await cycleAt(moment);
      expect(data.schede['S1']!.content['description']).toMatch(/^\[testo oscurato · sha256/);
      expect(JSON.stringify(data)).not.toContain('Mario');
    }
  });

  it('is the present one, on the day of the last fact', async () => {
    await office.assign('S1');
    office.on('2024-02-01');
    await office.revise('S1', { description: 'Testo' });
    const now = (await office.lives.current(STREAM))!;
    const day = romeDay(office.nowMs);
    expect(made((await office.moments.at(STREAM, { occurredBy: day }))!.life)).toBe(made(now));
    expect(correctionsIn(now.data).redactions).toEqual([]);
    expect(CYCLE).toBe(now.data.cycleId);
  });
});

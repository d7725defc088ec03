import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { calendarText } from '#notifications';
import type { Role } from '#people';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import {
  AgendaProjection,
  deadlineInAgenda,
  deadlinesInAgenda,
  meetingInAgenda,
  meetingsInAgenda,
} from './agenda.projection.js';
import { sessionEntries, sessionInWords } from './session-entries.js';
import { sessionInAgenda, sessionsInAgenda } from './sessions-in-agenda.js';
import { deadlineEntries, meetingEntries, type AgendaStandpoint } from './agenda-entries.js';

const CYCLE = 'livornese-poa-annuale-2024';
const style = { language: 'it' } as const;

/** The view, told one fact after another, a second apart. */
class Agenda {
  readonly #projection = new AgendaProjection();
  readonly database = new DatabaseSync(':memory:');
  #told = 0;

  constructor() {
    this.database.exec(this.#projection.schema);
  }

  tell<Type extends PlanningFact['type']>(type: Type, data: DataOf<Type>, cycleId = CYCLE): void {
    const revision = this.#told++;
    const recordedAt = new Date(Date.parse('2024-01-10T08:00:00Z') + revision * 1000).toISOString();
    this.#projection.apply(
      {
        ...{ position: revision + 1, stream: `cycle-${cycleId}`, revision, id: randomUUID() },
        ...{ type, data: data as never, metadata: { recordedAt }, createdMs: 0 },
      },
      this.database,
    );
  }

  deadlines(standpoints: readonly AgendaStandpoint[], since = '2024-01-01') {
    const found = deadlinesInAgenda(this.database, { zone: 'livornese', since });
    return deadlineEntries(found, standpoints, style);
  }

  meetings(standpoints: readonly AgendaStandpoint[], since = '2024-01-01') {
    const found = meetingsInAgenda(this.database, { zone: 'livornese', since });
    return meetingEntries(found, standpoints, style);
  }
}

const as = (role: Role, ...units: readonly string[]): AgendaStandpoint => ({
  role,
  units: units.length > 0 ? units : null,
  cycleId: null,
});
const submission: DataOf<'DeadlineSet'> = {
  deadlineId: 'D1',
  kind: 'SCHEDE_SUBMITTED',
  due: '2024-03-15',
  basis: 'OFFICE',
};

describe('A deadline in the calendars', () => {
  let agenda: Agenda;
  beforeEach(() => {
    agenda = new Agenda();
    agenda.tell('DeadlineSet', submission);
  });
  const one = (standpoint = as('UPc')) => agenda.deadlines([standpoint])[0];

  it('is told by what it is, of which process, and until when', () => {
    expect(one()).toEqual({
      uid: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      ...{ cycleId: 'livornese-poa-annuale-2024', kind: 'deadline', id: 'D1' },
      ...{ sequence: 0, changedMs: Date.parse('2024-01-10T08:00:00Z') },
      when: { day: '2024-03-15' },
      title: 'Schede trasmesse: Programmazione operativa annuale 2024',
      description: 'Ultimo giorno: 15 marzo 2024, fino alla fine della giornata.',
      standing: 'confirmed',
    });
  });

  it('is told in English, too', () => {
    const [found] = deadlinesInAgenda(agenda.database, { zone: 'livornese', since: '2024-01-01' });
    const addressOf = (cycleId: string) => `https://traccia.example/scadenze?ciclo=${cycleId}`;
    expect(deadlineEntries([found!], [as('UPc')], { language: 'en', addressOf })[0]).toMatchObject({
      title: 'Schede submitted: Yearly operational programme 2024',
      description: 'Last day: 15 March 2024, until the end of the day.',
      url: `https://traccia.example/scadenze?ciclo=${CYCLE}`,
    });
  });

  it('stays the same one when it is moved, and says what it was', () => {
    const before = one()!;
    agenda.tell('DeadlineExtended', { deadlineId: 'D1', from: '2024-03-15', to: '2024-03-31' });
    expect(one()).toMatchObject({
      ...{ uid: before.uid, sequence: 1, when: { day: '2024-03-31' } },
      description: expect.stringContaining('Prima era il 15 marzo 2024.') as string,
    });
  });

  it.each(['DeadlineWaived', 'DeadlineCancelled'] as const)(
    'stays after %s, as called off',
    (type) => {
      agenda.tell(type, { deadlineId: 'D1' });
      expect(one()).toMatchObject({ standing: 'cancelled', sequence: 1 });
    },
  );

  it('that was missed is not called off', () => {
    agenda.tell('DeadlineMissed', { deadlineId: 'D1', due: '2024-03-15' });
    expect(one()).toMatchObject({ standing: 'confirmed', sequence: 1 });
  });

  it('has for a unit that got more time that unit’s day, and for others the day of all', () => {
    const extended = { deadlineId: 'D1', from: '2024-03-15', to: '2024-04-05', unitId: 'minori' };
    agenda.tell('DeadlineExtended', extended);
    expect(one(as('UH', 'minori'))).toMatchObject({ when: { day: '2024-04-05' }, sequence: 1 });
    expect(one(as('UH', 'minori'))?.description).toContain('vale per la tua unità');
    expect(one(as('UH', 'anziani'))).toMatchObject({ when: { day: '2024-03-15' }, sequence: 1 });
    expect(one(as('UPc'))).toMatchObject({ when: { day: '2024-03-15' } });
    // Whoever answers for both is in time for both.
    expect(one(as('UH', 'minori', 'anziani'))).toMatchObject({ when: { day: '2024-03-15' } });
  });

  it('is not certain while time stands still, and is again when it goes on', () => {
    agenda.tell('CycleSuspended', { deadlines: 'stop' });
    expect(one()).toMatchObject({ standing: 'tentative', sequence: 1 });
    agenda.tell('CycleResumed', { days: 0 });
    expect(one()).toMatchObject({ standing: 'confirmed', sequence: 2 });
  });

  it('is what it was while time goes on for it though the cycle is suspended', () => {
    agenda.tell('CycleSuspended', { deadlines: 'run' });
    expect(one()).toMatchObject({ standing: 'confirmed', sequence: 0 });
  });

  it('is called off with its process', () => {
    agenda.tell('CycleAbandoned', {} as never);
    expect(one()).toMatchObject({ standing: 'cancelled', sequence: 1 });
  });

  it('is that of who has to meet it, of the office, the director and the auditor, and of nobody else', () => {
    agenda.tell('DeadlineSet', { ...submission, deadlineId: 'D2', kind: 'SCHEDE_CHECKED' });
    const seen = (standpoint: AgendaStandpoint) => agenda.deadlines([standpoint]).length;
    for (const role of ['UPc', 'UPo', 'DIR', 'AUD'] as const) expect(seen(as(role))).toBe(2);
    for (const role of ['UH', 'RF'] as const) expect(seen(as(role, 'anziani'))).toBe(1);
    for (const role of ['SEG', 'ETS', 'ADM'] as const) expect(seen(as(role))).toBe(0);
    // A head without a unit that goes on answers for nothing.
    expect(seen({ role: 'UH', units: [], cycleId: null })).toBe(0);
  });

  it('is that of a delegate in the process they stand in for, and in no other', () => {
    agenda.tell('DeadlineSet', submission, 'livornese-poa-annuale-2025');
    const standingIn = { role: 'UPc', units: null, cycleId: CYCLE } as const;
    expect(agenda.deadlines([standingIn])).toHaveLength(1);
    expect(agenda.deadlines([standingIn, as('UPc')])).toHaveLength(2);
  });

  it('of another zone, or long over, is not there', () => {
    agenda.tell('DeadlineSet', submission, 'pisana-poa-annuale-2024');
    expect(agenda.deadlines([as('UPc')])).toHaveLength(1);
    expect(agenda.deadlines([as('UPc')], '2024-03-15')).toHaveLength(1);
    expect(agenda.deadlines([as('UPc')], '2024-03-16')).toHaveLength(0);
    expect(deadlineInAgenda(agenda.database, CYCLE, 'D1')).toMatchObject({ due: '2024-03-15' });
    expect(deadlineInAgenda(agenda.database, CYCLE, 'D9')).toBeUndefined();
  });

  it('says on which day it was met, and that it was late, once it was', () => {
    const found = () =>
      deadlinesInAgenda(agenda.database, { zone: 'livornese', since: '2024-01-01' });
    const met = (on: string | undefined) =>
      deadlineEntries(found(), [as('UPc')], { ...style, metOn: () => on })[0]!;
    const before = one()!;
    expect(met(undefined)).toEqual(before);
    expect(met('2024-03-14').description).toContain('Rispettata il 14 marzo 2024.');
    agenda.tell('DeadlineMissed', { deadlineId: 'D1', due: submission.due });
    expect(met(undefined).description).toContain('senza che sia stata rispettata');
    expect(met('2024-03-20').description).toContain('Rispettata in ritardo, il 20 marzo 2024.');
    expect(met('2024-03-20').description).not.toContain('senza che');
    agenda.tell('DeadlineWaived', { deadlineId: 'D1' });
    expect(met('2024-03-20').description).not.toContain('Rispettata');
  });

  it.each<[PlanningFact['type'], object]>([
    ['SchedaSubmitted', { schedaId: 'S-1' }],
    ['SchedaReturned', { schedaId: 'S-1', reasons: [] }],
    ['DeadlineMet', { deadlineId: 'D1' }],
  ])('is another one in a calendar once it may be met, or owed again: %s', (type, data) => {
    const before = one()!;
    agenda.tell(type, data);
    const after = one()!;
    expect(after).toMatchObject({ uid: before.uid, sequence: before.sequence + 1 });
    // The instant of the fact, and not the beginning of its day.
    expect(after.changedMs).toBe(before.changedMs + 1000);
  });

  it.each<[PlanningFact['type'], object]>([
    ['SchedaRevised', { schedaId: 'S-1' }],
    ['KickoffHeld', { attendance: [] }],
    ['DeliberationRecorded', { sessionId: 'A1', outcome: 'rejected' }],
  ])('is what it was after what has nothing to do with it: %s', (type, data) => {
    const before = one()!;
    agenda.tell(type, data);
    expect(one()).toEqual(before);
  });

  it('of the whole cycle changes with what meets it, and not with a session that does not approve', () => {
    agenda.tell('DeadlineSet', { ...submission, deadlineId: 'D2', kind: 'APPROVAL' });
    const sequence = () =>
      agenda.deadlines([as('UPc')]).find(({ title }) => title.startsWith('Approvazione'))?.sequence;
    expect(sequence()).toBe(0);
    agenda.tell('DeliberationRecorded', { sessionId: 'A1', outcome: 'rejected' } as never);
    expect(sequence()).toBe(0);
    agenda.tell('DeliberationRecorded', { sessionId: 'A1', outcome: 'approved' } as never);
    expect(sequence()).toBe(1);
  });

  it.each<[PlanningFact['type'], object]>([
    ['ProposalReturned', { reasons: [] }],
    ['DeliberationRecorded', { sessionId: 'A1', outcome: 'rejected' }],
  ])('of the proposal changes with what makes it be done anew: %s', (type, data) => {
    agenda.tell('DeadlineSet', { ...submission, deadlineId: 'D2', kind: 'PROPOSAL' });
    const sequence = () =>
      agenda.deadlines([as('UPc')]).find(({ title }) => title.startsWith('Proposta'))?.sequence;
    expect(sequence()).toBe(0);
    agenda.tell('ProposalEndorsed', { manifestHash: 'a' });
    expect(sequence()).toBe(1);
    agenda.tell(type, data);
    expect(sequence()).toBe(2);
  });

  it('that was missed is there however long ago, where that is asked, until it is given up', () => {
    const found = () => {
      const which = { zone: 'livornese', since: '2026-01-01', everyMissed: true };
      return deadlinesInAgenda(agenda.database, which).map(({ deadlineId }) => deadlineId);
    };
    agenda.tell('DeadlineSet', { ...submission, deadlineId: 'D2' });
    expect(found()).toEqual([]);
    agenda.tell('DeadlineMissed', { deadlineId: 'D1', due: submission.due });
    expect(found()).toEqual(['D1']);
    expect(agenda.deadlines([as('UPc')], '2026-01-01')).toEqual([]);
    agenda.tell('DeadlineWaived', { deadlineId: 'D1' });
    expect(found()).toEqual([]);
  });

  it('keeps its UID and raises its sequence at every change, whatever happens to it', () => {
    const day = fc
      .integer({ min: 1, max: 28 })
      .map((on) => `2024-05-${String(on).padStart(2, '0')}`);
    const change = fc.oneof(
      fc.record({ type: fc.constant('DeadlineExtended' as const), to: day }),
      fc.record({ type: fc.constant('DeadlineShortened' as const), to: day }),
      fc.record({
        type: fc.constant('DeadlineExtended' as const),
        to: day,
        unitId: fc.constantFrom('minori', 'anziani'),
      }),
      fc.record({ type: fc.constant('DeadlineMissed' as const) }),
      fc.record({ type: fc.constant('CycleSuspended' as const) }),
      fc.record({ type: fc.constant('CycleResumed' as const) }),
      fc.record({ type: fc.constant('SchedaSubmitted' as const) }),
      fc.record({ type: fc.constant('SchedaReturned' as const) }),
    );
    const lives = fc.record({
      changes: fc.array(change, { maxLength: 12 }),
      end: fc.constantFrom('DeadlineWaived' as const, 'DeadlineCancelled' as const, null),
    });
    fc.assert(
      fc.property(lives, ({ changes, end }) => {
        agenda = new Agenda();
        agenda.tell('DeadlineSet', submission);
        let { due } = submission;
        let [before] = agenda.deadlines([as('UPc')]);
        const uid = before?.uid;
        const mustHaveGrown = () => {
          const [now, ...others] = agenda.deadlines([as('UPc')]);
          expect(others).toEqual([]);
          expect(now).toMatchObject({ uid, when: { day: due } });
          expect(now!.sequence).toBeGreaterThan(before!.sequence);
          expect(now!.changedMs).toBeGreaterThan(before!.changedMs);
          before = now;
        };
        for (const each of changes) {
          if (each.type === 'CycleSuspended') agenda.tell(each.type, { deadlines: 'stop' });
          else if (each.type === 'CycleResumed') agenda.tell(each.type, { days: 0 });
          else if (each.type === 'SchedaSubmitted' || each.type === 'SchedaReturned')
            agenda.tell(each.type, { schedaId: 'S-1' } as never);
          else if (each.type === 'DeadlineMissed')
            agenda.tell(each.type, { deadlineId: 'D1', due });
          else {
            agenda.tell(each.type, { deadlineId: 'D1', from: due, ...each });
            if (!('unitId' in each)) due = each.to;
          }
          mustHaveGrown();
        }
        if (end === null) return;
        agenda.tell(end, { deadlineId: 'D1' });
        mustHaveGrown();
        expect(before).toMatchObject({ standing: 'cancelled' });
      }),
    );
  });
});

describe('A session of the organ in the calendars', () => {
  let agenda: Agenda;
  const convened: DataOf<'OrganConvened'> = {
    ...{ sessionId: 'A1', organ: 'Conferenza zonale', sessionOn: '2024-05-10' },
    ...{ protocol: '12/2024', items: ['POA 2024'] },
  };
  beforeEach(() => {
    agenda = new Agenda();
  });
  const found = () => sessionsInAgenda(agenda.database, { zone: 'livornese', since: '2024-01-01' });
  const one = (role: Role = 'DIR') => sessionEntries(found(), [as(role)], style)[0];
  const inWords = () => sessionInWords(sessionInAgenda(agenda.database, CYCLE, 'A1')!, 'it');

  it('begins at its hour and is where it was convened to', () => {
    agenda.tell('OrganConvened', { ...convened, startTime: '09:30', venue: 'Municipio' });
    expect(one()).toMatchObject({
      ...{ title: 'Seduta: Conferenza zonale', sequence: 0, standing: 'confirmed' },
      ...{ when: { day: '2024-05-10', startTime: '09:30' }, place: 'Municipio' },
    });
    expect(inWords()).toEqual({ when: 'venerdì 10 maggio 2024, ore 09:30', where: 'Municipio' });
  });

  it('is of the whole day, and nowhere, where nobody said more', () => {
    agenda.tell('OrganConvened', convened);
    expect(one()?.when).toEqual({ day: '2024-05-10' });
    expect(one()).not.toHaveProperty('place');
    expect(inWords()).toEqual({ when: 'venerdì 10 maggio 2024' });
  });

  it.each([
    ['2024-03-20', '20240320T083000Z'],
    ['2024-05-10', '20240510T073000Z'],
  ])('is an event at its hour in Rome, in winter and in summer: %s', (sessionOn, start) => {
    agenda.tell('OrganConvened', { ...convened, sessionOn, startTime: '09:30' });
    expect(calendarText({ name: 'Zona' }, [one()!])).toContain(`DTSTART:${start}`);
  });

  it('is told to nobody who does not see what it decides on', () => {
    agenda.tell('OrganConvened', convened);
    expect(one('ETS')).toBeUndefined();
  });

  it('stays in the calendar as called off, and not once it was held', () => {
    agenda.tell('OrganConvened', { ...convened, startTime: '09:30', venue: 'Municipio' });
    const { uid } = one()!;
    agenda.tell('SessionCancelled', { sessionId: 'A1' });
    expect(one()).toMatchObject({ uid, sequence: 1, standing: 'cancelled' });
    expect(one()?.description).toContain('La seduta è stata annullata.');
    expect(inWords()).toEqual({ when: 'venerdì 10 maggio 2024' });
    agenda.tell('OrganConvened', { ...convened, sessionId: 'A2' });
    const rejected = { sessionId: 'A2', outcome: 'rejected' };
    agenda.tell('DeliberationRecorded', rejected as DataOf<'DeliberationRecorded'>);
    agenda.tell('CycleAnnulled', { act: 'Atto 1', ground: 'Vizio' });
    const standings = sessionEntries(found(), [as('DIR')], style).map(({ standing }) => standing);
    expect(standings).toEqual(['cancelled', 'confirmed']);
  });
});

describe('A meeting in the calendars', () => {
  let agenda: Agenda;
  const plan = {
    ...{ meetingId: 'M1', title: 'Incontro con il Terzo settore', counterpart: 'ETS' },
    ...{ date: '2024-02-21', startTime: '09:30', channel: 'IN_PERSON', venue: 'Municipio' },
  } as unknown as DataOf<'MeetingScheduled'>;
  beforeEach(() => {
    agenda = new Agenda();
    agenda.tell('MeetingScheduled', plan);
  });
  const one = (role: Role = 'UPc') => agenda.meetings([as(role)])[0];

  it('is not certain before it is convened', () => {
    expect(one()).toMatchObject({
      ...{ sequence: 0, title: plan.title, standing: 'tentative', place: 'Municipio' },
      when: { day: '2024-02-21', startTime: '09:30' },
    });
    agenda.tell('MeetingConvened', { meetingId: 'M1', invitees: ['Consulta'] });
    expect(one()).toMatchObject({ sequence: 1, standing: 'confirmed' });
    expect(one()?.description).not.toContain('Consulta');
  });

  it('stays the same one on another day, in another room, and without an hour', () => {
    const { uid } = one()!;
    agenda.tell('MeetingRescheduled', { meetingId: 'M1', from: '2024-02-21', to: '2024-02-28' });
    expect(one()).toMatchObject({
      uid,
      sequence: 1,
      when: { day: '2024-02-28', startTime: '09:30' },
    });
    agenda.tell('MeetingRescheduled', {
      ...{ meetingId: 'M1', from: '2024-02-28', to: '2024-02-28' },
      arrangements: { channel: 'ONLINE' },
    });
    expect(one()).toMatchObject({ uid, sequence: 2, when: { day: '2024-02-28' } });
    expect(one()?.when.startTime).toBeUndefined();
    expect(one()?.place).toBeUndefined();
    expect(one()?.description).toContain('Prima era il 21 febbraio 2024.');
  });

  it('stays when it is cancelled, as called off, and when it was held, on the day it was', () => {
    agenda.tell('MeetingScheduled', { ...plan, meetingId: 'M2' });
    agenda.tell('MeetingCancelled', { meetingId: 'M1' });
    const held = { categories: [], attendance: [], contents: [] };
    agenda.tell('MeetingHeld', { meetingId: 'M2', heldOn: '2024-02-22', ...held });
    expect(agenda.meetings([as('UPc')])).toMatchObject([
      { standing: 'cancelled', sequence: 1 },
      { standing: 'confirmed', sequence: 1, when: { day: '2024-02-22' } },
    ]);
    expect(meetingInAgenda(agenda.database, CYCLE, 'M2')).toMatchObject({ standing: 'held' });
    expect(meetingInAgenda(agenda.database, CYCLE, 'M9')).toBeUndefined();
  });

  it('shows no title that was redacted, and the day it was really held', () => {
    const held = { categories: [], attendance: [], contents: [] };
    agenda.tell('MeetingHeld', { meetingId: 'M1', heldOn: '2024-02-22', ...held });
    const redaction = { where: 'data', pointer: '/title', sha256: 'a'.repeat(64) };
    agenda.tell('TextRedacted', { factRevision: 0, ...redaction } as never);
    const correction = { factRevision: 1, field: '/heldOn', old: '2024-02-22', new: '2024-02-23' };
    agenda.tell('RecordCorrected', correction as never);
    expect(one()).toMatchObject({ sequence: 3, when: { day: '2024-02-23' } });
    expect(one()?.title).not.toContain('Terzo settore');
  });

  it('shows no place that was redacted where it stands, and goes on showing the one after it', () => {
    const hide = (factRevision: number, pointer: string) => {
      const redaction = { factRevision, where: 'data', pointer, sha256: 'a'.repeat(64) };
      agenda.tell('TextRedacted', redaction as never);
    };
    hide(9, '/venue');
    expect(one()).toMatchObject({ sequence: 0, place: 'Municipio' });
    hide(0, '/venue');
    expect(one()).toMatchObject({ sequence: 1 });
    expect(one()?.place).not.toContain('Municipio');
    const arrangements = { channel: 'MIXED', venue: 'Teatro', room: 'Ridotto' } as const;
    const days = { from: '2024-02-21', to: '2024-02-21' };
    agenda.tell('MeetingRescheduled', { meetingId: 'M1', ...days, arrangements });
    const moved = 3;
    hide(0, '/venue');
    expect(one()?.place).toBe('Teatro, Ridotto');
    hide(moved, '/arrangements/room');
    expect(one()?.place).toMatch(/^Teatro, \[testo oscurato/);
    hide(moved, '/arrangements/venue');
    expect(one()?.place).not.toMatch(/Teatro|Ridotto/);
  });

  it('says where it is joined and what is to be talked about, until either changes', () => {
    const onlineAddress = 'https://incontri.ente.example/m1';
    const channel = 'MIXED' as const;
    const agendaItems = ['Profilo di salute', 'Schede'];
    const online = { ...plan, meetingId: 'M3', channel, onlineAddress, agendaItems };
    agenda.tell('MeetingScheduled', online);
    const it = () => agenda.meetings([as('UPc')])[1];
    expect(one()?.url).toBeUndefined();
    expect(it()).toMatchObject({ url: onlineAddress });
    expect(it()?.description).toMatch(
      /Per collegarsi: https:\/\/incontri\.ente\.example\/m1\nOrdine del giorno:\n1\. Profilo di salute\n2\. Schede/,
    );
    const days = { meetingId: 'M3', from: '2024-02-21', to: '2024-02-21' };
    agenda.tell('MeetingRescheduled', { ...days, agendaItems: ['Solo le schede'] });
    expect(it()).toMatchObject({ sequence: 1, url: onlineAddress });
    expect(it()?.description).toContain('1. Solo le schede');
    expect(it()?.description).not.toContain('Profilo');
    agenda.tell('MeetingRescheduled', { ...days, arrangements: { channel: 'IN_PERSON' } });
    expect(it()?.url).toBeUndefined();
    expect(it()?.description).toContain('1. Solo le schede');
    const redaction = { where: 'data', pointer: '/agendaItems/0', sha256: 'a'.repeat(64) };
    agenda.tell('TextRedacted', { factRevision: 1, ...redaction } as never);
    expect(it()?.description).toContain('1. Solo le schede');
    agenda.tell('TextRedacted', { factRevision: 2, ...redaction } as never);
    expect(it()?.description).toMatch(/1\. \[testo oscurato/);
  });

  it('is for whoever may know of it: not for who only runs the system', () => {
    for (const role of ['UPc', 'DIR', 'SEG', 'AUD', 'ETS'] as const)
      expect(one(role)).toBeDefined();
    expect(one('ADM')).toBeUndefined();
  });
});

import { organisationOn, type OrganisationOn } from '../organisation/organisation.js';
import {
  deactivated,
  granted,
  opened,
  organisationAfter,
  roleGranted,
  unitAdded,
} from '../organisation/organisation.fixture.js';
import { inForce } from '../monitoring/in-force.fixture.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import {
  assigned,
  checked,
  given,
  inDraft,
  inKickoff,
  inPreparation,
  submitted,
} from '../testing.fixture.js';
import type { DeadlineKind } from '../value-sets.js';
import { recordReminder } from './record-reminder.js';

const DUE = '2024-07-10'; // a Wednesday
const set = (kind: DeadlineKind, due = DUE): PlanningFact => ({
  type: 'DeadlineSet',
  data: { deadlineId: 'D1', kind, due, basis: 'OFFICE' },
});
const extended = (to: string, unitId?: string): PlanningFact => ({
  type: 'DeadlineExtended',
  data: { deadlineId: 'D1', from: DUE, to, ...(unitId !== undefined && { unitId }) },
});

/** A zone with two units, who fills in for each, a coordinator, a director, and a head who is away. */
const registered = [
  ...[opened, unitAdded('anziani'), unitAdded('minori', { headPersonId: 'altra-responsabile' })],
  ...[roleGranted('referente', 'RF', { unitId: 'anziani' }), roleGranted('coordinatore', 'UPc')],
  ...[roleGranted('direttore', 'DIR'), roleGranted('segreteria', 'SEG')],
  granted({ toPersonId: 'sostituto' }),
];
const on = (day: string, ...more: readonly PlanningFact[]): OrganisationOn =>
  organisationOn(organisationAfter(...registered, ...more), day)!;

type Wish = Pick<DataOf<'ReminderSent'>, 'level'> & {
  readonly offsetDays: number;
  readonly due?: string;
  readonly unitId?: string;
};
const ask = (facts: readonly PlanningFact[], { due = DUE, ...wish }: Wish, today: string) =>
  given(...facts).when(
    recordReminder,
    { deadlineId: 'D1', due, ...wish },
    { today, organisation: on(today) },
  );
const told = (answer: unknown) => {
  const [fact] = answer as readonly PlanningFact[];
  return fact?.type === 'ReminderSent'
    ? fact.data.told.map(({ personId, role, unitId = '' }) =>
        `${role} ${personId} ${unitId}`.trim(),
      )
    : answer;
};

const head = 'UH responsabile anziani';
const standIn = 'UH sostituto anziani';
const filler = 'RF referente anziani';
const schede = [...inPreparation, set('SCHEDE_SUBMITTED'), assigned('S-1')];

describe('Who has a scheda to submit', () => {
  it('is reminded before the day: the head, who stands in for them, and who fills it in', () => {
    ask(schede, { offsetDays: -2, level: 'owner' }, '2024-07-08').then({
      type: 'ReminderSent',
      data: {
        ...{ deadlineId: 'D1', due: DUE, offsetDays: -2, level: 'owner' },
        told: [
          { personId: 'responsabile', role: 'UH', unitId: 'anziani' },
          { personId: 'sostituto', role: 'UH', unitId: 'anziani' },
          { personId: 'referente', role: 'RF', unitId: 'anziani' },
        ],
      },
    });
  });

  it('is reminded once for all the schede of the unit, and so is every other unit', () => {
    const minori = { unitId: 'minori', personId: 'altra-responsabile' };
    const more = [...schede, assigned('S-2'), assigned('S-3', minori), ...submitted('S-4')];
    const { answer } = ask(more, { offsetDays: 0, level: 'owner' }, DUE);
    expect(told(answer)).toEqual([head, standIn, filler, 'UH altra-responsabile minori']);
  });

  it('is not reminded once it is submitted, and is again once it is returned', () => {
    const facts = [...inPreparation, set('SCHEDE_SUBMITTED'), ...submitted('S-1')];
    const wish = { offsetDays: 0, level: 'owner' } as const;
    ask(facts, wish, DUE).thenRefused('nobody-to-remind', { due: DUE });
    const returned = {
      schedaId: 'S-1',
      version: 1,
      reasons: ['TEXT'],
      text: 'Più chiaro',
    } as const;
    const again: readonly PlanningFact[] = [
      ...facts,
      { type: 'SchedaTakenInCharge', data: { schedaId: 'S-1' } },
      { type: 'SchedaReturned', data: returned },
    ];
    expect(told(ask(again, wish, DUE).answer)).toEqual([head, standIn, filler]);
  });

  it('is not told in the place of somebody who is away no more, or through somebody who has left', () => {
    const wish = { deadlineId: 'D1', due: DUE, offsetDays: 7, level: 'owner' } as const;
    const organisation = on('2024-07-17', deactivated('referente'));
    const { answer } = given(...schede).when(recordReminder, wish, {
      ...{ today: '2024-07-17', organisation },
    });
    expect(told(answer)).toEqual([head]);
  });

  it('is whoever the schede were given to, where the zone keeps no register', () => {
    const wish = { deadlineId: 'D1', due: DUE, offsetDays: 0, level: 'owner' } as const;
    const { answer } = given(...schede).when(recordReminder, wish, { today: DUE });
    expect(told(answer)).toEqual([head]);
  });

  it('is left alone until the own day, where the unit has been given more time', () => {
    const minori = { unitId: 'minori', personId: 'altra-responsabile' };
    const own = '2024-07-31';
    const facts = [...schede, assigned('S-2', minori), extended(own, 'anziani')];
    const wish = { offsetDays: 1, level: 'owner' } as const;
    expect(told(ask(facts, wish, '2024-07-11').answer)).toEqual(['UH altra-responsabile minori']);
    const ofUnit = { ...wish, due: own, unitId: 'anziani' };
    expect(told(ask(facts, ofUnit, '2024-08-01').answer)).toEqual([head, filler]);
    ask(facts, { ...wish, due: DUE, unitId: 'anziani' }, '2024-07-11').thenRefused(
      'reminder-of-another-day',
      { due: DUE, now: own },
    );
    ask(facts, { ...wish, unitId: 'minori' }, '2024-07-11').thenRefused('reminder-of-another-day');
  });
});

describe('The coordinator and the director', () => {
  it('are told a day and a week after the day, of what is still not done', () => {
    const coordinator = { offsetDays: 1, level: 'coordinator' } as const;
    expect(told(ask(schede, coordinator, '2024-07-11').answer)).toEqual(['UPc coordinatore']);
    const director = { offsetDays: 7, level: 'director' } as const;
    expect(told(ask(schede, director, '2024-07-17').answer)).toEqual(['DIR direttore']);
    const done = [...inPreparation, set('SCHEDE_SUBMITTED'), ...submitted('S-1')];
    ask(done, coordinator, '2024-07-11').thenRefused('nobody-to-remind');
    ask(done, director, '2024-07-17').thenRefused('nobody-to-remind');
  });

  it('are told at no other time', () => {
    for (const [offsetDays, level] of [
      ...([
        [0, 'coordinator'],
        [7, 'coordinator'],
        [1, 'director'],
        [2, 'owner'],
      ] as const),
    ])
      ask(schede, { offsetDays, level }, '2024-08-30').thenRefused('reminder-not-due');
  });

  it('are not told twice the same day of what is theirs', () => {
    const facts = [...inKickoff, set('OTHER')];
    const owner = { offsetDays: 1, level: 'owner' } as const;
    expect(told(ask(facts, owner, '2024-07-11').answer)).toEqual(['UPc coordinatore']);
    const escalated = { offsetDays: 1, level: 'coordinator' } as const;
    ask(facts, escalated, '2024-07-11').thenRefused('nobody-to-remind');
  });
});

describe('A deadline of the cycle', () => {
  it('is the coordinator’s, and of whoever the cycle waits for where it stands', () => {
    const decision = [...inPreparation, set('CO_PROGRAMMING_DECISION')];
    const wish = { offsetDays: 0, level: 'owner' } as const;
    expect(told(ask(decision, wish, DUE).answer)).toEqual(['DIR direttore', 'UPc coordinatore']);
    const proposal = [...inPreparation, set('PROPOSAL')];
    expect(told(ask(proposal, wish, DUE).answer)).toEqual(['UPc coordinatore']);
  });

  it('is nobody’s once the cycle has done what it is about', () => {
    const decided: PlanningFact = {
      type: 'CoProgrammingNotActivated',
      data: { motivation: 'TIGHT_SCHEDULE', text: 'Tempi stretti. '.repeat(5) },
    };
    const wish = { offsetDays: 0, level: 'owner' } as const;
    const facts = [...inPreparation, set('CO_PROGRAMMING_DECISION'), decided];
    ask(facts, wish, DUE).thenRefused('nobody-to-remind');
    const other = [...inPreparation, set('PARTICIPATION'), decided];
    expect(told(ask(other, wish, DUE).answer)).toEqual(['UPc coordinatore']);
  });

  it('is of whoever answers for the procedure, where no coordinator is registered', () => {
    const wish = { deadlineId: 'D1', due: DUE, offsetDays: 0, level: 'owner' } as const;
    const { answer } = given(...inKickoff, set('APPROVAL')).when(recordReminder, wish, {
      today: DUE,
    });
    expect(told(answer)).toEqual(['UPc coordinatore']);
  });

  it('is recorded as told to nobody, where nobody is known: that somebody should have been shows', () => {
    const wish = { deadlineId: 'D1', due: DUE, offsetDays: 0, level: 'owner' } as const;
    const { answer } = given(...inDraft, set('APPROVAL')).when(recordReminder, wish, {
      today: DUE,
    });
    expect(told(answer)).toEqual([]);
  });

  it('of schede to be checked is the coordinator’s', () => {
    const facts = [...inPreparation, set('SCHEDE_CHECKED'), ...submitted('S-1'), ...checked('S-2')];
    const wish = { offsetDays: 0, level: 'owner' } as const;
    expect(told(ask(facts, wish, DUE).answer)).toEqual(['UPc coordinatore']);
    const done = [...inPreparation, set('SCHEDE_CHECKED'), ...checked('S-2')];
    ask(done, wish, DUE).thenRefused('nobody-to-remind');
  });
});

describe('A deadline that the schede have not come to', () => {
  const owner = { offsetDays: 1, level: 'owner' } as const;
  const coordinator = { offsetDays: 1, level: 'coordinator' } as const;
  const director = { offsetDays: 7, level: 'director' } as const;

  it('is told of whoever owes the step they stand at, then whoever looks after them', () => {
    const drafted = [...inPreparation, set('SCHEDE_CHECKED'), assigned('S-1'), ...checked('S-2')];
    expect(told(ask(drafted, owner, '2024-07-11').answer)).toEqual([head, standIn, filler]);
    expect(told(ask(drafted, coordinator, '2024-07-11').answer)).toEqual(['UPc coordinatore']);
    expect(told(ask(drafted, director, '2024-07-17').answer)).toEqual(['DIR direttore']);
    const withdrawn: PlanningFact = { type: 'SchedaWithdrawn', data: { schedaId: 'S-1' } };
    ask([...drafted, withdrawn], owner, '2024-07-11').thenRefused('nobody-to-remind');
  });

  it('is told of the coordinator and the director where there is no scheda', () => {
    for (const kind of ['SCHEDE_SUBMITTED', 'SCHEDE_CHECKED', 'FINAL_REPORT'] as const) {
      const facts = [...inPreparation, set(kind)];
      expect(told(ask(facts, owner, '2024-07-11').answer)).toContain('UPc coordinatore');
      ask(facts, coordinator, '2024-07-11').thenRefused('nobody-to-remind');
      expect(told(ask(facts, director, '2024-07-17').answer)).toEqual(['DIR direttore']);
    }
  });

  it('is told of the coordinator while the plan is not approved, or the final report not begun', () => {
    const waiting = [...inPreparation, set('FINAL_REPORT'), ...checked('S-1')];
    expect(told(ask(waiting, owner, '2024-07-11').answer)).toEqual(['UPc coordinatore']);
    const approved = [...inForce(['S-1']), set('FINAL_REPORT')];
    expect(told(ask(approved, owner, '2024-07-11').answer)).toEqual(['UPc coordinatore']);
    expect(told(ask(approved, director, '2024-07-17').answer)).toEqual(['DIR direttore']);
  });

  it('is told of the unit once the final report has begun, until it has reported', () => {
    const started: PlanningFact = { type: 'FinalReportStarted', data: {} };
    const begun = [...inForce(['S-1']), set('FINAL_REPORT'), started];
    expect(told(ask(begun, owner, '2024-07-11').answer)).toEqual([head, standIn, filler]);
    const excused: PlanningFact = { type: 'SchedaExcused', data: { schedaId: 'S-1' } };
    ask([...begun, excused], owner, '2024-07-11').thenRefused('nobody-to-remind');
  });

  it('is of those alone who have that day, where a unit has its own', () => {
    const minori = { unitId: 'minori', personId: 'altra-responsabile' };
    const own = '2024-07-31';
    const facts = [
      ...[...inPreparation, set('SCHEDE_CHECKED'), assigned('S-1'), assigned('S-2', minori)],
      extended(own, 'minori'),
    ];
    expect(told(ask(facts, owner, '2024-07-11').answer)).toEqual([head, standIn, filler]);
    const ofUnit = { ...owner, due: own, unitId: 'minori' };
    expect(told(ask(facts, ofUnit, '2024-08-01').answer)).toEqual(['UH altra-responsabile minori']);
  });
});

describe('A reminder', () => {
  it.each([
    // offset, on which day, by when at the latest
    [-14, '2024-06-26', DUE],
    [-2, '2024-07-08', DUE],
    [0, DUE, DUE],
    [1, '2024-07-11', undefined],
    [7, '2024-07-17', undefined],
  ] as const)('of %s days is for %s', (offsetDays, day, latest) => {
    const wish = { offsetDays, level: 'owner' } as const;
    const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
    ask(schede, wish, before).thenRefused('reminder-not-due', { due: DUE, day });
    expect(told(ask(schede, wish, day).answer)).toContain(head);
    if (latest === undefined) {
      expect(told(ask(schede, wish, '2024-12-31').answer)).toContain(head);
    } else ask(schede, wish, '2024-07-11').thenRefused('reminder-not-due', { due: DUE, day });
  });

  it.each([
    [-2, '2024-06-17', '2024-06-14'], // the 15th is a Saturday: the Friday before, there is time left
    [0, '2024-06-02', '2024-05-31'], // a Sunday, and the feast of the Republic
    [1, '2024-06-07', '2024-06-10'], // the 8th is a Saturday: nobody is late sooner than said
    [7, '2024-12-18', '2024-12-27'], // Christmas and Saint Stephen
  ] as const)('of %s days is sent on a working day', (offsetDays, due, day) => {
    const facts = [...inPreparation, set('SCHEDE_SUBMITTED', due), assigned('S-1')];
    const wish = { offsetDays, level: 'owner', due } as const;
    expect(told(ask(facts, wish, day).answer)).toContain(head);
    const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
    ask(facts, wish, before).thenRefused('reminder-not-due', { due, day });
  });

  it('is of the day the deadline has now, and of none it had before', () => {
    const facts = [...schede, extended('2024-07-31')];
    const wish = { offsetDays: 0, level: 'owner' } as const;
    ask(facts, wish, DUE).thenRefused('reminder-of-another-day', { due: DUE, now: '2024-07-31' });
    expect(told(ask(facts, { ...wish, due: '2024-07-31' }, '2024-07-31').answer)).toContain(head);
  });

  it('goes on after the deadline was missed, and ends when it is given up', () => {
    const missed: PlanningFact = { type: 'DeadlineMissed', data: { deadlineId: 'D1', due: DUE } };
    const wish = { offsetDays: 7, level: 'owner' } as const;
    expect(told(ask([...schede, missed], wish, '2024-07-17').answer)).toContain(head);
    const waived: PlanningFact = { type: 'DeadlineWaived', data: { deadlineId: 'D1' } };
    ask([...schede, waived], wish, '2024-07-17').thenRefused('not-now');
    ask(inPreparation, wish, '2024-07-17').thenRefused('deadline-not-found', { id: 'D1' });
  });

  it('is sent while the cycle is suspended, unless its deadlines are with it, and never after its end', () => {
    const suspended = (deadlines: 'stop' | 'run'): PlanningFact => ({
      type: 'CycleSuspended',
      data: { deadlines },
    });
    const wish = { offsetDays: 0, level: 'owner' } as const;
    expect(told(ask([...schede, suspended('run')], wish, DUE).answer)).toContain(head);
    ask([...schede, suspended('stop')], wish, DUE).thenRefused('deadline-stands-still');
    const abandoned: PlanningFact = { type: 'CycleAbandoned', data: { ground: 'Non serve più' } };
    ask([...schede, abandoned], wish, DUE).thenRefused('not-now');
  });
});

import fc from 'fast-check';
import { addDays, WorkingCalendar } from '#calendar';
import { computeDeadlines, derive } from './compute-deadlines.js';
import type { DeadlineTemplate } from './deadline-template.js';
import { decision, report, someDay, someOffice, someTemplate } from './templates.fixture.js';

const calendar = new WorkingCalendar({ municipality: 'livorno' });
const approvedOn = (approval: string) => ({ year: 2025, days: { approval } });
const decide = (approval: string, office = calendar) =>
  derive(decision, approvedOn(approval), office)!;

describe('A deadline', () => {
  it('is counted back from a date of the cycle, the last step first', () => {
    // 16 May is a Friday; 15 days before it 1 May is a holiday: of two working days that are over by then, the
    // last is 30 April and the first 29, which leaves 28 April for the notice to end on.
    expect(decide('2025-05-16')).toEqual({
      template: 'decision',
      due: '2025-04-08',
      anchor: { name: 'approval', day: '2025-05-16' },
      steps: [
        { step: 'notice', days: 20, count: 'calendar', from: '2025-04-08', to: '2025-04-28' },
        { step: 'sessions', days: 2, count: 'working', from: '2025-04-28', to: '2025-05-01' },
        { step: 'report', days: 15, count: 'calendar', from: '2025-05-01', to: '2025-05-16' },
      ],
      skipped: [{ day: '2025-05-01', kind: 'national' }],
      calendar: calendar.version,
    });
  });

  it('or on from one', () => {
    const after: DeadlineTemplate = { ...decision, direction: 'after', roll: 'after' };
    // 20 days end on Friday 25 April, a holiday: two working days after it is Tuesday 29, and 15 more are 14 May.
    expect(derive(after, approvedOn('2025-04-05'), calendar)).toMatchObject({
      due: '2025-05-14',
      skipped: [
        { day: '2025-04-26', kind: 'saturday' },
        { day: '2025-04-27', kind: 'sunday' },
      ],
    });
  });

  it('goes to the working day before where the day counted is none', () => {
    expect(decide('2025-05-21')).toMatchObject({
      due: '2025-04-11',
      steps: [{ from: '2025-04-12' }, { from: '2025-05-02' }, { from: '2025-05-06' }],
      rolled: { from: '2025-04-12', to: '2025-04-11' },
      skipped: [
        { day: '2025-04-12', kind: 'saturday' },
        { day: '2025-05-03', kind: 'saturday' },
        { day: '2025-05-04', kind: 'sunday' },
      ],
    });
  });

  it('stays on a day on which nobody works where its template says no more', () => {
    const { roll: _roll, ...stays } = decision;
    expect(derive(stays, approvedOn('2025-05-21'), calendar)).toMatchObject({ due: '2025-04-12' });
  });

  it('is a day of the next year, the last of February where that has no 29th', () => {
    const endOfFebruary = (year: number) => derive(report, { year, days: {} }, calendar);
    expect(endOfFebruary(2027)).toMatchObject({ due: '2028-02-29' });
    expect(endOfFebruary(2025)).toMatchObject({
      due: '2026-03-02',
      rolled: { from: '2026-02-28', to: '2026-03-02' },
    });
  });

  it('is none while the cycle does not know the date it is counted from', () => {
    expect(computeDeadlines([decision, report], { year: 2025, days: {} }, calendar)).toHaveLength(
      1,
    );
  });

  it('says what it rests on', () => {
    expect(computeDeadlines([report], { year: 2025, days: {} }, calendar)).toMatchObject([
      { key: 'report', kind: 'REPORT', basis: 'LAW', act: 'Una legge', due: '2026-03-02' },
    ]);
  });
});

describe('A day that an act gives', () => {
  const given = { approval: { basis: 'REGIONAL_ACT', act: 'DGR 1/2025' } };
  const dates = { year: 2025, days: { approval: '2025-05-16' }, given };
  const on = { ...decision, steps: [] };

  it('is what the act imposes; what is counted from it in steps is not', () => {
    expect(computeDeadlines([on, decision], dates, calendar)).toMatchObject([
      { basis: 'REGIONAL_ACT', act: 'DGR 1/2025', derivation: { anchor: { act: 'DGR 1/2025' } } },
      { basis: 'OFFICE', derivation: { anchor: { act: 'DGR 1/2025' } } },
    ]);
  });

  it('leaves a law that its template cites, and days of the year', () => {
    const byLaw = { ...on, basis: 'LAW', act: 'Una legge' };
    expect(computeDeadlines([byLaw, report], dates, calendar)).toMatchObject([
      { basis: 'LAW', act: 'Una legge' },
      { basis: 'LAW', act: 'Una legge' },
    ]);
    expect(computeDeadlines([report], dates, calendar)[0]?.derivation.anchor).not.toHaveProperty(
      'act',
    );
  });
});

describe('A deadline cannot be met', () => {
  const impossible = (today: string, kickoff?: string) =>
    computeDeadlines(
      [decision],
      { year: 2025, days: { approval: '2025-05-16', kickoff } },
      calendar,
      today,
    )[0]?.impossible;

  it('when its day is over, and can on the day itself', () => {
    expect(impossible('2025-04-09')).toEqual({ why: 'over', today: '2025-04-09' });
    expect(impossible('2025-04-08')).toBeUndefined();
  });

  it('when what comes before it comes only after it', () => {
    expect(impossible('2025-01-01', '2025-04-09')).toEqual({
      ...{ why: 'out-of-order', follows: 'kickoff', day: '2025-04-09' },
    });
    expect(impossible('2025-01-01', '2025-04-08')).toBeUndefined();
  });
});

describe('For all templates, offices and days', () => {
  const both = (template: DeadlineTemplate, approval: string, office: WorkingCalendar) =>
    derive(template, approvedOn(approval), office)!;

  it('a deadline that is rolled is due on a working day', () => {
    fc.assert(
      fc.property(someTemplate, someDay, someOffice, (template, day, office) => {
        const days = new WorkingCalendar(office);
        const { due } = both({ ...template, roll: template.roll ?? 'after' }, day, days);
        expect(days.isWorkingDay(due)).toBe(true);
      }),
    );
  });

  it('a later date never makes a deadline earlier', () => {
    fc.assert(
      fc.property(
        ...[someTemplate, someDay, fc.nat(30), someOffice],
        (template, day, later, office) => {
          const days = new WorkingCalendar(office);
          const { due } = both(template, day, days);
          expect(both(template, addDays(day, later), days).due >= due).toBe(true);
        },
      ),
    );
  });

  it('counted on from where it was counted back to, calendar days come to where they began', () => {
    fc.assert(
      fc.property(someTemplate, someDay, (template, day) => {
        const steps = template.steps.map((step) => ({ ...step, count: 'calendar' as const }));
        const { roll: _roll, ...plain } = { ...template, steps };
        const { due } = both({ ...plain, direction: 'before' }, day, calendar);
        expect(both({ ...plain, direction: 'after' }, due, calendar).due).toBe(day);
      }),
    );
  });

  it('counted on from where it was counted back to, a deadline never passes the day it began with', () => {
    fc.assert(
      fc.property(someTemplate, someDay, someOffice, (template, day, office) => {
        const days = new WorkingCalendar(office);
        const { roll: _roll, ...plain } = template;
        const rolls = [plain, { ...plain, roll: 'before' as const }];
        for (const back of rolls) {
          const { due } = both({ ...back, direction: 'before' }, day, days);
          expect(both({ ...plain, direction: 'after' }, due, days).due <= day).toBe(true);
        }
      }),
    );
  });

  it('and working days come to that day, or the last before it on which somebody works', () => {
    fc.assert(
      fc.property(someTemplate, someDay, someOffice, (template, day, office) => {
        const days = new WorkingCalendar(office);
        const steps = template.steps.map((step) => ({ ...step, count: 'working' as const }));
        const { roll: _roll, ...plain } = { ...template, steps };
        const { due } = both({ ...plain, direction: 'before' }, day, days);
        const back = both({ ...plain, direction: 'after' }, due, days).due;
        expect(back).toBe(steps.length === 0 ? day : days.onOrBefore(day));
      }),
    );
  });

  it('the steps stand one on another, from the anchor to the day counted', () => {
    fc.assert(
      fc.property(someTemplate, someDay, someOffice, (template, day, office) => {
        const derivation = both(template, day, new WorkingCalendar(office));
        const { steps, anchor, rolled, due } = derivation;
        expect(steps.slice(1).map(({ from }) => from)).toEqual(
          steps.slice(0, -1).map(({ to }) => to),
        );
        const ends = [steps[0]?.from ?? day, steps.at(-1)?.to ?? day];
        const counted = rolled?.from ?? due;
        expect(template.direction === 'before' ? ends : ends.toReversed()).toEqual([
          counted,
          anchor.day,
        ]);
      }),
    );
  });

  it('what is skipped are days on which nobody works, each once, in order', () => {
    fc.assert(
      fc.property(someTemplate, someDay, someOffice, (template, day, office) => {
        const days = new WorkingCalendar(office);
        const skipped = both(template, day, days).skipped.map((each) => each.day);
        expect(skipped.filter((each) => days.isWorkingDay(each))).toEqual([]);
        expect(skipped).toEqual([...new Set(skipped)].sort());
      }),
    );
  });

  it('a derivation is JSON that comes back as it was', () => {
    fc.assert(
      fc.property(someTemplate, someDay, (template, day) => {
        const derivation = both(template, day, calendar);
        expect(JSON.parse(JSON.stringify(derivation))).toEqual(derivation);
      }),
    );
  });
});

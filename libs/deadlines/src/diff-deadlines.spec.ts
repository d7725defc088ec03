import fc from 'fast-check';
import { WorkingCalendar } from '#calendar';
import { computeDeadlines, type ComputedDeadline } from './compute-deadlines.js';
import type { DeadlineTemplate } from './deadline-template.js';
import {
  diffDeadlines,
  impossibleInWords,
  moveInWords,
  type CurrentDeadline,
  type DeadlineDiff,
} from './diff-deadlines.js';
import { decision, report, someDay, someOffice, someTemplate } from './templates.fixture.js';

const usual = new WorkingCalendar({ municipality: 'livorno' });
const templates = [decision, report];
const compute = (approval: string | undefined, calendar = usual, today?: string) =>
  computeDeadlines(templates, { year: 2025, days: { approval } }, calendar, today);

/** The deadlines that a person sets by what was computed. */
const set = (computed: readonly ComputedDeadline[]): readonly CurrentDeadline[] =>
  computed.map(({ key, kind, due, derivation }) => ({
    ...{ deadlineId: key, kind, due, derivation, stands: true, isMet: false },
  }));

/** The deadlines after a person has accepted all that was proposed. */
const accept = (
  current: readonly CurrentDeadline[],
  { moves, added }: DeadlineDiff,
): readonly CurrentDeadline[] => [
  ...current.map((each) => {
    const move = moves.find(({ deadlineId }) => deadlineId === each.deadlineId);
    return move ? { ...each, due: move.to, derivation: move.computed.derivation } : each;
  }),
  ...set(added),
];

const nothing = { moves: [], added: [], impossible: [] };

describe('What a change would do to deadlines', () => {
  const before = set(compute('2025-05-16'));

  it('is nothing while nothing changes', () => {
    expect(diffDeadlines(before, compute('2025-05-16'))).toEqual(nothing);
  });

  it('is a move, with where from, where to and why', () => {
    const { moves, added, impossible } = diffDeadlines(before, compute('2025-05-23'));
    expect({ added, impossible }).toEqual({ added: [], impossible: [] });
    expect(moves).toMatchObject([
      { deadlineId: 'decision', from: '2025-04-08', to: '2025-04-16', movedByHand: false },
    ]);
    expect(moveInWords(decision, moves[0]!)).toMatchObject({
      it: expect.stringMatching(
        /^data obiettivo di approvazione: da 16 maggio 2025 a 23 maggio 2025: 20 giorni di avviso/,
      ),
      en: expect.stringMatching(
        /^target day of approval: from 16 May 2025 to 23 May 2025: 20 days/,
      ),
    });
  });

  it('says on what it rests then, where an act gives its day or gives it no more', () => {
    const day: DeadlineTemplate = { ...decision, key: 'day', steps: [] };
    const given = { approval: { basis: 'REGIONAL_ACT', act: 'DGR 1/2025' } };
    const both = (approval: string, dates: object = {}) =>
      computeDeadlines([day, decision], { year: 2025, days: { approval }, ...dates }, usual);
    const rests = (current: readonly ComputedDeadline[], then: readonly ComputedDeadline[]) =>
      diffDeadlines(set(current), then).moves.map((move) => [move.deadlineId, move.rests]);
    expect(rests(both('2025-05-16'), both('2025-05-23', { given }))).toEqual([
      ['day', { basis: 'REGIONAL_ACT', act: 'DGR 1/2025' }],
      ['decision', undefined],
    ]);
    expect(rests(both('2025-05-23', { given }), both('2025-05-16'))).toEqual([
      ['day', { basis: 'OFFICE' }],
      ['decision', undefined],
    ]);
    expect(rests(both('2025-05-16'), both('2025-05-23'))).toEqual([
      ['day', undefined],
      ['decision', undefined],
    ]);
  });

  it('says which days are skipped now and were not, where the calendar changed', () => {
    const closed = new WorkingCalendar({
      municipality: 'livorno',
      closures: [{ from: '2025-04-08', to: '2025-04-09', it: 'Chiusura' }],
    });
    const there = diffDeadlines(before, compute('2025-05-16', closed)).moves[0]!;
    expect(there).toMatchObject({ from: '2025-04-08', to: '2025-04-07' });
    expect(moveInWords(decision, there)).toMatchObject({
      it: expect.stringMatching(/^calendario cambiato, ora si salta anche l’8 aprile: 20 giorni/),
      en: expect.stringMatching(/^the calendar changed, now also skipped: 8 April: 20 days/),
    });
    const back = diffDeadlines(set(compute('2025-05-16', closed)), compute('2025-05-16')).moves[0]!;
    expect(moveInWords(decision, back)).toMatchObject({
      it: expect.stringMatching(/^calendario cambiato, non si salta più l’8 aprile: /),
      en: expect.stringMatching(/^the calendar changed, skipped no more: 8 April: /),
    });
  });

  it('leaves what a person has moved, until its template gives another day', () => {
    const byHand = before.map((each) => ({ ...each, due: '2025-04-11' }));
    expect(diffDeadlines(byHand.slice(0, 1), compute('2025-05-16').slice(0, 1))).toEqual(nothing);
    expect(
      diffDeadlines(byHand.slice(0, 1), compute('2025-05-23').slice(0, 1)).moves,
    ).toMatchObject([{ from: '2025-04-11', to: '2025-04-16', movedByHand: true }]);
  });

  it('proposes nothing where a person came to the same day', () => {
    const byHand = before.map((each) => ({ ...each, due: '2025-04-16' })).slice(0, 1);
    expect(diffDeadlines(byHand, compute('2025-05-23').slice(0, 1))).toEqual(nothing);
  });

  it('leaves what a person has given up or taken back', () => {
    const gone = before.map((each) => ({ ...each, stands: false }));
    expect(diffDeadlines(gone, compute('2025-05-23'))).toEqual(nothing);
  });

  it('adds what is not there yet, unless a person set it', () => {
    expect(diffDeadlines([], compute('2025-05-16')).added.map(({ key }) => key)).toEqual([
      'decision',
      'report',
    ]);
    const byHand = [
      { deadlineId: 'D1', kind: 'REPORT', due: '2026-01-31', stands: false, isMet: false },
    ];
    expect(diffDeadlines(byHand, compute('2025-05-16')).added.map(({ key }) => key)).toEqual([
      'decision',
    ]);
  });

  it('of several of one kind a person has set only the one on that day', () => {
    const half: DeadlineTemplate = { ...report, key: 'half', anchor: { ...june, it: '', en: '' } };
    const two = computeDeadlines([report, half], { year: 2025, days: {} }, usual);
    const byHand = [
      { deadlineId: 'D1', kind: 'REPORT', due: '2025-06-30', stands: true, isMet: false },
    ];
    expect(diffDeadlines(byHand, two).added.map(({ key }) => key)).toEqual(['report']);
  });

  it('tells apart what could not be met', () => {
    const kickoff = { days: { approval: '2025-05-01', kickoff: '2025-03-26' } };
    const after = templates.map((each) => ({ ...each, follows: ['kickoff'] }));
    const disorder = computeDeadlines(after, { year: 2025, ...kickoff }, usual, '2025-03-20');
    expect(diffDeadlines(before, disorder)).toMatchObject({
      ...{ moves: [], added: [] },
      impossible: [{ deadlineId: 'decision', from: '2025-04-08', computed: { due: '2025-03-25' } }],
    });
    const none = diffDeadlines([], compute('2025-05-01', usual, '2026-04-01'));
    expect(none.impossible.map(({ computed }) => computed.key)).toEqual(['decision', 'report']);
  });

  it('is a move to a day that is over, too, where there would seem to be time left', () => {
    const over = { moves: [], added: [], impossible: [{ deadlineId: 'decision' }] };
    const brought = (on: string, more: object = {}) =>
      diffDeadlines(
        before.map((each) => ({ ...each, ...more })),
        compute('2025-05-01', usual, on),
      );
    for (const on of ['2025-04-01', '2025-04-08']) {
      expect(brought(on)).toMatchObject({
        moves: [
          { from: '2025-04-08', to: '2025-03-25', computed: { impossible: { why: 'over' } } },
        ],
        ...{ added: [], impossible: [] },
      });
      expect(brought(on, { isMet: true })).toMatchObject(over);
    }
    expect(brought('2025-04-09')).toMatchObject(over);
  });

  it('once it is accepted, is done: nothing is proposed again', () => {
    fc.assert(
      fc.property(
        ...[fc.array(someTemplate, { maxLength: 4 }), someDay, someDay, someOffice],
        (some, one, other, office) => {
          const several = some.map((each, index) => ({ ...each, key: `T${index}` }));
          const days = new WorkingCalendar(office);
          const dated = (approval: string) => ({ year: 2025, days: { approval } });
          const current = set(computeDeadlines(several, dated(one), usual));
          const computed = computeDeadlines(several, dated(other), days);
          const diff = diffDeadlines(current, computed);
          expect(diffDeadlines(accept(current, diff), computed)).toEqual(nothing);
          for (const { from, to } of diff.moves) expect(to).not.toBe(from);
        },
      ),
    );
  });
});

const june = { dayOfYear: '06-30', ofYear: 'this' } as const;

describe('Why a deadline cannot be met', () => {
  it('is said in words', () => {
    const names = { kickoff: { it: 'riunione di avvio', en: 'kickoff' } };
    expect(impossibleInWords({ why: 'over', today: '2025-04-10' }, '2025-04-09', names)).toEqual({
      it: '9 aprile 2025: il giorno è già passato',
      en: '9 April 2025: the day is already over',
    });
    const order = { why: 'out-of-order', follows: 'kickoff', day: '2025-04-10' } as const;
    expect(impossibleInWords(order, '2025-04-09', names)).toEqual({
      it: '9 aprile 2025: verrebbe prima di riunione di avvio (10 aprile 2025)',
      en: '9 April 2025: it would come before kickoff (10 April 2025)',
    });
    expect(impossibleInWords(order, '2025-04-09', {})).toMatchObject({
      en: '9 April 2025: it would come before kickoff (10 April 2025)',
    });
  });
});

import type { MomentPageQuery } from './asked-moment.js';
import { askedMoment, typedInstantMs, typedRevision } from './asked-moment.js';

const track = {
  last: 2,
  recordedMs: ['2024-01-10T08:00:00Z', '2024-01-29T10:02:30Z', '2024-07-01T22:30:00Z'].map((at) =>
    Date.parse(at),
  ),
  ...{ phases: [], decisions: [], acts: [], pauses: [], moves: new Map() },
};
const asked = (query: Partial<MomentPageQuery>) =>
  askedMoment(track, { tempo: 'registrato', ...query });

describe('What somebody types for a moment', () => {
  it.each([
    ['29/1/2024', '2024-01-29T22:59:59.999Z'],
    ['29.01.2024', '2024-01-29T22:59:59.999Z'],
    ['2024-01-29', '2024-01-29T22:59:59.999Z'],
    ['29/1/2024 11:02', '2024-01-29T10:02:59.999Z'],
    ['29/1/2024, ore 9.05', '2024-01-29T08:05:59.999Z'],
    ['2024-07-01T11:02', '2024-07-01T09:02:59.999Z'],
    ['2024-01-29T11:02:00+01:00', '2024-01-29T10:02:00.000Z'],
  ])('%s is %s', (typed, instant) => {
    expect(new Date(typedInstantMs(typed) ?? NaN).toISOString()).toBe(instant);
  });

  it.each(['', 'ieri', '31/2/2024', '29/1/24', '29/1/2024 25:00', '2024-13-01'])(
    '%j is none',
    (typed) => {
      expect(typedInstantMs(typed)).toBeUndefined();
    },
  );
});

describe('The moment that is asked for', () => {
  it('is the last fact where none is', () => {
    expect(asked({})).toEqual({
      ...{ revision: 2, time: 'registrato', day: '2024-07-02', moment: { revision: 2 } },
    });
  });

  it('is a fact, or the last one there is', () => {
    expect(asked({ al: 1 })).toMatchObject({ revision: 1, day: '2024-01-29' });
    expect(asked({ al: 99 })).toMatchObject({ revision: 2 });
  });

  it('is the last fact by the end of a day, before which there is none', () => {
    expect(asked({ istante: '30/6/2024', al: 2 })).toMatchObject({
      revision: 1,
      day: '2024-06-30',
    });
    expect(asked({ istante: '9/1/2024' })).toMatchObject({ revision: 0, wrong: 'before' });
  });

  it('stays where it was when what is typed is no day', () => {
    expect(asked({ istante: 'ieri', al: 1 })).toMatchObject({ revision: 1, wrong: 'no-day' });
  });

  it('counts by what had happened, by the day', () => {
    expect(asked({ al: 1, tempo: 'accaduto' }).moment).toEqual({ occurredBy: '2024-01-29' });
    expect(asked({ istante: '1/3/2024', tempo: 'accaduto' }).moment).toEqual({
      occurredBy: '2024-03-01',
    });
  });
});

describe('A fact that is typed', () => {
  it.each([
    ['1', 1],
    ['99', 2],
    ['30/6/2024', 1],
    ['9/1/2024', undefined],
    ['ieri', undefined],
    ['-1', undefined],
  ])('%s is %s', (typed, revision) => {
    expect(typedRevision(track, typed)).toBe(revision);
  });
});

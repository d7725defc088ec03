import fc from 'fast-check';
import { Clock } from './clock.js';
import { RecordedClock } from './recorded-clock.js';

/** A clock that shows one instant after another, wherever they lie. */
class JumpingClock extends Clock {
  constructor(private readonly instants: number[]) {
    super();
  }

  nowMs(): number {
    return this.instants.shift() ?? 0;
  }
}

const at = (iso: string): number => Date.parse(iso);

describe('The recorded clock', () => {
  it('shows what the clock of the machine shows', () => {
    const clock = new RecordedClock(new JumpingClock([at('2024-01-10T08:00:00Z')]));
    expect(clock.now('')).toBe('2024-01-10T08:00:00.000Z');
  });

  it('stands still while the clock of the machine goes back', () => {
    const clock = new RecordedClock(
      new JumpingClock([at('2024-01-10T08:00:00Z'), at('2024-01-10T07:00:00Z')]),
    );
    clock.now('');
    expect(clock.now('')).toBe('2024-01-10T08:00:00.000Z');
  });

  it('is never before what a stream has recorded, perhaps by another machine', () => {
    const clock = new RecordedClock(new JumpingClock([at('2024-01-10T08:00:00Z')]));
    expect(clock.now('2024-01-10T08:00:00.001Z')).toBe('2024-01-10T08:00:00.001Z');
  });

  it('never goes back, however the clock of the machine jumps', () => {
    const instant = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    });
    const floor = fc.oneof(
      fc.constant(''),
      instant.map((date) => date.toISOString()),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(instant, floor), { minLength: 1 }), (steps) => {
        const clock = new RecordedClock(new JumpingClock(steps.map(([date]) => date.getTime())));
        let last = '';
        for (const [date, atLeast] of steps) {
          const now = clock.now(atLeast);
          const expected = [last, atLeast, date.toISOString()].sort().at(-1);
          expect(now).toBe(expected);
          last = now;
        }
      }),
    );
  });
});

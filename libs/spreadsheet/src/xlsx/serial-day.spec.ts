import fc from 'fast-check';
import { dayOfSerial, serialOfDay } from './serial-day.js';

describe('The number of a day', () => {
  it('names the same day again, from 1900 to 9999', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_958_465 }), (serial) => {
        const day = dayOfSerial(serial, 1900);
        if (serial === 60) expect(day).toBeUndefined();
        else expect(serialOfDay(day!)).toBe(serial);
      }),
    );
  });

  it('is 1462 less in the system of 1904', () => {
    expect(dayOfSerial(46_388 - 1462, 1904)).toBe(dayOfSerial(46_388, 1900));
  });

  it('does not exist before the system begins', () => {
    expect(serialOfDay('1899-12-31')).toBeUndefined();
    expect(dayOfSerial(-1, 1904)).toBeUndefined();
    expect(dayOfSerial(Number.POSITIVE_INFINITY, 1904)).toBeUndefined();
  });
});

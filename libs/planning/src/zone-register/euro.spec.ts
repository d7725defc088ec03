import fc from 'fast-check';
import { cents, euro } from './euro.js';

const amounts = fc.bigInt({ min: 0n, max: 99_999_999_999_999n });

describe('An amount', () => {
  it('is its cents and nothing else', () => {
    expect(cents('1461245.92')).toBe(146124592n);
    expect(euro(5n)).toBe('0.05');
    expect(euro(0n)).toBe('0.00');
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(cents(euro(amount))).toBe(amount);
      }),
    );
  });

  it('is added to others exactly, where floats would be off by a cent', () => {
    const tenths = Array.from({ length: 10 }, () => '0.10');
    expect(euro(tenths.reduce((total, one) => total + cents(one), 0n))).toBe('1.00');
  });
});

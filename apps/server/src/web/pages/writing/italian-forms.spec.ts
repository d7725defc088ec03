import fc from 'fast-check';
import {
  amountToType,
  amountTyped,
  dayToType,
  dayTyped,
  wholeNumberToType,
  wholeNumberTyped,
} from './italian-forms.js';

describe('A day', () => {
  it.each([
    '20/3/24',
    '20/03/2024',
    '20-3-2024',
    '20.3.24',
    '20 marzo 2024',
    ' 20  Mar 2024 ',
    '2024-03-20',
  ])('may be typed as %s', (text) => {
    expect(dayTyped(text)).toBe('2024-03-20');
  });

  it.each(['', '31/2/2024', '2024', '20/3', 'domani', '20 xyz 2024', '3/20/2024', '20//24'])(
    'is not %j',
    (text) => {
      expect(dayTyped(text)).toBeUndefined();
    },
  );

  it('is read again as it is shown to be typed over', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10);
          expect(dayTyped(dayToType(day))).toBe(day);
        },
      ),
    );
  });
});

describe('An amount', () => {
  it.each([
    ['1.461.245,92', '1461245.92'],
    ['1461245,92', '1461245.92'],
    ['1461245.92', '1461245.92'],
    ['€ 1.461.245', '1461245.00'],
    ['1.461', '1461.00'],
    ['1.46', '1.46'],
    ['12,5 euro', '12.50'],
    ['007', '7.00'],
    ['0', '0.00'],
  ])('typed as %s is %s', (text, amount) => {
    expect(amountTyped(text)).toBe(amount);
  });

  it.each(['', '-5', '1,461.20', '12,345', '1.46.2', 'tanto', '1.4612'])('is not %j', (text) => {
    expect(amountTyped(text)).toBeUndefined();
  });

  it('is read again as it is shown to be typed over', () => {
    fc.assert(
      fc.property(fc.nat({ max: 999_999_999 }), fc.nat({ max: 99 }), (whole, cents) => {
        const amount = `${whole}.${String(cents).padStart(2, '0')}`;
        expect(amountTyped(amountToType(amount))).toBe(amount);
      }),
    );
  });
});

describe('A whole number', () => {
  it('may have its thousands grouped, and nothing after them', () => {
    expect(wholeNumberTyped('1.842')).toBe(1842);
    expect(wholeNumberTyped('1842')).toBe(1842);
    for (const text of ['', '1,5', '1.84', '-3', 'cento']) {
      expect(wholeNumberTyped(text)).toBeUndefined();
    }
  });

  it('is read again as it is shown to be typed over', () => {
    fc.assert(
      fc.property(fc.nat(), (number) => {
        expect(wholeNumberTyped(wholeNumberToType(number))).toBe(number);
      }),
    );
  });
});

import { isAmount, readAmount } from './amount.js';
import { Trouble } from './trouble.js';

const cost = { title: 'Costo', kind: 'amount' } as const;

describe('An amount', () => {
  it.each([
    ['0', '0.00'],
    ['007', '7.00'],
    ['1234', '1234.00'],
    ['1234,5', '1234.50'],
    ['1234.56', '1234.56'],
    ['1.234,56', '1234.56'],
    ['1.234.567', '1234567.00'],
    ['1,50000', '1.50'],
    ['€ 1.234,56', '1234.56'],
    ['1234,56 EUR', '1234.56'],
    ['-0', '0.00'],
    [' 12 ', '12.00'],
  ])('%j is %j', (text, amount) => {
    expect(readAmount(text, cost)).toBe(amount);
    expect(isAmount(amount, cost)).toBe(true);
  });

  it.each([
    ['1.234', 'ambiguous-amount'],
    ['1,234', 'too-many-decimals'],
    ['1,234.56', 'not-an-amount'],
    ['1.23.456', 'not-an-amount'],
    ['1 234', 'not-an-amount'],
    ['1e3', 'not-an-amount'],
    ['mille', 'not-an-amount'],
    [',5', 'not-an-amount'],
    ['€', 'not-an-amount'],
    ['-1', 'negative-amount'],
    ['12345678901234', 'amount-too-large'],
  ])('%j is none', (text, code) => {
    expect(readAmount(text, cost)).toEqual(
      expect.objectContaining({ code, details: expect.any(Object) as object }),
    );
    expect(readAmount(text, cost)).toBeInstanceOf(Trouble);
  });

  it('may be negative where the column says so', () => {
    expect(readAmount('−1.234,50', { ...cost, mayBeNegative: true })).toBe('-1234.50');
  });

  it.each(['1', '1.5', '01.00', '-0.00', '1.000', '1,00', 'x'])(
    '%j is not how one is kept',
    (text) => {
      expect(isAmount(text, { ...cost, mayBeNegative: true })).toBe(false);
    },
  );
});

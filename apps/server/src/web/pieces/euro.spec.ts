import { euro } from './euro.js';

describe('An amount in words', () => {
  it('is grouped as each language does, to the last cent', () => {
    expect(euro('1461245.92', 'it')).toBe('1.461.245,92 €');
    expect(euro('1461245.92', 'en')).toBe('€1,461,245.92');
    expect(euro('0.05', 'it')).toBe('0,05 €');
    // More than a number of JavaScript holds.
    expect(euro('90071992547409931.10', 'it')).toBe('90.071.992.547.409.931,10 €');
  });
});

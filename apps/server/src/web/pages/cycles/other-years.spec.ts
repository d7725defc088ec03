import { otherYearsAddress, pageOfYear } from './other-years.js';

describe('From a page of a year to other years', () => {
  it.each([
    ['/cicli/livornese-poa-annuale-2024', '/cicli'],
    ['/cicli/livornese-poa-annuale-2024/schede?stato=bozza', '/cicli?pagina=schede'],
    ['/cicli/livornese-poa-annuale-2024/schede/S-1', '/cicli?pagina=schede'],
    ['/cicli/livornese-poa-annuale-2024/storico/fatti/7', '/cicli?pagina=storico'],
    ['/cicli/livornese-poa-annuale-2024/incontri/M-1', '/cicli'],
    ['/cicli/livornese-poa-annuale-2024/azioni/close', '/cicli'],
  ])('%s leads to %s', (path, address) => {
    expect(otherYearsAddress(path)).toBe(address);
  });

  it('no page is asked for but those that a year has', () => {
    expect(pageOfYear('schede')).toBe('schede');
    for (const other of ['../uscita', 'azioni', '', undefined, ['schede']])
      expect(pageOfYear(other)).toBeUndefined();
  });
});

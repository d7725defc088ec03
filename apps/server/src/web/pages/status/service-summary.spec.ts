import { Readiness } from '../../../http/readiness.js';
import { ServiceSummary } from './service-summary.js';

const stateWith = (failing: readonly string[]) =>
  new ServiceSummary(
    new Readiness(
      ['log', 'views', 'ledger', 'outside'].map((name) => ({
        name,
        examine: () => ({ ok: !failing.includes(name), detail: '' }),
      })),
    ),
  ).state();

describe('How the service is, in a word', () => {
  it('is up while every check is fine', async () => {
    expect(await stateWith([])).toBe('active');
  });

  it('is slow while people can still write', async () => {
    expect(await stateWith(['views'])).toBe('slowed');
    expect(await stateWith(['outside'])).toBe('slowed');
  });

  it('is stopped where nothing can be written, whatever else is wrong', async () => {
    expect(await stateWith(['log'])).toBe('stopped');
    expect(await stateWith(['ledger', 'views'])).toBe('stopped');
  });
});

import type { Role } from '#people';
import { mayOpen } from '../../may-open.js';
import { addressOfNotice } from './address-of-notice.js';

const cycleId = 'livornese-poa-annuale-2024';
const cycle = `/cicli/${cycleId}`;

const address = (role: Role, kind: string, id = 'x', of = cycleId): string | undefined =>
  addressOfNotice({ cycleId: of, about: { kind, id } }, mayOpen(role));

describe('A notice leads', () => {
  it.each(['SEG', 'DIR', 'UPc', 'RF'] as const)('of a sitting %s to its page', (role) => {
    expect(address(role, 'session', 'A 1')).toBe(`${cycle}/approvazione/sedute/A%201`);
  });

  it('of a sitting those nowhere who may not read what the organ decides on', () => {
    expect(address('ETS', 'session')).toBeUndefined();
    expect(address('ADM', 'session')).toBeUndefined();
  });

  it('of a contribution to it among those of its cycle', () => {
    expect(address('ETS', 'contribution', 'K-1')).toBe(`${cycle}/contributi#contribution-K-1`);
    expect(address('ADM', 'contribution', 'K-1')).toBeUndefined();
  });

  it('of a cycle to its page, and to its way to the act whoever may open no more', () => {
    expect(address('UPc', 'cycle')).toBe(cycle);
    expect(address('SEG', 'cycle')).toBe(`${cycle}/approvazione`);
    expect(address('ETS', 'cycle')).toBeUndefined();
  });

  it('of a register nowhere: it has no pages of a cycle', () => {
    for (const kind of ['cycle', 'session', 'contribution', 'meeting'])
      expect(address('UPc', kind, 'x', 'livornese-organizzazione')).toBeUndefined();
  });
});

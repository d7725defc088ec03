import fc from 'fast-check';
import { networkOf } from './network.js';

describe('The network of an address', () => {
  it.each([
    ['192.0.2.77', '192.0.2.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::7', '2001:db8:0:0::/64'],
    ['2001:DB8:0:1::', '2001:db8:0:1::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::ffff:192.0.2.77', '192.0.2.0/24'],
    ['::ffff:c000:24d', '192.0.2.0/24'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it.each([undefined, '', 'localhost', '192.0.2', '192.0.2.256', '2001:db8::g', ':'])(
    'of %p is unknown',
    (address) => {
      expect(networkOf(address)).toBe('unknown');
    },
  );

  it('is the same for every address of an IPv4 /24', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 255 }), (address, last) => {
        expect(networkOf(address.replace(/\d+$/, String(last)))).toBe(networkOf(address));
      }),
    );
  });

  it('is found for every way to write an IPv6 address, and says nothing of its last 64 bits', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        expect(networkOf(address)).toMatch(/^(?:[0-9a-f]{1,4}:){4}:\/64$|^[\d.]+\.0\/24$/);
      }),
    );
  });
});

import { isPublicAddress, lookUpPublic } from './public-address.js';

describe('An address a webhook may go to', () => {
  it.each([
    '8.8.8.8',
    '192.0.1.1',
    '172.15.0.1',
    '172.32.0.1',
    '100.128.0.1',
    '2a00:1450::1',
    '2001:4860::8888',
  ])('is public: %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254'],
    ...[
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
    ],
    ...['::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '2002:7f00:1::1'],
    ...['fc00::1', 'fd12::1', 'fe80::1', 'fec0::1', 'ff02::1', '2001::1', '2001:db8::1', '100::1'],
    ...['', 'localhost', '1.2.3', '0x7f.1', '8.8.8.8, 127.0.0.1'],
  ])('is not: %j', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it('is looked up for a name, in either form that Node asks for', async () => {
    for (const all of [true, false]) {
      const failed = await new Promise((resolve) => {
        lookUpPublic('localhost', { all }, resolve);
      });
      expect(failed).toMatchObject({ name: 'ForbiddenAddress' });
    }
  });
});

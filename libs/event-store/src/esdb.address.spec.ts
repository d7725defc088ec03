import { channelCredentials, esdbAddress } from './esdb.address.js';
import { UnusableStoreAddress } from './store-address.js';

describe('The address of an event store', () => {
  it('says where it is, who we are and how to speak', () => {
    expect(
      esdbAddress('kurrentdb://traccia:p%40ss@one:2113,two:2114?tlsCAFile=%2Fetc%2Fca.crt'),
    ).toMatchObject({
      hosts: [
        { address: 'one', port: 2113 },
        { address: 'two', port: 2114 },
      ],
      defaultCredentials: { username: 'traccia', password: 'p@ss' },
      dnsDiscover: false,
      tlsCAFile: '/etc/ca.crt',
    });
    expect(esdbAddress('esdb+discover://cluster?tls=false')).toMatchObject({
      hosts: [{ address: 'cluster', port: 2113 }],
      dnsDiscover: true,
      tls: false,
    });
  });

  it.each([
    'http://admin:secret@one',
    'esdb://admin:secret@',
    'esdb://admin:secret@one:port',
    'esdb://admin:secret@one?tls=perhaps',
    'esdb://admin:secret@one?userCertFile=/etc/me.crt',
  ])('refuses %s in two languages, without the password', (address) => {
    const read = () => esdbAddress(address);
    expect(read).toThrow(UnusableStoreAddress);
    expect(read).toThrow(/indirizzo.*address/su);
    expect(read).not.toThrow(/secret/u);
  });

  it('refuses a certificate that cannot be read', () => {
    const address = esdbAddress('esdb://one?tlsCAFile=/nowhere/ca.crt');
    expect(() => channelCredentials(address)).toThrow(UnusableStoreAddress);
    expect(() => channelCredentials(address)).toThrow('/nowhere/ca.crt');
  });
});

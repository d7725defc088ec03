import { jest } from '@jest/globals';
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
    'esdb://admin:secret@one?verify=false',
    'esdb://admin:secret@one?tls=true&password=secret',
    'esdb://admin:secret@one?tlsVerifyCert=false',
    'esdb://admin:secret@one?tls_verify_cert=FALSE',
  ])('refuses %s in two languages, without the password', (address) => {
    const read = () => esdbAddress(address);
    expect(read).toThrow(UnusableStoreAddress);
    expect(read).toThrow(/indirizzo.*address/su);
    expect(read).not.toThrow(/secret/u);
  });

  it('is read and refused without a word on the error output, where it would stand with its password', () => {
    const warn = jest.spyOn(console, 'warn').mockReturnValue();
    esdbAddress(
      'esdb://admin:secret@one?tls-verify-cert=true&Default_Deadline=5&node-preference=leader',
    );
    expect(() => esdbAddress('esdb://admin:secret@one?tlsVerifyCert=false')).toThrow(/tlsCAFile/u);
    expect(() => esdbAddress('esdb://admin:secret@one?foo=1')).toThrow(/gossipTimeout/u);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  it('refuses a certificate that cannot be read', () => {
    const address = esdbAddress('esdb://one?tlsCAFile=/nowhere/ca.crt');
    expect(() => channelCredentials(address)).toThrow(UnusableStoreAddress);
    expect(() => channelCredentials(address)).toThrow('/nowhere/ca.crt');
  });
});

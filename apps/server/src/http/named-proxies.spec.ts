import { NamedProxies, UnusableProxy } from './named-proxies.js';

describe('A named proxy', () => {
  it.each([
    ['10.1.2.3', '10.1.2.3'],
    ['10.1.2.3', '::ffff:10.1.2.3'],
    ['10.1.2.0/24', '10.1.2.200'],
    ['2001:db8::1', '2001:db8:0::1'],
    ['2001:db8::/32', '2001:db8:9::7'],
  ])('%s is believed from %s', (named, address) => {
    expect(new NamedProxies([named]).include(address)).toBe(true);
  });

  it.each([
    ['10.1.2.3', '10.1.2.4'],
    ['10.1.2.0/24', '10.1.3.1'],
    ['2001:db8::1', '2001:db8::2'],
    ['10.1.2.3', ''],
    ['10.1.2.3', 'localhost'],
    ['10.1.2.3', undefined],
  ])('%s is not believed from %s', (named, address) => {
    expect(new NamedProxies([named]).include(address)).toBe(false);
  });

  it('is nobody, where none is named', () => {
    const none = new NamedProxies([]);
    expect(none.areNone).toBe(true);
    expect(none.include('127.0.0.1')).toBe(false);
  });

  it.each([
    'proxy.example',
    'loopback',
    '*',
    '0.0.0.0/0',
    '::/0',
    '10.1.2.0/33',
    '10.1.2.0/',
    '10.0.0.0/8/8',
  ])('is not %s', (named) => {
    expect(() => new NamedProxies([named])).toThrow(UnusableProxy);
  });
});

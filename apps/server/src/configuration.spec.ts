import { configurationFrom, InvalidConfiguration } from './configuration.js';

describe('TRACCIA_EVENTSTORE', () => {
  it('is the embedded log when it is not set', () => {
    expect(configurationFrom({}).eventStore).toBeUndefined();
    expect(configurationFrom({ TRACCIA_EVENTSTORE: '' }).eventStore).toBeUndefined();
  });

  it.each([
    ['esdb://admin:secret@one:2113', 'esdb://admin:secret@one:2113'],
    ['esdb+discover://cluster:2113', 'esdb+discover://cluster:2113'],
    ['kurrentdb://one:2113?tls=false', 'esdb://one:2113?tls=false'],
    ['kurrentdb+discover://cluster', 'esdb+discover://cluster'],
  ])('takes %s', (address, eventStore) => {
    expect(configurationFrom({ TRACCIA_EVENTSTORE: address })).toMatchObject({ eventStore });
  });

  it.each(['http://user:secret@one:2113', 'one:2113', 'postgres://one'])(
    'refuses %s in two languages, and repeats no password',
    (address) => {
      const failure = (): unknown => configurationFrom({ TRACCIA_EVENTSTORE: address });
      expect(failure).toThrow(InvalidConfiguration);
      expect(failure).toThrow(/TRACCIA_EVENTSTORE.*deve cominciare.*must begin/su);
      expect(failure).not.toThrow(/secret/u);
    },
  );
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

describe('TRACCIA_EVENTSTORE_FILE', () => {
  const folder = mkdtempSync(join(tmpdir(), 'traccia-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const fileWith = (text: string): string => {
    const file = join(folder, 'eventstore');
    writeFileSync(file, text);
    return file;
  };

  it('names a file that holds the address, with or without the end of a line', () => {
    for (const text of ['kurrentdb://admin:secret@one', 'kurrentdb://admin:secret@one\n'])
      expect(configurationFrom({ TRACCIA_EVENTSTORE_FILE: fileWith(text) }).eventStore).toBe(
        'esdb://admin:secret@one',
      );
  });

  it('is the embedded log when it is not set', () => {
    expect(configurationFrom({ TRACCIA_EVENTSTORE_FILE: '' }).eventStore).toBeUndefined();
  });

  it.each(['', '\n', 'http://admin:secret@one'])(
    'refuses a file that holds %j, and repeats no password',
    (text) => {
      const failure = (): unknown => configurationFrom({ TRACCIA_EVENTSTORE_FILE: fileWith(text) });
      expect(failure).toThrow(InvalidConfiguration);
      expect(failure).toThrow(/TRACCIA_EVENTSTORE_FILE.*deve cominciare.*must begin/su);
      expect(failure).not.toThrow(/secret/u);
    },
  );

  it('refuses a file that cannot be read', () => {
    const failure = (): unknown =>
      configurationFrom({ TRACCIA_EVENTSTORE_FILE: '/nowhere/address' });
    expect(failure).toThrow(InvalidConfiguration);
    expect(failure).toThrow(/\/nowhere\/address.*cannot be read/su);
  });

  it('refuses an address and a file', () => {
    const file = fileWith('esdb://one');
    expect(() =>
      configurationFrom({ TRACCIA_EVENTSTORE: 'esdb://one', TRACCIA_EVENTSTORE_FILE: file }),
    ).toThrow(InvalidConfiguration);
  });
});

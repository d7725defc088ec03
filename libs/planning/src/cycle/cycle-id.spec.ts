import fc from 'fast-check';
import { cycleName, idOfStream, registerId, streamOf } from './cycle-id.js';

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);
const zone = fc.stringMatching(/^[a-z0-9]{1,40}$/);

describe('The id of a cycle', () => {
  it('is its zone, its definition and its year', () => {
    expect(cycleName('livornese-poa-annuale-2024')).toEqual({
      zone: 'livornese',
      definitionId: 'poa-annuale',
      year: 2024,
    });
  });

  it('says what it was made of', () => {
    const words = fc.array(word, { minLength: 1, maxLength: 3 });
    const year = fc.integer({ min: 1900, max: 2099 });
    fc.assert(
      fc.property(zone, words, year, (name, definition, when) => {
        const definitionId = definition.join('-');
        expect(cycleName(`${name}-${definitionId}-${when}`)).toEqual({
          zone: name,
          definitionId,
          year: when,
        });
      }),
    );
  });

  it.each([
    '',
    'livornese',
    'livornese-2024',
    'livornese-poa-24',
    'livornese-poa-20245',
    'livornese-poa-1899',
    'livornese-poa-2100',
    'livornese--2024',
    'livornese-poa--annuale-2024',
    '-poa-annuale-2024',
    'Livornese-poa-annuale-2024',
    'livornese-poa_annuale-2024',
    'livornese-poa-annuale-2024 ',
    'livornese-poa-annuale-2024\n',
    `${'z'.repeat(41)}-poa-annuale-2024`,
  ])('is not %j', (text) => {
    expect(cycleName(text)).toBeUndefined();
  });

  it('names the stream of its facts, in the category of cycles', () => {
    expect(streamOf('livornese-poa-annuale-2024')).toBe('cycle-livornese-poa-annuale-2024');
    expect(idOfStream('cycle-livornese-poa-annuale-2024')).toBe('livornese-poa-annuale-2024');
  });
});

describe('The id of a register', () => {
  it('has no year: a register goes on', () => {
    const id = registerId('livornese', 'organizzazione');
    expect(cycleName(id)).toEqual({ zone: 'livornese', definitionId: 'organizzazione' });
  });

  it('names its stream, in a category of its own', () => {
    expect(streamOf('livornese-organizzazione')).toBe('register-livornese-organizzazione');
    expect(idOfStream('register-livornese-organizzazione')).toBe('livornese-organizzazione');
  });
});

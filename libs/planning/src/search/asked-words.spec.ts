import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { askedWords, beginningOf } from './asked-words.js';
import { editDistance } from './edit-distance.js';

describe('What was typed', () => {
  it.each([
    ['anziani', 'anziano'],
    ['pratiche', 'pratica'],
    ['servizi', 'servizio'],
    ['città', 'citta'],
    ['laboratori', 'laboratorio'],
    ['disabilità', 'disabilita'],
  ])('%s is found by what it has in common with %s', (one, other) => {
    const plain = other.normalize('NFD').replace(/\p{Mark}/gu, '');
    expect(plain.startsWith(beginningOf(one))).toBe(true);
  });

  it('is not cut where little would be left of it', () => {
    expect(beginningOf('casa')).toBe('casa');
    expect(beginningOf('zii')).toBe('zii');
    expect(beginningOf('2024abc')).toBe('2024abc');
  });

  it('leaves out articles, those before an apostrophe of either kind, too', () => {
    for (const typed of ['l’assistenza', "dell'assistenza", 'la assistenza', 'assistenza']) {
      expect(askedWords(typed).words).toEqual(['assistenza']);
    }
    expect(askedWords('di la').words).toEqual(['di', 'la']);
  });

  it('may be a code or the number of a fact', () => {
    expect(askedWords('S-034').codes).toContain('S034');
    expect(askedWords('scheda 2024-p07-003').codes).toContain('2024P07003');
    for (const typed of ['fatto n. 12', 'n. 12', '12', 'Fatto 12', 'fact #12']) {
      expect(askedWords(typed).factNumber).toBe(12);
    }
    for (const typed of ['12 anziani', 'dodici', '12/2024']) {
      expect(askedWords(typed).factNumber).toBeUndefined();
    }
  });

  it('is never taken for the language of the index, whatever it is', () => {
    const database = new DatabaseSync(':memory:');
    database.exec("CREATE VIRTUAL TABLE words USING fts5 (body, tokenize='unicode61')");
    const ask = database.prepare('SELECT count(*) FROM words WHERE words MATCH ?');
    const operators = fc.constantFrom(
      ...[
        '"',
        '""',
        ' AND ',
        ' OR ',
        'NOT ',
        ' NEAR(',
        ')',
        '*',
        '^',
        'body:',
        '{',
        '}',
        '-',
        '\u0000',
      ],
    );
    const typed = fc
      .array(fc.oneof(operators, fc.string({ unit: 'binary' }), fc.lorem()))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(typed, (text) => {
        const { match } = askedWords(text);
        if (match !== undefined) ask.get(match);
        return (match?.length ?? 0) < 1_000;
      }),
    );
    database.close();
  });
});

it('Words are as far apart as letters are to be changed', () => {
  expect(editDistance('anziani', 'anziani')).toBe(0);
  expect(editDistance('azniani', 'anziani')).toBe(1);
  expect(editDistance('anzani', 'anziani')).toBe(1);
  expect(editDistance('', 'abc')).toBe(3);
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (one, other) => {
      expect(editDistance(one, other)).toBe(editDistance(other, one));
      expect(editDistance(one, one)).toBe(0);
      expect(editDistance(one, other)).toBeLessThanOrEqual(Math.max(one.length, other.length));
    }),
  );
});

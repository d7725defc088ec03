import { poaAnnualeV1 } from '#planning';
import { wordsIn } from '../../words/words.js';
import { fieldReason } from './field-words.js';

describe('Why a field is asked for', () => {
  const words = wordsIn('it');

  it('is said of fields that a scheda has, in whole sentences', () => {
    const reasons = Object.entries(words.writing.reasons);
    const { properties: fields } = poaAnnualeV1.documents['schedaSchema'] as {
      readonly properties: object;
    };
    const others = reasons.filter(([name]) => !Object.hasOwn(fields, name));
    expect(others).toEqual([]);
    for (const [, { text }] of reasons) expect(text).toMatch(/^[A-Z].+\.$/);
  });

  it('comes with the norm where one is known, and is not made up where none is', () => {
    expect(fieldReason({ name: 'sector' }, words)?.norm).toBe('DGR Toscana 573/2017');
    expect(fieldReason({ name: 'holder' }, words)).not.toHaveProperty('norm');
    expect(fieldReason({ name: 'title' }, words)).toBeUndefined();
    expect(fieldReason({ name: 'constructor' }, words)).toBeUndefined();
  });
});

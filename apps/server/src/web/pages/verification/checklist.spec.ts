import { valueSets } from '#planning';
import { wordsIn } from '../../words/words.js';
import { answered, checkedIn, checklist, noteOf, nothingChecked } from './checklist.js';

const words = wordsIn('it');

describe('The checklist', () => {
  it('has words for each item, and each reason of a return but those that nothing stands for', () => {
    const { items } = words.verification;
    expect(checklist.map(({ id }) => id).toSorted()).toEqual(Object.keys(items).toSorted());
    const reasons = new Set<string>(checklist.map(({ reason }) => reason));
    expect(Object.keys(valueSets.returnReasons).filter((code) => !reasons.has(code))).toEqual([
      'OTHER',
    ]);
  });

  it('makes the note and the reasons of a return out of what was answered no', () => {
    const form = new URLSearchParams({
      ...{ 'voce-attivita': 'si', 'voce-indicatori': 'no', 'voce-tempi': 'no', 'voce-x': 'no' },
      ...{ 'nota-indicatori': ' manca per il secondo ', altro: 'Grazie' },
    });
    const checked = checkedIn(form, false);
    expect(answered(checked, 'si').map(({ id }) => id)).toEqual(['attivita']);
    expect(noteOf(checked, words)).toEqual({
      reasons: ['NO_INDICATOR', 'INCOMPLETE'],
      text: [
        `– ${words.verification.items.indicatori}: manca per il secondo`,
        `– ${words.verification.items.tempi}: no`,
        'Grazie',
      ].join('\n'),
    });
  });

  it('has no note where nothing is wrong, and another reason where only words say so', () => {
    expect(noteOf(nothingChecked, words)).toBeUndefined();
    const more = 'Il testo è di un’altra scheda';
    expect(noteOf({ ...nothingChecked, more }, words)).toEqual({ reasons: ['OTHER'], text: more });
  });

  it('takes what was not answered for a yes only where that is asked for', () => {
    const form = new URLSearchParams({ 'voce-attivita': 'no', 'voce-tempi': 'forse' });
    expect(answered(checkedIn(form, false), undefined)).toHaveLength(checklist.length - 1);
    const rest = checkedIn(form, true);
    expect(answered(rest, undefined)).toEqual([]);
    expect(answered(rest, 'no').map(({ id }) => id)).toEqual(['attivita']);
  });
});

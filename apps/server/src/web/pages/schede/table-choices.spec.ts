import { tableChoicesCookie, tableChoicesIn, type TableChoices } from './table-choices.js';

const choices: TableChoices = {
  hidden: ['versione'],
  isDense: true,
  views: [{ name: 'Le più lente «2024»', query: 'stato=returned&ordine=entro' }],
};

const kept = (of: TableChoices, personId = 'responsabile'): string =>
  tableChoicesCookie(of, personId)?.split(';')[0] ?? '';

describe('How somebody has the list of the schede', () => {
  it('is found again in their browser', () => {
    expect(tableChoicesIn(kept(choices), 'responsabile')).toEqual(choices);
  });

  it('is nobody else’s on the same computer', () => {
    expect(tableChoicesIn(kept(choices), 'referente')).toEqual({
      ...{ hidden: [], isDense: false, views: [] },
    });
  });

  it.each([
    '',
    'x',
    'bnVsbA',
    'W10',
    Buffer.from('{"person":"responsabile","hidden":7,"views":[[1,2],["a"],null]}').toString(
      'base64url',
    ),
  ])('is as usual where the cookie is none of ours: %s', (text) => {
    expect(tableChoicesIn(`__Host-schede=${text}`, 'responsabile')).toEqual({
      ...{ hidden: [], isDense: false, views: [] },
    });
  });

  it('is not kept where a browser would not take it', () => {
    const view = { name: 'x'.repeat(40), query: `testo=${'y'.repeat(600)}` };
    expect(tableChoicesCookie({ ...choices, views: Array(8).fill(view) }, 'r')).toBeUndefined();
  });
});

import { markedTexts } from './marked-text.js';
import { FOUND_FROM, FOUND_TO } from './marks.js';

const marked = (texts: readonly string[], ...words: string[]) =>
  markedTexts(texts, { words })?.map((text) =>
    text.replaceAll(FOUND_FROM, '[').replaceAll(FOUND_TO, ']'),
  );

describe('Texts that no index holds', () => {
  it('are found when they have every word between them, in one form or another', () => {
    expect(marked(['Associazione Il Faro', 'Osservazioni'], 'fàro', 'osservazione')).toEqual([
      'Associazione Il [Faro]',
      '[Osservazioni]',
    ]);
  });

  it('are not when one is missing, or nothing was asked', () => {
    expect(marked(['Associazione Il Faro'], 'faro', 'trasporto')).toBeUndefined();
    expect(marked(['Associazione Il Faro'])).toBeUndefined();
  });
});

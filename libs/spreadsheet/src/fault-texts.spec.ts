import { readFileSync } from 'node:fs';
import { FaultList, faultOf, moreInWords } from './fault.js';
import { faultTexts } from './fault-texts.js';

const page = readFileSync(
  new URL('../../../docs/decisions/spreadsheets.md', import.meta.url),
  'utf8',
);
const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe('Every fault', () => {
  it('stands on the page, with its words', () => {
    const rows = [...page.matchAll(/^\| `([a-z-]+)` *\| (.*?) *\|$/gm)].map(([, code, en]) => [
      code,
      en,
    ]);
    expect(rows).toEqual(Object.entries(faultTexts).map(([code, [, en]]) => [code, en]));
  });

  it.each(Object.entries(faultTexts))('%s says the same in both languages', (_, texts) => {
    const [problemIt, problemEn, remedyIt, remedyEn] = texts;
    expect(placeholders(problemIt)).toEqual(placeholders(problemEn));
    expect(placeholders(remedyIt)).toEqual(placeholders(remedyEn));
    for (const text of texts) expect(text).toMatch(/^\S.*[.?]$/s);
  });

  it('shows a long value cut, on one line', () => {
    const { problem } = faultOf('not-a-day', { value: `a\n${'x'.repeat(80)}` });
    expect(problem.en).toBe(`“a ${'x'.repeat(58)}…” is not a date.`);
  });
});

describe('A list of faults', () => {
  it('tells so many and counts the rest', () => {
    const faults = new FaultList(2);
    for (let row = 1; row <= 5; row += 1) faults.add('formula', {}, { row, index: 0 });
    expect(faults.told.map(({ address }) => address)).toEqual(['A1', 'A2']);
    expect(faults.more).toBe(3);
  });

  it('says how many more there are, if any', () => {
    expect(moreInWords(0)).toBeUndefined();
    expect(moreInWords(1)).toEqual({ it: 'e un altro', en: 'and 1 more' });
    expect(moreInWords(12)).toEqual({ it: 'e altri 12', en: 'and 12 more' });
  });
});

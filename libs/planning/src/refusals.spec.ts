import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { RefusalTexts } from './refusal-text.js';
import { refusalSentence, refusalTexts } from './refusals.js';

describe('The catalogue of refusals', () => {
  it('has those of every area, and no code is that of two', async () => {
    const files = globSync('**/*.refusals.ts', { cwd: import.meta.dirname });
    const areas = await Promise.all(
      files.map(
        async (file) =>
          (await import(join(import.meta.dirname, file))) as Readonly<Record<string, RefusalTexts>>,
      ),
    );
    const codes = areas.flatMap((area) => Object.values(area)).flatMap(Object.keys);
    expect(codes.toSorted()).toEqual(Object.keys(refusalTexts).toSorted());
  });
});

describe('The sentence of a refusal', () => {
  it('is filled in, in both languages, with the law that imposes it', () => {
    const details = { verb: 'Chiudi', verbEn: 'Close', role: 'Revisore', roleEn: 'Auditor' };
    expect(
      refusalSentence('not-allowed', { ...details, who: 'Direttore', whoEn: 'Director' }),
    ).toEqual({
      it: '«Chiudi» non spetta a: Revisore. Spetta a: Direttore.',
      en: '“Close” is not for the Auditor. It is for: Director.',
    });
    expect(refusalSentence('no-category-heard', {})).toHaveProperty(
      'law',
      'LR Toscana 40/2005 art. 15',
    );
  });

  it('leaves lists to whoever shows them', () => {
    const problem = {
      field: '/end',
      label: 'Fine',
      it: 'prima dell’inizio',
      en: 'before the start',
    };
    const details = {
      count: 1,
      first: 'Fine: prima',
      firstEn: 'Fine: before',
      problems: [problem],
    };
    expect(refusalSentence('scheda-invalid', details)).toEqual({
      it: 'Punti da sistemare nella scheda: 1. Il primo: Fine: prima.',
      en: 'Points to mend in the scheda: 1. The first: Fine: before.',
    });
    expect(refusalSentence('same-date', { date: [problem] }).it).toContain('{date}');
  });

  it('does not tell the fingerprint that was expected', () => {
    expect(refusalTexts['other-manifest'].it).not.toContain('{');
    expect(refusalTexts['other-manifest'].en).not.toContain('{');
  });

  it('calls a register a register, and a cycle a cycle', () => {
    const missing = (cycleId: string) => refusalSentence('cycle-not-found', { cycleId });
    expect(missing('livornese-registro-di-zona')).toEqual({
      it: 'Il registro livornese-registro-di-zona non esiste.',
      en: 'There is no register livornese-registro-di-zona.',
    });
    for (const cycleId of ['livornese-poa-annuale-2024', 'non-è-un-id']) {
      expect(missing(cycleId)).toEqual({
        it: `Il ciclo ${cycleId} non esiste.`,
        en: `There is no cycle ${cycleId}.`,
      });
    }
  });

  it('is the code where the catalogue has none', () => {
    expect(refusalSentence('too-late', {})).toEqual({ it: 'too-late', en: 'too-late' });
  });
});

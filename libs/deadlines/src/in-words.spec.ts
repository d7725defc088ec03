import fc from 'fast-check';
import { WorkingCalendar } from '#calendar';
import { derive } from './compute-deadlines.js';
import type { DeadlineTemplate } from './deadline-template.js';
import { dayInWords, derivationInWords } from './in-words.js';
import { decision, report, someDay, someOffice, someTemplate } from './templates.fixture.js';

const calendar = new WorkingCalendar({ municipality: 'livorno' });
const words = (template: DeadlineTemplate, approval: string) =>
  derivationInWords(template, derive(template, { year: 2025, days: { approval } }, calendar)!);

describe('The derivation of a deadline in words', () => {
  it('names the steps and the day they were counted from', () => {
    expect(words(decision, '2025-05-15')).toEqual({
      it: '20 giorni di avviso + 2 giorni lavorativi per le sedute + 15 giorni per la relazione prima del 15 maggio 2025 (data obiettivo di approvazione).',
      en: '20 days of notice + 2 working days for the sessions + 15 days for the report before 15 May 2025 (target day of approval).',
    });
  });

  it('names the act that gave the day they were counted from', () => {
    const given = { approval: { basis: 'REGIONAL_ACT', act: 'DGR 1/2025' } };
    const dates = { year: 2025, days: { approval: '2025-05-15' }, given };
    const day: DeadlineTemplate = { ...decision, steps: [] };
    expect(derivationInWords(day, derive(day, dates, calendar)!)).toEqual({
      it: '15 maggio 2025 (data obiettivo di approvazione, DGR 1/2025).',
      en: '15 May 2025 (target day of approval, DGR 1/2025).',
    });
  });

  it('names the holidays that were skipped, and counts the weekends', () => {
    const spring: DeadlineTemplate = {
      ...decision,
      steps: [
        {
          ...{ step: 'sessions', days: 10, count: 'working' },
          ...{ it: 'giorni lavorativi', en: 'working days' },
        },
      ],
    };
    expect(words(spring, '2025-05-08')).toEqual({
      it: '10 giorni lavorativi prima dell’8 maggio 2025 (data obiettivo di approvazione); saltati il 25 aprile, 4 giorni di fine settimana e il 1 maggio.',
      en: '10 working days before 8 May 2025 (target day of approval); skipped 25 April, 4 days of weekends and 1 May.',
    });
  });

  it('names them in their order, each with its article', () => {
    // 25 April 2027 is a Sunday, but a holiday first; the 24th is a Saturday.
    const sessions = (days: number): DeadlineTemplate => ({
      ...decision,
      steps: [{ step: 'sessions', days, count: 'working', it: 'giorni', en: 'days' }],
    });
    const skipped = (days: number, approval: string) => {
      const { it, en } = words(sessions(days), approval);
      return [it.split('; ')[1], en.split('; ')[1]];
    };
    expect(skipped(1, '2027-04-26')).toEqual([
      'saltati un sabato e il 25 aprile.',
      'skipped a Saturday and 25 April.',
    ]);
    expect(skipped(1, '2025-04-28')).toEqual([
      'saltati il 25 aprile e 2 giorni di fine settimana.',
      'skipped 25 April and 2 days of weekends.',
    ]);
    expect(skipped(1, '2026-03-07')).toEqual(['saltato un sabato.', 'skipped a Saturday.']);
    expect(skipped(1, '2027-12-08')).toEqual(['saltato l’8 dicembre.', 'skipped 8 December.']);
    const sunday = {
      ...derive(sessions(1), { year: 2026, days: { approval: '2026-03-07' } }, calendar)!,
      skipped: [{ day: '2026-03-08', kind: 'sunday' }],
    };
    expect(derivationInWords(sessions(1), sunday).it).toContain('; saltata una domenica.');
  });

  it('says where it went because nobody works on the day counted', () => {
    expect(words(decision, '2025-05-21')).toMatchObject({
      it: expect.stringContaining(
        '; il 12 aprile non si lavora, quindi il giorno lavorativo precedente; saltati ',
      ),
      en: expect.stringContaining('; 12 April is no working day, so the one before it; skipped '),
    });
    expect(words(report, '2025-05-12')).toEqual({
      it: '28 febbraio 2026 (fine di febbraio); il 28 febbraio non si lavora, quindi il giorno lavorativo seguente; saltati 2 giorni di fine settimana.',
      en: '28 February 2026 (end of February); 28 February is no working day, so the next one; skipped 2 days of weekends.',
    });
  });

  it('can be said of a step that the template does not name', () => {
    const derivation = derive(
      decision,
      { year: 2025, days: { approval: '2025-05-16' } },
      calendar,
    )!;
    expect(derivationInWords({ ...decision, steps: [] }, derivation)).toMatchObject({
      it: expect.stringContaining('20 giorni + 2 giorni lavorativi + 15 giorni prima del '),
    });
  });

  it('names every day that was skipped, or counts it among the weekends', () => {
    fc.assert(
      fc.property(someTemplate, someDay, someOffice, (template, approval, office) => {
        const days = new WorkingCalendar(office);
        const derivation = derive(template, { year: 2025, days: { approval } }, days)!;
        const said = derivationInWords(template, derivation);
        const isWeekend = ({ kind }: { readonly kind: string }) =>
          kind === 'saturday' || kind === 'sunday';
        const { skipped, due } = derivation;
        for (const { day } of skipped.filter((each) => !isWeekend(each))) {
          expect(said.it).toContain(dayInWords(day, 'it', due));
          expect(said.en).toContain(dayInWords(day, 'en', due));
        }
        const weekends = skipped.filter(isWeekend).length;
        if (weekends === 1) expect(said.it).toMatch(/ un sabato| una domenica/);
        else if (weekends > 0) expect(said.it).toMatch(new RegExp(`\\b${weekends} giorni di fine`));
        else expect(said.it).not.toContain('fine settimana');
      }),
    );
  });
});

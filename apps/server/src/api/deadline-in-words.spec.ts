import { WorkingCalendar } from '#calendar';
import { derive } from '#deadlines';
import { poaAnnualeV1, templatesIn, type Deadline } from '#planning';
import { deadlineInWords } from './deadline-in-words.js';

const template = templatesIn(poaAnnualeV1.documents).find(({ key }) => key === 'proposal')!;
const derivation = derive(
  template,
  { year: 2027, days: { 'target-approval': '2027-04-19' } },
  new WorkingCalendar(),
)!;

const byOffice: Deadline = {
  ...{ deadlineId: 'D1', kind: 'PROPOSAL', due: '2027-04-09', basis: 'OFFICE' },
  ...{ setOn: '2027-01-11', forUnits: {}, history: [] },
};
const derived: Deadline = { ...byOffice, derivation };
const change = { by: 'P1', on: '2027-04-01', late: false };
const extension = {
  ...change,
  from: '2027-04-09',
  to: '2027-04-20',
  reason: 'Lo chiede la Regione.',
};
const later = {
  ...change,
  from: '2027-04-20',
  to: '2027-05-08',
  reason: 'Neve',
  act: 'DGR 3/2027',
};

describe('A deadline in words', () => {
  it('says how its template found its day', () => {
    expect(deadlineInWords(derived, template)).toEqual({
      it: '10 giorni prima del 19 aprile 2027 (data obiettivo di approvazione).',
      en: '10 days before 19 April 2027 (target day of approval).',
    });
  });

  it('says after it how a person has moved it since, the latest change last', () => {
    const once = { ...derived, due: '2027-04-20', history: [extension] };
    expect(deadlineInWords(once, template)).toEqual({
      it: '10 giorni prima del 19 aprile 2027 (data obiettivo di approvazione); prorogata di 11 giorni al 20 aprile 2027: Lo chiede la Regione.',
      en: '10 days before 19 April 2027 (target day of approval); extended by 11 days to 20 April 2027: Lo chiede la Regione.',
    });
    const twice = { ...derived, due: '2027-05-08', history: [extension, later] };
    expect(deadlineInWords(twice, template)).toEqual({
      it: '10 giorni prima del 19 aprile 2027 (data obiettivo di approvazione); prorogata di 11 giorni al 20 aprile 2027: Lo chiede la Regione; prorogata di 18 giorni all’8 maggio 2027: Neve, atto DGR 3/2027.',
      en: '10 days before 19 April 2027 (target day of approval); extended by 11 days to 20 April 2027: Lo chiede la Regione; extended by 18 days to 8 May 2027: Neve, act DGR 3/2027.',
    });
  });

  it('says no more of moves that its template has found again since', () => {
    const back = { ...change, from: '2027-04-20', to: '2027-04-09', reason: 'Ok', derived: true };
    const again = {
      ...change,
      from: '2027-04-09',
      to: '2027-04-10',
      reason: '',
      derived: undefined,
    };
    const found = { ...derived, history: [extension, back] as Deadline['history'] };
    expect(deadlineInWords(found, template)).toEqual(deadlineInWords(derived, template));
    const moved = { ...derived, history: [extension, back, again] as Deadline['history'] };
    expect(deadlineInWords(moved, template).it).toBe(
      '10 giorni prima del 19 aprile 2027 (data obiettivo di approvazione); prorogata di 1 giorno al 10 aprile 2027.',
    );
  });

  it('says how its day was found, and for which unit it was extended, where it is one alone', () => {
    const forOne = { ...derived, history: [{ ...extension, unitId: 'U1' }] };
    expect(deadlineInWords(forOne, template).it).toBe(
      '10 giorni prima del 19 aprile 2027 (data obiettivo di approvazione); prorogata per l’unità U1 di 11 giorni al 20 aprile 2027: Lo chiede la Regione.',
    );
  });

  it('says on what it rests where a person set it, and how it was moved', () => {
    expect(deadlineInWords(byOffice)).toEqual({
      it: 'fissata dall’ufficio.',
      en: 'set by the office.',
    });
    const byLaw: Deadline = { ...byOffice, basis: 'LAW', act: 'LR 1/2027' };
    expect(deadlineInWords(byLaw).it).toBe('fissata dalla legge: LR 1/2027.');
    const stopped: Deadline = { ...byOffice, act: 'Calendario dell’Ufficio di Piano.' };
    expect(deadlineInWords(stopped).it).toBe(
      'fissata dall’ufficio: Calendario dell’Ufficio di Piano.',
    );
    const earlier = { ...change, from: '2027-04-09', to: '2026-12-11', reason: 'Anticipo' };
    expect(deadlineInWords({ ...byOffice, due: '2026-12-11', history: [earlier] })).toEqual({
      it: 'fissata dall’ufficio; anticipata di 119 giorni all’11 dicembre 2026: Anticipo.',
      en: 'set by the office; brought forward by 119 days to 11 December 2026: Anticipo.',
    });
  });
});

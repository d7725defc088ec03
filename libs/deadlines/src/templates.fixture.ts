import fc from 'fast-check';
import type { OfficeDays } from '#calendar';
import type { DeadlineTemplate, TemplateStep } from './deadline-template.js';

/** When to decide so that a notice, some sessions and a report still fit before the day of approval. */
export const decision: DeadlineTemplate = {
  key: 'decision',
  kind: 'DECISION',
  label: { it: 'Decisione', en: 'Decision' },
  anchor: { date: 'approval', it: 'data obiettivo di approvazione', en: 'target day of approval' },
  direction: 'before',
  steps: [
    { step: 'notice', days: 20, count: 'calendar', it: 'giorni di avviso', en: 'days of notice' },
    {
      ...{ step: 'sessions', days: 2, count: 'working' },
      ...{ it: 'giorni lavorativi per le sedute', en: 'working days for the sessions' },
    },
    {
      ...{ step: 'report', days: 15, count: 'calendar' },
      ...{ it: 'giorni per la relazione', en: 'days for the report' },
    },
  ],
  roll: 'before',
  basis: 'OFFICE',
  follows: ['kickoff'],
};

/** The end of February of the year after, or the working day that follows it. */
export const report: DeadlineTemplate = {
  key: 'report',
  kind: 'REPORT',
  label: { it: 'Rendiconto', en: 'Final report' },
  anchor: { dayOfYear: '02-29', ofYear: 'next', it: 'fine di febbraio', en: 'end of February' },
  direction: 'before',
  steps: [],
  roll: 'after',
  basis: 'LAW',
  act: 'Una legge',
};

const epoch = Date.UTC(2020, 0, 1);
const asDay = (days: number): string =>
  new Date(epoch + days * 86_400_000).toISOString().slice(0, 10);

/** Days from 2020 to 2039. */
export const someDay: fc.Arbitrary<string> = fc.integer({ min: 0, max: 7304 }).map(asDay);

const step = (index: number): fc.Arbitrary<TemplateStep> =>
  fc.record({
    step: fc.constant(`step-${index}`),
    days: fc.integer({ min: 1, max: 40 }),
    count: fc.constantFrom('calendar', 'working'),
    it: fc.constant('giorni'),
    en: fc.constant('days'),
  });

/** Templates that are counted from the approval. */
export const someTemplate: fc.Arbitrary<DeadlineTemplate> = fc
  .record({
    direction: fc.constantFrom('before' as const, 'after' as const),
    steps: fc
      .integer({ min: 0, max: 4 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_none, index) => step(index)))),
    roll: fc.constantFrom(undefined, 'before' as const, 'after' as const),
  })
  .map(({ direction, steps, roll }) => {
    const { key, kind, label, anchor, basis } = decision;
    return { key, kind, label, anchor, basis, direction, steps, ...(roll && { roll }) };
  });

/** Offices with a patron saint or without, and some closures. */
export const someOffice: fc.Arbitrary<OfficeDays> = fc.record({
  municipality: fc.constant('livorno'),
  closures: fc.array(
    fc.tuple(someDay, fc.integer({ min: 0, max: 20 })).map(([from, more]) => ({
      from,
      to: new Date(Date.parse(from) + more * 86_400_000).toISOString().slice(0, 10),
      it: 'Chiusura',
    })),
    { maxLength: 4 },
  ),
});

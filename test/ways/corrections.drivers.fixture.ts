import { about, send } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import type { Driver, Wishes } from './ways.js';

const reason = 'Così ha chiesto il territorio';

/**
 * How to ask for a correction and a redaction where any life may: of a field that is the same in every
 * fact of a type, and of the text of the question asked last.
 */
export const wishesOfCorrections = (type: 'CoProgrammingOpened' | 'DataSourceAdded'): Wishes => ({
  'correct-record': (journey) => ({
    as: 'UPc',
    body: { ...correctionOf(journey, type), new: journey.fresh('Nome giusto'), reason },
  }),
  'redact-text': (journey) => ({
    as: 'DIR',
    body: {
      eventId: journey.facts.findLast((fact) => fact.type === 'QuestionRaised')?.id ?? 'nessuno',
      pointer: '/text',
      legalBasis: 'GDPR art. 17',
      reason,
    },
  }),
});

/** What is corrected, and what it says now. */
function correctionOf(journey: Journey, type: 'CoProgrammingOpened' | 'DataSourceAdded'): object {
  const wrong = journey.facts.find((fact) => fact.type === type);
  const field = type === 'DataSourceAdded' ? 'name' : 'purposes';
  const recorded = (wrong?.data as Readonly<Record<string, string>> | undefined)?.[field];
  const corrected = journey.all('RecordCorrected').at(-1)?.new;
  return {
    eventId: wrong?.id ?? 'nessuno',
    field: `/${field}`,
    old: corrected ?? recorded ?? 'nulla',
  };
}

/** A text is redacted once: each time another one is written first. */
export const redactText: Driver = async (journey, target) => {
  await about('QuestionRaised', 'raise-question')(journey, {});
  await send(journey, 'redact-text', target);
};

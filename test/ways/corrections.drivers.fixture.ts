import { hears, send } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import type { Driver, Wishes } from '../journey.fixture.js';

const reason = 'Così ha chiesto il territorio';

/** Of which first fact a field is corrected, and which field that is. */
const corrected = {
  CoProgrammingOpened: 'purposes',
  DataSourceAdded: 'name',
  EditionAdopted: 'organ',
  ZoneRegisterOpened: 'title',
  OrganisationOpened: 'title',
} as const;
type Corrected = keyof typeof corrected;

/**
 * How to ask for a correction and a redaction where any life may: of a field of the first fact of
 * a type, and of the text of a question.
 */
export const wishesOfCorrections = (
  type: Corrected | ((journey: Journey) => Corrected),
): Wishes => ({
  'correct-record': (journey) => ({
    as: 'UPc',
    body: {
      ...correctionOf(journey, typeof type === 'string' ? type : type(journey)),
      new: journey.fresh('Nome giusto'),
      reason,
    },
  }),
  'redact-text': (journey) => ({
    as: 'DIR',
    body: {
      eventId: readableQuestion(journey) ?? 'nessuno',
      pointer: '/text',
      legalBasis: 'GDPR art. 17',
      reason,
    },
  }),
});

/** What is corrected, and what it says now. */
function correctionOf(journey: Journey, type: Corrected): object {
  const wrong = journey.facts.find((fact) => fact.type === type);
  const field = corrected[type];
  const recorded = (wrong?.data as Readonly<Record<string, string>> | undefined)?.[field];
  const corrections = journey.all('RecordCorrected');
  const now = corrections.findLast(({ eventId }) => eventId === wrong?.id)?.new;
  return {
    eventId: wrong?.id ?? 'nessuno',
    field: `/${field}`,
    old: now ?? recorded ?? 'nulla',
  };
}

/** The fact of a question whose text is not redacted yet. */
function readableQuestion(journey: Journey): string | undefined {
  const hidden = new Set(journey.all('TextRedacted').map(({ eventId }) => eventId));
  return journey.facts.findLast(({ type, id }) => type === 'QuestionRaised' && !hidden.has(id))?.id;
}

/** A text is redacted once: where another can be written first, it is. */
export const redactText: Driver = async (journey) => {
  if (hears(journey.root, { type: 'QuestionRaised' })) await send(journey, 'raise-question');
  await send(journey, 'redact-text');
};

/** Some questions to redact at the end, when none is asked any more. */
export const draftWithQuestions: Driver = async (journey) => {
  await send(journey, 'draft-cycle');
  await send(journey, 'raise-question');
  await send(journey, 'raise-question');
};

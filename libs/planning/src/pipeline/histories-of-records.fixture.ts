import type { RecordedEvent } from '#event-store';
import { valueAt } from '../correction/json-pointer.js';
import type { DataOf } from '../planning-fact.js';
import type { Draw } from './wishes.fixture.js';

/** Where records go wrong: a field that can be corrected, by type of fact. */
const slips: Readonly<Record<string, string>> = {
  CycleOpened: '/caseFile/subject',
  ParentPlanLinked: '/name',
  MeetingConvened: '/protocol',
  MinutesRecorded: '/document/title',
  ContributionReceived: '/body',
  OrganConvened: '/protocol',
  DeliberationRecorded: '/number',
  PlanPublished: '/where',
  CycleSuspended: '/act',
  SchedaAnnulled: '/act',
};

/** Where names slip in: a text that can be redacted, by type of fact. */
const texts: Readonly<Record<string, string>> = {
  MeetingHeld: '/attendance/0',
  SchedaAssigned: '/title',
  SchedaRevised: '/changes/description',
  SchedaReturned: '/text',
  QuestionRaised: '/text',
  RecordCorrected: '/old',
};

const nothing = { id: 'nessuno', type: '', data: {} };

/** Bodies for the verbs that are about facts: which facts there are, only the log can say. */
export const bodiesOfRecords: Readonly<
  Record<string, (draw: Draw, facts: readonly RecordedEvent[]) => object>
> = {
  'correct-record': (draw, facts) => {
    const fitting = facts.filter(({ type }) => type in slips);
    const fact = draw(...([...fitting, ...fitting, nothing] as [RecordedEvent]));
    const field = slips[fact.type] ?? '/nulla';
    const last = facts
      .filter(({ type }) => type === 'RecordCorrected')
      // That is the type of the fact.
      .map(({ data }) => data as unknown as DataOf<'RecordCorrected'>)
      .findLast((corrected) => corrected.eventId === fact.id && corrected.field === field);
    const old = last?.new ?? valueAt(fact.data, field);
    return {
      ...{ eventId: fact.id, field },
      old: draw(old, old, old, old, 'Mai scritto'),
      new: draw('7/2024', '8/2024', '9/2024'),
    };
  },
  'redact-text': (draw, facts) => {
    const fitting = facts.filter(({ type }) => type in texts);
    const fact = draw(...([...fitting, ...fitting, nothing] as [RecordedEvent]));
    const around = { eventId: draw(...(facts as [RecordedEvent]), nothing).id };
    return {
      ...draw<object>(
        { eventId: fact.id, pointer: texts[fact.type] ?? '/nulla' },
        { ...around, where: 'envelope', pointer: '/reason' },
      ),
      legalBasis: 'GDPR art. 17',
    };
  },
};

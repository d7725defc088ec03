import { daysBetween, romeDay } from '#calendar';
import { handsOf } from '../command/hands.js';
import type { CycleHeard, SeenMeeting } from './cycle-heard.fixture.js';
import { byRule } from './rule-broken.fixture.js';
import type { Testimony } from './testimony.fixture.js';

/** Meetings, exemptions and promises; the decision on co-programming and what follows it. */
export const witnessOfParticipation = (heard: CycleHeard): Testimony => ({
  MeetingScheduled: ({ meetingId }) => {
    heard.takeId('meeting', meetingId);
  },
  MeetingHeld: ({ meetingId, heldOn, categories: listenedTo }, { recordedAt }) => {
    byRule(10, () => {
      expect(heldOn <= romeDay(Date.parse(recordedAt))).toBe(true);
    });
    heard.meetings.set(meetingId, { categories: listenedTo, minuted: false });
  },
  CategoriesAttributed: ({ meetingId, categories: listenedTo }) => {
    heldMeeting(heard, meetingId, (meeting) => {
      meeting.categories = listenedTo;
    });
  },
  MinutesRecorded: ({ meetingId }, { actor }) => {
    heldMeeting(heard, meetingId, (meeting) => {
      meeting.minuted = true;
    });
    heard.firstHands.set(`minutes ${meetingId}`, handsOf(actor));
  },
  MinutesOpenedToObservations: ({ meetingId, until }, { occurredOn }) => {
    expect(until > occurredOn).toBe(true);
    heldMeeting(heard, meetingId, (meeting) => {
      expect(meeting.minuted).toBe(true);
      meeting.observationsUntil = until;
    });
  },
  MinutesApproved: ({ meetingId }, envelope) => {
    const until = heard.meetings.get(meetingId)?.observationsUntil;
    if (until !== undefined) expect(envelope.occurredOn > until).toBe(true);
    heard.looksAgain(`minutes ${meetingId}`, envelope);
  },
  PromiseMade: ({ promiseId }) => {
    heard.takeId('promise', promiseId);
  },
  CategoryExemptionProposed: ({ category }, { actor }) => {
    heard.firstHands.set(`exemption ${category}`, handsOf(actor));
  },
  CategoryExempted: ({ category }, envelope) => {
    heard.looksAgain(`exemption ${category}`, envelope);
    heard.exempted.add(category);
  },
  CoProgrammingProposed: (_proposed, { actor }) => {
    heard.firstHands.set('co-programming', handsOf(actor));
  },
  CoProgrammingReferred: ({ act, procedureCycleId }, envelope) => {
    const { lookedAt } = envelope;
    heard.looksAgain('co-programming', envelope);
    expect(act).toMatch(/\S/);
    expect(Object.keys(lookedAt ?? {}).join(' ')).toContain(procedureCycleId);
    heard.procedure = procedureCycleId;
    heard.coProgramming = 'activated';
  },
  CoProgrammingConcluded: ({ procedureCycleId, url }, { lookedAt }) => {
    expect(heard.coProgramming).toBe('activated');
    expect(procedureCycleId).toBe(heard.procedure);
    expect(Object.keys(lookedAt ?? {}).join(' ')).toContain(procedureCycleId);
    expect(url).toMatch(/\S/);
    heard.coProgramming = 'published';
  },
  CoProgrammingActivated: (_activated, envelope) => {
    heard.looksAgain('co-programming', envelope);
    heard.coProgramming = 'activated';
  },
  CoProgrammingNotActivated: ({ text, deferredTo, deferralDue }, envelope) => {
    heard.looksAgain('co-programming', envelope);
    byRule(5, () => {
      expect(text.trim().length).toBeGreaterThanOrEqual(50);
      if (deferralDue !== undefined) expect(deferredTo).toMatch(/\S/);
    });
    heard.coProgramming = 'not activated';
  },
  NoticePublished: ({ publishedOn, closesOn, days, derogation }) => {
    byRule(6, () => {
      expect(days).toBe(daysBetween(publishedOn, closesOn)); // first day out, last day in
      if (days < 20) expect(derogation).toMatch(/\S/);
    });
  },
  CoProgrammingReportPublished: () => {
    heard.coProgramming = 'published';
  },
});

/** 10: a meeting that was held. */
function heldMeeting(
  heard: CycleHeard,
  meetingId: string,
  then: (meeting: SeenMeeting) => void,
): void {
  const meeting = heard.meetings.get(meetingId);
  byRule(10, () => {
    expect(meeting).toBeDefined();
  });
  if (meeting) then(meeting);
}

import fc from 'fast-check';
import type { PlanningFact } from '../planning-fact.js';
import {
  assigned,
  document,
  given,
  inDraft,
  inPreparation,
  inVerification,
  lifeAfter,
  source,
  verificationClosed,
} from '../testing.fixture.js';
import { categories, codes, type Category } from '../value-sets.js';
import { answerContribution } from './answer-contribution.js';
import { approveMinutes } from './approve-minutes.js';
import { attributeCategories } from './attribute-categories.js';
import { cancelMeeting } from './cancel-meeting.js';
import { conveneMeeting } from './convene-meeting.js';
import { declineCategoryExemption } from './decline-category-exemption.js';
import { exemptCategory } from './exempt-category.js';
import { heardCategories, missingCategories } from './participation-gate.js';
import { participationVerbs } from './participation.verbs.js';
import { observationsOn } from './observations.js';
import { openMinutesToObservations } from './open-minutes-to-observations.js';
import { placeContribution } from './place-contribution.js';
import { proposeCategoryExemption } from './propose-category-exemption.js';
import { receiveContribution } from './receive-contribution.js';
import { recordMeetingHeld } from './record-meeting-held.js';
import { recordMinutes } from './record-minutes.js';
import { rescheduleMeeting } from './reschedule-meeting.js';
import { scheduleMeeting } from './schedule-meeting.js';

const every = codes(categories);
const everyButUsers = every.filter((category) => category !== 'UTENTI');

const plan = {
  title: 'Comitato di partecipazione',
  counterpart: 'COMITATO_PARTECIPAZIONE',
  date: '2024-02-20',
  channel: 'IN_PERSON',
} as const;

const scheduled = (meetingId: string): PlanningFact => ({
  type: 'MeetingScheduled',
  data: { meetingId, ...plan },
});
const convened = (meetingId: string): PlanningFact => ({
  type: 'MeetingConvened',
  data: { meetingId, invitees: ['Consulta'] },
});
const held = (meetingId: string, heard: readonly Category[]): PlanningFact => ({
  type: 'MeetingHeld',
  data: { meetingId, heldOn: '2024-02-20', categories: heard, attendance: [], contents: [] },
});
const attributed = (meetingId: string, heard: readonly Category[]): PlanningFact => ({
  type: 'CategoriesAttributed',
  data: { meetingId, categories: heard },
});
const minuted = (meetingId: string): PlanningFact => ({
  type: 'MinutesRecorded',
  data: { meetingId, document },
});
const opened = (meetingId: string, until = '2024-01-17'): PlanningFact => ({
  type: 'MinutesOpenedToObservations',
  data: { meetingId, until },
});
const closed = (meetingId: string): PlanningFact => ({
  type: 'MinutesApproved',
  data: { meetingId },
});
const cancelled = (meetingId: string): PlanningFact => ({
  type: 'MeetingCancelled',
  data: { meetingId },
});
const proposed = (category: Category): PlanningFact => ({
  type: 'CategoryExemptionProposed',
  data: { category },
});
const exempted = (category: Category): PlanningFact => ({
  type: 'CategoryExempted',
  data: { category },
});
const completed = (heard: readonly Category[], without: readonly Category[]): PlanningFact => ({
  type: 'ParticipationCompleted',
  data: { heard, exempted: without },
});
const received: PlanningFact = {
  type: 'ContributionReceived',
  data: { contributionId: 'C1', body: 'Consulta', document },
};

describe('A meeting', () => {
  it('is put on the calendar, also before the cycle is opened', () => {
    given(...inDraft)
      .when(scheduleMeeting, { meetingId: 'M1', ...plan })
      .then(scheduled('M1'));
  });

  it('gets a new id when none is given', () => {
    given(...inPreparation)
      .when(scheduleMeeting, plan)
      .then(scheduled('new-meeting'));
  });

  it('keeps place, time and source where they are known', () => {
    const more = { startTime: '09:30', venue: 'Villa comunale', room: 'Sala 1', source } as const;
    given(...inPreparation)
      .when(scheduleMeeting, { ...plan, ...more })
      .then({ type: 'MeetingScheduled', data: { meetingId: 'new-meeting', ...plan, ...more } });
  });

  it('does not take an id that was given before, even to a cancelled meeting', () => {
    given(...inPreparation, scheduled('M1'), cancelled('M1'))
      .when(scheduleMeeting, { meetingId: 'M1', ...plan })
      .thenRefused('id-taken', { id: 'M1' });
  });

  it.each(['24:00', '9:30', '09:60'])('does not begin at %s', (startTime) => {
    expect(() => given(...inPreparation).when(scheduleMeeting, { ...plan, startTime })).toThrow(
      /startTime/,
    );
  });

  it('is convened with the bodies invited', () => {
    given(...inPreparation, scheduled('M1'))
      .when(conveneMeeting, { meetingId: 'M1', invitees: ['Consulta'], protocol: '12/2024' })
      .then({
        type: 'MeetingConvened',
        data: { meetingId: 'M1', invitees: ['Consulta'], protocol: '12/2024' },
      });
  });

  it('is convened with those whom the program tells, by the ids of the directory', () => {
    const wish = { meetingId: 'M1', invitees: ['Consulta'] };
    given(...inPreparation, scheduled('M1'))
      .when(conveneMeeting, { ...wish, bodyIds: ['consulta'] })
      .then({ type: 'MeetingConvened', data: { ...wish, bodyIds: ['consulta'] } });
    for (const bodyIds of [['La Consulta'], ['consulta', 'consulta']]) {
      expect(() => given(...inPreparation).when(conveneMeeting, { ...wish, bodyIds })).toThrow(
        /bodyIds/,
      );
    }
  });

  it('is convened once', () => {
    given(...inPreparation, scheduled('M1'), convened('M1'))
      .when(conveneMeeting, { meetingId: 'M1', invitees: ['Consulta'] })
      .thenRefused('not-now');
  });

  it('moves to another day and stays the same meeting', () => {
    given(...inPreparation, scheduled('M1'))
      .when(rescheduleMeeting, { meetingId: 'M1', to: '2024-02-22' })
      .then({
        type: 'MeetingRescheduled',
        data: { meetingId: 'M1', from: '2024-02-20', to: '2024-02-22' },
      });
  });

  it('does not move to a day that is over; on that day only the hour may still change', () => {
    const held = { occurredOn: '2024-02-21' };
    given(...inPreparation, scheduled('M1'))
      .when(rescheduleMeeting, { meetingId: 'M1', to: '2024-02-19' }, held)
      .thenRefused('dates-reversed', { from: '2024-02-21', to: '2024-02-19' });
    const arrangements = { channel: 'ONLINE' } as const;
    const day = '2024-02-20';
    given(...inPreparation, scheduled('M1'))
      .when(rescheduleMeeting, { meetingId: 'M1', to: day, arrangements }, held)
      .then({
        type: 'MeetingRescheduled',
        data: { meetingId: 'M1', from: day, to: day, arrangements },
      });
  });

  it('does not move to the day it stands on', () => {
    given(...inPreparation, scheduled('M1'))
      .when(rescheduleMeeting, { meetingId: 'M1', to: '2024-02-20' })
      .thenRefused('same-date', { date: '2024-02-20' });
  });

  it('goes to another hour, room or channel, on the same day or another, and says the whole of it', () => {
    const arrangements = { channel: 'ONLINE', startTime: '15:00' } as const;
    const onTheDay = { meetingId: 'M1', from: '2024-02-20', to: '2024-02-20' };
    const there = { venue: 'Villa comunale', room: 'Sala 1' };
    const moved: PlanningFact = { type: 'MeetingRescheduled', data: { ...onTheDay, arrangements } };
    const inTheVilla: PlanningFact = {
      type: 'MeetingScheduled',
      data: { meetingId: 'M1', ...plan, ...there },
    };
    given(...inPreparation, inTheVilla)
      .when(rescheduleMeeting, { meetingId: 'M1', to: '2024-02-20', arrangements })
      .then(moved);
    const later = { meetingId: 'M1', to: '2024-02-27', arrangements };
    given(...inPreparation, inTheVilla)
      .when(rescheduleMeeting, later)
      .then({ type: 'MeetingRescheduled', data: { ...later, from: '2024-02-20' } });
    const meeting = lifeAfter(...inPreparation, inTheVilla, moved).data.meetings['M1'];
    expect(meeting).toMatchObject({
      ...arrangements,
      earlierDates: [],
      earlierArrangements: [{ channel: 'IN_PERSON', ...there }],
    });
    expect(meeting).not.toHaveProperty('room');
  });

  it('says where it is joined, over https alone, and what is to be talked about', () => {
    const online = {
      channel: 'ONLINE',
      onlineAddress: 'https://incontri.ente.example/m1',
    } as const;
    const agendaItems = ['Profilo di salute', 'Schede'];
    const wish = { meetingId: 'M1', ...plan, ...online, agendaItems };
    given(...inPreparation)
      .when(scheduleMeeting, wish)
      .then({ type: 'MeetingScheduled', data: wish });
    given(...inPreparation)
      .when(scheduleMeeting, { ...wish, channel: 'IN_PERSON' })
      .thenRefused('meeting-in-person-alone');
    for (const wrong of [
      { onlineAddress: 'http://incontri.ente.example/m1' },
      { onlineAddress: 'javascript:alert(1)' },
      { onlineAddress: `https://incontri.ente.example/${'m'.repeat(2000)}` },
      { agendaItems: [] },
      { agendaItems: [' '] },
      { agendaItems: ['x'.repeat(501)] },
      { agendaItems: Array.from({ length: 101 }, () => 'Punto') },
    ]) {
      expect(() => given(...inPreparation).when(scheduleMeeting, { ...wish, ...wrong })).toThrow(
        /onlineAddress|agendaItems/,
      );
    }
  });

  it('keeps its agenda when it moves, and gets another one on the same day', () => {
    const online = {
      channel: 'ONLINE',
      onlineAddress: 'https://incontri.ente.example/m1',
    } as const;
    const agendaItems = ['Profilo di salute', 'Schede'];
    const there: PlanningFact = {
      type: 'MeetingScheduled',
      data: { meetingId: 'M1', ...plan, ...online, agendaItems },
    };
    const day = '2024-02-20';
    const moved: PlanningFact = {
      type: 'MeetingRescheduled',
      data: {
        meetingId: 'M1',
        from: day,
        to: '2024-02-22',
        arrangements: { channel: 'IN_PERSON' },
      },
    };
    const { agendaItems: kept, onlineAddress } = lifeAfter(...inPreparation, there, moved).data
      .meetings['M1']!;
    expect([kept, onlineAddress]).toEqual([agendaItems, undefined]);
    const other = { meetingId: 'M1', to: day, agendaItems: ['Solo le schede'] };
    const changed: PlanningFact = { type: 'MeetingRescheduled', data: { from: day, ...other } };
    given(...inPreparation, there)
      .when(rescheduleMeeting, other)
      .then(changed);
    expect(lifeAfter(...inPreparation, there, changed).data.meetings['M1']).toMatchObject({
      ...online,
      agendaItems: ['Solo le schede'],
    });
    given(...inPreparation, there)
      .when(rescheduleMeeting, { ...other, agendaItems })
      .thenRefused('nothing-changed');
    given(...inPreparation, there)
      .when(rescheduleMeeting, { ...other, arrangements: { ...online, channel: 'IN_PERSON' } })
      .thenRefused('meeting-in-person-alone');
  });

  it('does not go where it already is', () => {
    given(...inPreparation, scheduled('M1'))
      .when(rescheduleMeeting, {
        meetingId: 'M1',
        to: '2024-02-20',
        arrangements: { channel: 'IN_PERSON' },
      })
      .thenRefused('nothing-changed');
  });

  it('is called off while it has not been held', () => {
    given(...inPreparation, scheduled('M1'))
      .when(cancelMeeting, { meetingId: 'M1' })
      .then(cancelled('M1'));
  });

  it('is not moved once it was held', () => {
    given(...inPreparation, scheduled('M1'), held('M1', ['UTENTI']))
      .when(rescheduleMeeting, { meetingId: 'M1', to: '2024-02-22' })
      .thenRefused('not-now');
  });

  it('is not called off once it was held', () => {
    given(...inPreparation, scheduled('M1'), held('M1', ['UTENTI']))
      .when(cancelMeeting, { meetingId: 'M1' })
      .thenRefused('not-now');
  });

  it('is held on the day the command says', () => {
    given(...inPreparation, scheduled('M1'))
      .when(
        recordMeetingHeld,
        {
          meetingId: 'M1',
          categories: ['UTENTI'],
          attendance: ['Consulta'],
          contents: ['Bisogni'],
        },
        { occurredOn: '2024-02-22' },
      )
      .then({
        type: 'MeetingHeld',
        data: {
          meetingId: 'M1',
          heldOn: '2024-02-22',
          categories: ['UTENTI'],
          attendance: ['Consulta'],
          contents: ['Bisogni'],
        },
      });
  });

  it('says who was there by a delegate, and which documents were shown, by their fingerprints', () => {
    const wish = {
      ...{ meetingId: 'M1', categories: ['UTENTI' as const] },
      ...{ attendance: ['Consulta', 'Comitato'], contents: ['Bisogni'] },
      ...{ byDelegate: [1], materials: [document] },
    };
    const on = { occurredOn: '2024-02-20' };
    const recorded: PlanningFact = {
      type: 'MeetingHeld',
      data: { ...wish, heldOn: '2024-02-20' },
    };
    given(...inPreparation, scheduled('M1'))
      .when(recordMeetingHeld, wish, on)
      .then(recorded);
    expect(
      lifeAfter(...inPreparation, scheduled('M1'), recorded).data.meetings['M1'],
    ).toMatchObject({ byDelegate: [1], materials: [document] });
    // What nobody has said stands in no fact, as in those of before.
    given(...inPreparation, scheduled('M1'))
      .when(recordMeetingHeld, { ...wish, byDelegate: [], materials: [] }, on)
      .then({
        type: 'MeetingHeld',
        data: {
          ...{ meetingId: 'M1', heldOn: '2024-02-20', categories: ['UTENTI'] },
          ...{ attendance: ['Consulta', 'Comitato'], contents: ['Bisogni'] },
        },
      });
    given(...inPreparation, scheduled('M1'))
      .when(recordMeetingHeld, { ...wish, byDelegate: [2] }, on)
      .thenRefused('delegate-not-present');
    const again = { ...document, title: 'Lo stesso' };
    given(...inPreparation, scheduled('M1'))
      .when(recordMeetingHeld, { ...wish, materials: [document, again] }, on)
      .thenRefused('material-twice', { title: 'Lo stesso' });
  });

  it('may be held before it is known which categories were heard', () => {
    given(...inPreparation, scheduled('M1'))
      .when(
        recordMeetingHeld,
        { meetingId: 'M1', categories: [], attendance: [], contents: [] },
        { occurredOn: '2024-02-20' },
      )
      .then(held('M1', []));
  });

  it('is not held before the kickoff', () => {
    given(...inDraft, scheduled('M1'))
      .when(recordMeetingHeld, {
        meetingId: 'M1',
        categories: ['UTENTI'],
        attendance: [],
        contents: [],
      })
      .thenRefused('not-now');
  });

  it('is minuted after it was held', () => {
    given(...inPreparation, scheduled('M1'), held('M1', ['UTENTI']))
      .when(recordMinutes, { meetingId: 'M1', document })
      .then(minuted('M1'));
  });

  it('is not minuted before', () => {
    given(...inPreparation, scheduled('M1'))
      .when(recordMinutes, { meetingId: 'M1', document })
      .thenRefused('not-now');
  });

  it('is closed when the minutes are approved, also while the organ has the proposal', () => {
    const facts = inVerification(
      assigned('S-1'),
      scheduled('M1'),
      held('M1', ['UTENTI']),
      minuted('M1'),
    );
    given(...facts)
      .when(approveMinutes, { meetingId: 'M1' })
      .then(closed('M1'));
    given(...facts, verificationClosed)
      .when(approveMinutes, { meetingId: 'M1' })
      .then(closed('M1'));
  });

  it('is closed when the minutes are approved', () => {
    given(...inPreparation, scheduled('M1'), held('M1', ['UTENTI']), minuted('M1'))
      .when(approveMinutes, { meetingId: 'M1' })
      .then(closed('M1'));
  });

  it('is not closed without minutes', () => {
    given(...inPreparation, scheduled('M1'), held('M1', ['UTENTI']))
      .when(approveMinutes, { meetingId: 'M1' })
      .thenRefused('not-now');
  });
});

describe('The minutes of a meeting', () => {
  const recorded = [...inPreparation, scheduled('M1'), held('M1', every), minuted('M1')] as const;
  const open = { meetingId: 'M1', until: '2024-01-17' };

  it('are opened to observations until a day', () => {
    given(...recorded)
      .when(openMinutesToObservations, open)
      .then(opened('M1'));
    const [meeting] = Object.values(lifeAfter(...recorded, opened('M1')).data.meetings);
    expect(meeting).toMatchObject({
      ...{ observationsFrom: '2024-01-10', observationsUntil: '2024-01-17' },
    });
  });

  it('are not opened before there are any, twice, nor once they are approved', () => {
    for (const facts of [
      [...inPreparation, scheduled('M1')],
      [...inPreparation, scheduled('M1'), held('M1', every)],
      [...recorded, opened('M1')],
      [...recorded, closed('M1')],
    ]) {
      given(...facts)
        .when(openMinutesToObservations, open)
        .thenRefused('not-now');
    }
    given(...inPreparation)
      .when(openMinutesToObservations, open)
      .thenRefused('meeting-not-found', { id: 'M1' });
  });

  it.each(['2024-01-09', '2024-01-10'])('are not open until %s, which leaves no day', (until) => {
    given(...recorded)
      .when(openMinutesToObservations, { meetingId: 'M1', until })
      .thenRefused('observations-too-short', { until, from: '2024-01-10' });
  });

  it('are not opened where nothing could be mended any more', () => {
    const facts = inVerification(assigned('S-1'), scheduled('M1'), held('M1', []), minuted('M1'));
    given(...facts)
      .when(openMinutesToObservations, open)
      .thenRefused('not-now');
  });

  it('are not approved while observations may come in, and are the day after', () => {
    const underObservation = given(...recorded, opened('M1'));
    for (const occurredOn of ['2024-01-10', '2024-01-17']) {
      underObservation
        .when(approveMinutes, { meetingId: 'M1' }, { occurredOn })
        .thenRefused('minutes-under-observation', { until: '2024-01-17' });
    }
    underObservation
      .when(approveMinutes, { meetingId: 'M1' }, { occurredOn: '2024-01-18' })
      .then(closed('M1'));
  });

  it('are approved under observation also while the organ has the proposal', () => {
    const facts = [scheduled('M1'), held('M1', []), minuted('M1'), opened('M1')];
    given(...inVerification(assigned('S-1'), ...facts), verificationClosed)
      .when(approveMinutes, { meetingId: 'M1' }, { occurredOn: '2024-01-18' })
      .then(closed('M1'));
  });

  it('are corrected under observation, which completes participation once', () => {
    given(...recorded, completed(every, []), opened('M1'))
      .when(recordMinutes, { meetingId: 'M1', document })
      .then(minuted('M1'));
    const before = [...inPreparation, scheduled('M1'), held('M1', ['UTENTI']), minuted('M1')];
    given(...before, opened('M1'))
      .when(recordMinutes, { meetingId: 'M1', document })
      .then(minuted('M1'));
  });

  it('are a draft again once they are corrected, and may be opened anew, until another day', () => {
    const corrected = [...recorded, opened('M1'), minuted('M1')];
    const again = { meetingId: 'M1', until: '2024-01-12' };
    given(...corrected)
      .when(openMinutesToObservations, again)
      .then(opened('M1', again.until));
    given(...corrected, opened('M1', again.until))
      .when(approveMinutes, { meetingId: 'M1' }, { occurredOn: '2024-01-13' })
      .then(closed('M1'));
  });

  it('are not approved before the day that was announced is over, also where they were corrected', () => {
    const corrected = given(...recorded, opened('M1'), minuted('M1'));
    corrected
      .when(approveMinutes, { meetingId: 'M1' })
      .thenRefused('minutes-under-observation', { until: '2024-01-17' });
    corrected
      .when(approveMinutes, { meetingId: 'M1' }, { occurredOn: '2024-01-18' })
      .then(closed('M1'));
  });

  it('have their meeting count, and its categories attributed, under observation as well', () => {
    const facts = [...inPreparation, scheduled('M1'), held('M1', []), minuted('M1'), opened('M1')];
    given(...facts)
      .when(attributeCategories, { meetingId: 'M1', categories: [...every] })
      .then(attributed('M1', every), completed(every, []));
    expect(heardCategories(lifeAfter(...facts, attributed('M1', ['UTENTI'])))).toEqual(['UTENTI']);
  });

  it('are observed by what comes in about them from the day they are opened to the last one', () => {
    const about = { body: 'Consulta', meetingId: 'M1', document };
    const life = lifeAfter(...recorded, opened('M1'));
    for (const occurredOn of ['2024-01-12', '2024-01-18']) {
      given(...recorded, opened('M1'))
        .when(receiveContribution, { contributionId: 'C1', ...about }, { as: 'ETS', occurredOn })
        .then({ type: 'ContributionReceived', data: { contributionId: 'C1', ...about } });
    }
    const on = (receivedOn: string, meetingId = 'M1') => ({
      ...{ ...about, meetingId, receivedBy: 'associazione', receivedOn },
    });
    const contributions = {
      ...{ before: on('2024-01-09'), first: on('2024-01-10'), last: on('2024-01-17') },
      ...{ late: on('2024-01-18'), elsewhere: on('2024-01-12', 'M2') },
    };
    expect(Object.keys(observationsOn(life.data, { contributions }, 'M1'))).toEqual([
      ...['first', 'last'],
    ]);
    expect(observationsOn(lifeAfter(...recorded).data, { contributions }, 'M1')).toEqual({});
  });
});

describe('The categories heard at a meeting', () => {
  const say = (...heard: readonly Category[]) =>
    ({ meetingId: 'M1', categories: [...heard] }) as const;

  it('are attributed after it was held, before the minutes or after them', () => {
    given(...inPreparation, scheduled('M1'), held('M1', []))
      .when(attributeCategories, say('UTENTI'))
      .then(attributed('M1', ['UTENTI']));
    given(...inPreparation, scheduled('M1'), held('M1', []), minuted('M1'))
      .when(attributeCategories, say('UTENTI'))
      .then(attributed('M1', ['UTENTI']));
  });

  it('take the place of those said before', () => {
    const { data } = lifeAfter(
      ...inPreparation,
      scheduled('M1'),
      held('M1', ['VOLONTARIATO']),
      attributed('M1', ['UTENTI']),
    );
    expect(data.meetings['M1']?.categories).toEqual(['UTENTI']);
  });

  it('are not none', () => {
    given(...inPreparation, scheduled('M1'), held('M1', []))
      .when(attributeCategories, say())
      .thenRefused('no-category-heard');
  });

  it('are not said twice, nor outside the list', () => {
    const meeting = given(...inPreparation, scheduled('M1'), held('M1', []));
    expect(() => meeting.when(attributeCategories, say('UTENTI', 'UTENTI'))).toThrow(/categories/);
    expect(() => meeting.when(attributeCategories, say('AMICI' as never))).toThrow(/categories/);
  });

  it.each([
    ['before it was held', [scheduled('M1')]],
    [
      'once its minutes are approved',
      [scheduled('M1'), held('M1', []), minuted('M1'), closed('M1')],
    ],
  ])('are not attributed %s', (_when, facts) => {
    given(...inPreparation, ...facts)
      .when(attributeCategories, say('UTENTI'))
      .thenRefused('not-now');
  });

  it('are not attributed once the verification is open', () => {
    given(...inVerification(assigned('S-1'), scheduled('M1'), held('M1', []), minuted('M1')))
      .when(attributeCategories, say('UTENTI'))
      .thenRefused('not-now');
  });

  it('complete participation when the last one due is among them and the minutes are there', () => {
    const before = [...inPreparation, scheduled('M1'), held('M1', [])];
    given(...before, minuted('M1'))
      .when(attributeCategories, say(...every))
      .then(attributed('M1', every), completed(every, []));
    given(...before)
      .when(attributeCategories, say(...every))
      .then(attributed('M1', every));
    given(...before, attributed('M1', every))
      .when(recordMinutes, { meetingId: 'M1', document })
      .then(minuted('M1'), completed(every, []));
  });

  it('do not complete it together with what they take the place of', () => {
    given(...inPreparation, scheduled('M1'), held('M1', ['UTENTI']), minuted('M1'))
      .when(attributeCategories, say(...everyButUsers))
      .then(attributed('M1', everyButUsers));
  });

  const complete = [
    ...inPreparation,
    scheduled('M1'),
    held('M1', every),
    minuted('M1'),
    completed(every, []),
  ];

  it('are not taken back once participation is complete', () => {
    given(...complete)
      .when(attributeCategories, say(...everyButUsers))
      .thenRefused('participation-incomplete', { missing: 'Utenti' });
  });

  it('are corrected once others have heard those taken back', () => {
    given(...complete, scheduled('M2'), held('M2', ['UTENTI']), minuted('M2'))
      .when(attributeCategories, say(...everyButUsers))
      .then(attributed('M1', everyButUsers));
  });
});

describe('A meeting nobody scheduled', () => {
  const unknown = given(...inPreparation);

  it('cannot be convened', () => {
    unknown
      .when(conveneMeeting, { meetingId: 'M9', invitees: ['Consulta'] })
      .thenRefused('meeting-not-found', { id: 'M9' });
  });

  it('cannot be moved', () => {
    unknown
      .when(rescheduleMeeting, { meetingId: 'M9', to: '2024-02-22' })
      .thenRefused('meeting-not-found');
  });

  it('cannot be called off', () => {
    unknown.when(cancelMeeting, { meetingId: 'M9' }).thenRefused('meeting-not-found');
  });

  it('cannot be held', () => {
    unknown
      .when(recordMeetingHeld, { meetingId: 'M9', categories: [], attendance: [], contents: [] })
      .thenRefused('meeting-not-found');
  });

  it('cannot be given categories', () => {
    unknown
      .when(attributeCategories, { meetingId: 'M9', categories: ['UTENTI'] })
      .thenRefused('meeting-not-found', { id: 'M9' });
  });

  it('cannot be minuted', () => {
    unknown.when(recordMinutes, { meetingId: 'M9', document }).thenRefused('meeting-not-found');
  });

  it('cannot be closed', () => {
    unknown.when(approveMinutes, { meetingId: 'M9' }).thenRefused('meeting-not-found');
  });
});

describe('A contribution', () => {
  it('is received from a stakeholder', () => {
    given(...inPreparation)
      .when(
        receiveContribution,
        { contributionId: 'C1', body: 'Consulta', document },
        { as: 'ETS' },
      )
      .then(received);
  });

  it('may name the meeting it was given at', () => {
    given(...inPreparation, scheduled('M1'))
      .when(receiveContribution, { body: 'Consulta', meetingId: 'M1', document })
      .then({
        type: 'ContributionReceived',
        data: { contributionId: 'new-contribution', body: 'Consulta', meetingId: 'M1', document },
      });
  });

  it('may name the id under which whoever speaks is told of the answer, and no address', () => {
    const wish = { contributionId: 'C1', body: 'Consulta', document };
    given(...inPreparation)
      .when(receiveContribution, { ...wish, bodyId: 'consulta' })
      .then({ type: 'ContributionReceived', data: { ...wish, bodyId: 'consulta' } });
    expect(() =>
      given(...inPreparation).when(receiveContribution, { ...wish, bodyId: 'a@b.example' }),
    ).toThrow(/bodyId/);
  });

  it('does not name a meeting that does not exist', () => {
    given(...inPreparation)
      .when(receiveContribution, { body: 'Consulta', meetingId: 'M9', document })
      .thenRefused('meeting-not-found', { id: 'M9' });
  });

  it('does not take the id of another one', () => {
    given(...inPreparation, received)
      .when(receiveContribution, { contributionId: 'C1', body: 'Consulta', document })
      .thenRefused('id-taken', { id: 'C1' });
  });

  it('is not received before the kickoff', () => {
    given(...inDraft)
      .when(receiveContribution, { body: 'Consulta', document })
      .thenRefused('not-now');
  });

  const answer = {
    contributionId: 'C1',
    answer: 'PARTLY',
    text: 'Accolto il primo punto.',
  } as const;

  it('is answered', () => {
    given(...inPreparation, received)
      .when(answerContribution, answer)
      .then({ type: 'ContributionAnswered', data: answer });
  });

  it('is answered once', () => {
    given(...inPreparation, received, { type: 'ContributionAnswered', data: answer })
      .when(answerContribution, answer)
      .thenRefused('not-now');
  });

  const answered: PlanningFact = { type: 'ContributionAnswered', data: answer };
  const inTree: readonly PlanningFact[] = [
    { type: 'ProgrammeAdded', data: { programmeId: 'P1', name: 'Disabilità', objectiveIds: [] } },
    assigned('S-1'),
  ];

  it('ends somewhere in the plan, once it is answered; also in several places', () => {
    const place = { contributionId: 'C1', schedaId: 'S-1', text: 'Descrizione, secondo punto' };
    const placed: PlanningFact = { type: 'ContributionPlaced', data: place };
    given(...inPreparation, ...inTree, received, answered)
      .when(placeContribution, place)
      .then(placed);
    const other = { contributionId: 'C1', programmeId: 'P1', text: 'Premessa' };
    given(...inPreparation, ...inTree, received, answered, placed)
      .when(placeContribution, other)
      .then({ type: 'ContributionPlaced', data: other });
    const { contributions } = lifeAfter(
      ...[...inPreparation, ...inTree, received, answered, placed],
      { type: 'ContributionPlaced', data: other },
    ).data;
    expect(contributions['C1']?.places).toEqual([
      { on: '2024-01-10', schedaId: 'S-1', text: 'Descrizione, secondo punto' },
      { on: '2024-01-10', programmeId: 'P1', text: 'Premessa' },
    ]);
  });

  it('ends nowhere before it is answered, and nowhere that does not exist', () => {
    const text = 'Premessa';
    given(...inPreparation, received)
      .when(placeContribution, { contributionId: 'C1', text })
      .thenRefused('not-now');
    given(...inPreparation, received, answered)
      .when(placeContribution, { contributionId: 'C1', schedaId: 'S-9', text })
      .thenRefused('scheda-not-found', { id: 'S-9' });
    given(...inPreparation, received, answered)
      .when(placeContribution, { contributionId: 'C1', programmeId: 'P9', text })
      .thenRefused('programme-not-found', { id: 'P9' });
    given(...inPreparation)
      .when(placeContribution, { contributionId: 'C9', text })
      .thenRefused('contribution-not-found', { id: 'C9' });
  });

  it('is not answered when nobody gave it', () => {
    given(...inPreparation)
      .when(answerContribution, answer)
      .thenRefused('contribution-not-found', { id: 'C1' });
  });
});

describe('The exemption of a category', () => {
  it('is proposed by the coordinator', () => {
    given(...inPreparation)
      .when(proposeCategoryExemption, { category: 'UTENTI' })
      .then(proposed('UTENTI'));
  });

  it('is proposed once', () => {
    given(...inPreparation, proposed('UTENTI'))
      .when(proposeCategoryExemption, { category: 'UTENTI' })
      .thenRefused('exemption-already-made', { category: 'Utenti' });
  });

  it('is not proposed again after the decision', () => {
    given(...inPreparation, proposed('UTENTI'), exempted('UTENTI'))
      .when(proposeCategoryExemption, { category: 'UTENTI' })
      .thenRefused('exemption-already-made');
  });

  it('is not proposed for a category that was heard', () => {
    given(...inPreparation, scheduled('M1'), held('M1', ['UTENTI']), minuted('M1'))
      .when(proposeCategoryExemption, { category: 'UTENTI' })
      .thenRefused('category-already-heard', { category: 'Utenti' });
  });

  it('may be proposed while the meeting that heard the category has no minutes', () => {
    given(...inPreparation, scheduled('M1'), held('M1', ['UTENTI']))
      .when(proposeCategoryExemption, { category: 'UTENTI' })
      .then(proposed('UTENTI'));
  });

  it('is decided by the director on that proposal', () => {
    given(...inPreparation, proposed('UTENTI'))
      .when(exemptCategory, { category: 'UTENTI' })
      .then(exempted('UTENTI'));
  });

  it('is declined by the director on that proposal, and may be proposed again', () => {
    const declined: PlanningFact = {
      type: 'CategoryExemptionDeclined',
      data: { category: 'UTENTI' },
    };
    given(...inPreparation, proposed('UTENTI'))
      .when(declineCategoryExemption, { category: 'UTENTI' })
      .then(declined);
    given(...inPreparation, proposed('UTENTI'), declined)
      .when(exemptCategory, { category: 'UTENTI' })
      .thenRefused('exemption-not-proposed');
    given(...inPreparation, proposed('UTENTI'), declined)
      .when(proposeCategoryExemption, { category: 'UTENTI' })
      .then(proposed('UTENTI'));
  });

  it('is not declined without a proposal, nor after the decision', () => {
    for (const before of [[], [proposed('UTENTI'), exempted('UTENTI')]]) {
      given(...inPreparation, ...before)
        .when(declineCategoryExemption, { category: 'UTENTI' })
        .thenRefused('exemption-not-proposed', { category: 'Utenti' });
    }
  });

  it('is not decided without a proposal', () => {
    given(...inPreparation, proposed('VOLONTARIATO'))
      .when(exemptCategory, { category: 'UTENTI' })
      .thenRefused('exemption-not-proposed', { category: 'Utenti' });
  });

  it('is not decided twice', () => {
    given(...inPreparation, proposed('UTENTI'), exempted('UTENTI'))
      .when(exemptCategory, { category: 'UTENTI' })
      .thenRefused('exemption-already-made', { category: 'Utenti' });
  });

  it('is not decided when the category was heard meanwhile', () => {
    given(
      ...inPreparation,
      proposed('UTENTI'),
      scheduled('M1'),
      held('M1', ['UTENTI']),
      minuted('M1'),
    )
      .when(exemptCategory, { category: 'UTENTI' })
      .thenRefused('category-already-heard', { category: 'Utenti' });
  });
});

describe('Participation', () => {
  it('is complete with the minutes that cover the last category', () => {
    given(...inPreparation, scheduled('M1'), held('M1', every))
      .when(recordMinutes, { meetingId: 'M1', document })
      .then(minuted('M1'), completed(every, []));
  });

  it('is complete with the exemption of the last category', () => {
    given(
      ...inPreparation,
      scheduled('M1'),
      held('M1', everyButUsers),
      minuted('M1'),
      proposed('UTENTI'),
    )
      .when(exemptCategory, { category: 'UTENTI' })
      .then(exempted('UTENTI'), completed(everyButUsers, ['UTENTI']));
  });

  it('may be complete with exemptions alone', () => {
    given(...inPreparation, ...every.map(proposed), ...everyButUsers.map(exempted))
      .when(exemptCategory, { category: 'UTENTI' })
      .then(exempted('UTENTI'), completed([], every));
  });

  it('is not complete while another meeting has no minutes', () => {
    given(
      ...inPreparation,
      scheduled('M1'),
      held('M1', ['UTENTI']),
      scheduled('M2'),
      held('M2', everyButUsers),
    )
      .when(recordMinutes, { meetingId: 'M2', document })
      .then(minuted('M2'));
  });

  it('is completed once, also when more is heard afterwards', () => {
    given(
      ...inPreparation,
      scheduled('M1'),
      held('M1', every),
      minuted('M1'),
      completed(every, []),
      scheduled('M2'),
      held('M2', ['UTENTI']),
    )
      .when(recordMinutes, { meetingId: 'M2', document })
      .then(minuted('M2'));
  });
});

describe('A cancelled meeting', () => {
  const planned = (meetingId: string, ...plannedCategories: Category[]): PlanningFact => ({
    type: 'MeetingScheduled',
    data: { meetingId, ...plan, plannedCategories },
  });
  const cancel = { meetingId: 'M1', reason: 'Sala non disponibile' };

  it('opens a gap for the categories that no other meeting will hear', () => {
    given(...inPreparation, planned('M1', 'UTENTI', 'VOLONTARIATO'), planned('M2', 'VOLONTARIATO'))
      .when(cancelMeeting, cancel)
      .then(cancelled('M1'), {
        type: 'ParticipationGapOpened',
        data: { categories: ['UTENTI'] },
      });
  });

  it('takes participation back to its calendar, where minutes may still be recorded', () => {
    const life = lifeAfter(
      ...inPreparation,
      planned('M1', 'UTENTI'),
      planned('M2', 'VOLONTARIATO'),
      held('M2', ['VOLONTARIATO']),
      cancelled('M1'),
      { type: 'ParticipationGapOpened', data: { categories: ['UTENTI'] } },
      minuted('M2'),
    );
    expect(life.workflow.root.value(life.state)).toMatchObject({
      preparation: { participation: 'scheduled' },
    });
  });

  it('opens none when another meeting will hear them, or when they are exempted', () => {
    given(...inPreparation, planned('M1', 'UTENTI'), planned('M2', 'UTENTI'))
      .when(cancelMeeting, cancel)
      .then(cancelled('M1'));
    given(...inPreparation, planned('M1', 'UTENTI'), proposed('UTENTI'), exempted('UTENTI'))
      .when(cancelMeeting, cancel)
      .then(cancelled('M1'));
  });

  it('opens none before preparation, where participation has not begun', () => {
    given(...inDraft, planned('M1', 'UTENTI'))
      .when(cancelMeeting, cancel)
      .then(cancelled('M1'));
  });
});

describe('The participation gate', () => {
  /** How far a meeting got; only the last three count. */
  const stages = [
    ...(['scheduled', 'cancelled', 'convened', 'held'] as const),
    ...(['minuted', 'underObservation', 'closed'] as const),
  ];
  const factsOf: Readonly<
    Record<
      (typeof stages)[number],
      (id: string, heard: readonly Category[]) => readonly PlanningFact[]
    >
  > = {
    scheduled: (id) => [scheduled(id)],
    cancelled: (id) => [scheduled(id), cancelled(id)],
    convened: (id) => [scheduled(id), convened(id)],
    held: (id, heard) => [scheduled(id), held(id, heard)],
    minuted: (id, heard) => [scheduled(id), held(id, heard), minuted(id)],
    underObservation: (id, heard) => [...[scheduled(id), held(id, heard), minuted(id), opened(id)]],
    closed: (id, heard) => [scheduled(id), held(id, heard), minuted(id), closed(id)],
  };
  const someCategories = fc.subarray([...every], { minLength: 1 });
  const someMeetings = fc.array(
    fc.record({ stage: fc.constantFrom(...stages), heard: someCategories }),
    { maxLength: 6 },
  );

  it('counts a category exactly when a minuted meeting heard it or it was exempted', () => {
    fc.assert(
      fc.property(someMeetings, fc.subarray([...every]), (meetings, without) => {
        const life = lifeAfter(
          ...inPreparation,
          ...meetings.flatMap(({ stage, heard }, index) => factsOf[stage](`M${index}`, heard)),
          ...without.flatMap((category) => [proposed(category), exempted(category)]),
        );
        const counting = meetings.filter(({ stage }) =>
          ['minuted', 'underObservation', 'closed'].includes(stage),
        );
        const heard = every.filter((category) =>
          counting.some((meeting) => meeting.heard.includes(category)),
        );
        expect(heardCategories(life)).toEqual(heard);
        expect(missingCategories(life)).toEqual(
          every.filter((category) => !heard.includes(category) && !without.includes(category)),
        );
      }),
    );
  });

  it('opens with the very fact after which nothing is missing, and only then', () => {
    fc.assert(
      fc.property(someMeetings, someCategories, (meetings, last) => {
        const facts = [
          ...inPreparation,
          ...meetings.flatMap(({ stage, heard }, index) => factsOf[stage](`M${index}`, heard)),
          scheduled('last'),
          held('last', last),
        ];
        const after = lifeAfter(...facts, minuted('last'));
        const complete = missingCategories(after).length === 0;
        given(...facts)
          .when(recordMinutes, { meetingId: 'last', document })
          .then(minuted('last'), ...(complete ? [completed(heardCategories(after), [])] : []));
      }),
    );
  });
});

describe('The verbs of participation', () => {
  it('belong to these roles and to nobody else', () => {
    expect(
      Object.fromEntries(
        participationVerbs.map(({ name, who }) => [name, who.map(({ role }) => role).join(' ')]),
      ),
    ).toEqual({
      'schedule-meeting': 'UPc UPo',
      'convene-meeting': 'UPc UPo',
      'reschedule-meeting': 'UPc UPo',
      'cancel-meeting': 'UPc UPo',
      'record-meeting-held': 'UPc UPo',
      'attribute-categories': 'UPc UPo',
      'record-minutes': 'UPc UPo',
      'open-minutes-to-observations': 'UPc UPo',
      'approve-minutes': 'DIR',
      'receive-contribution': 'ETS UPc UPo',
      'answer-contribution': 'UPc UPo',
      'place-contribution': 'UPc UPo',
      'propose-category-exemption': 'UPc',
      'exempt-category': 'DIR',
      'decline-category-exemption': 'DIR',
    });
  });

  it('ask for a reason where something is moved, called off, attributed or left out', () => {
    expect(
      participationVerbs.filter(({ reason }) => reason === 'required').map(({ name }) => name),
    ).toEqual([
      'reschedule-meeting',
      'cancel-meeting',
      'attribute-categories',
      'propose-category-exemption',
      'exempt-category',
      'decline-category-exemption',
    ]);
  });
});

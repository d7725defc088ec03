import { addDays } from '#calendar';
import { draftCycle } from '../cycle/draft-cycle.js';
import { coProgrammazioneV1 } from '../definitions/co-programmazione.v1.js';
import { answerContribution } from '../participation/answer-contribution.js';
import { receiveContribution } from '../participation/receive-contribution.js';
import type { PlanningFact } from '../planning-fact.js';
import { document, ruleBook } from '../testing.fixture.js';
import { admitApplication } from './admit-application.js';
import { closeNotice } from './close-notice.js';
import { extendNotice } from './extend-notice.js';
import { giveUpCoProgramming } from './give-up-co-programming.js';
import { issueCoProgrammingReport } from './issue-co-programming-report.js';
import { openCoProgramming } from './open-co-programming.js';
import { publishCoProgrammingReport } from './publish-co-programming-report.js';
import { publishNotice } from './publish-notice.js';
import { receiveApplication } from './receive-application.js';
import { recordCoProgrammingSession } from './record-co-programming-session.js';
import { replaceResponsiblePerson } from './replace-responsible-person.js';

const cycleId = 'livornese-co-programmazione-2025';
const { given, lifeAfter, reference } = ruleBook(coProgrammazioneV1, cycleId);

const drafted: PlanningFact = {
  type: 'CycleDrafted',
  data: { cycleId, zone: 'livornese', year: 2025, title: 'Infanzia', definition: reference },
};
const opening = {
  act: 'Determina 9/2025',
  purposes: 'Conoscere i bisogni delle famiglie',
  object: 'Servizi per l’infanzia',
  requirements: 'Iscrizione al RUNTS',
  participationMode: 'Tavoli e contributi scritti',
  responsiblePersonId: 'funzionaria',
} as const;
const opened: PlanningFact = { type: 'CoProgrammingOpened', data: opening };
const notice = {
  url: 'https://www.comune.esempio.it/avvisi/1',
  requirements: 'Iscrizione al RUNTS',
} as const;
const published: PlanningFact = {
  type: 'NoticePublished',
  data: { publishedOn: '2025-03-15', closesOn: '2025-04-04', days: 20, ...notice },
};
const received: PlanningFact = {
  type: 'ApplicationReceived',
  data: {
    applicationId: 'D1',
    body: 'Cooperativa',
    receivedOn: '2025-04-02',
    protocol: '31/2025',
  },
};
const closed: PlanningFact = { type: 'NoticeClosed', data: { applicationIds: ['D1'] } };
const admitted: PlanningFact = { type: 'ApplicationAdmitted', data: { applicationId: 'D1' } };
const session: PlanningFact = {
  type: 'CoProgrammingSessionHeld',
  data: { sessionId: 'L1', heldOn: '2025-04-09', theme: 'Famiglie' },
};
const issued: PlanningFact = {
  type: 'CoProgrammingReportIssued',
  data: { document, sentTo: ['Conferenza zonale integrata'] },
};
const url = 'https://www.comune.esempio.it/relazione';
const reportPublished: PlanningFact = { type: 'CoProgrammingReportPublished', data: { url } };
const givenUp: PlanningFact = { type: 'CoProgrammingGivenUp', data: {} };

const started = [drafted, opened];
const onNotice = [...started, published];
const noticeClosed = [...onNotice, received, closed];
const inSession = [...noticeClosed, admitted, session];
const reported = [...inSession, issued];

describe('A procedure of co-programming', () => {
  it('is drafted like every cycle', () => {
    given().when(draftCycle, { title: 'Infanzia' }).then(drafted);
  });

  it('is started by an act: purposes, object, requirements, manner, responsible person', () => {
    given(drafted).when(openCoProgramming, opening).then(opened);
    expect(lifeAfter(...started).data).toMatchObject({
      responsiblePersonId: 'funzionaria',
      coProgramming: {
        act: 'Determina 9/2025',
        startedOn: '2024-01-10',
        opening: { object: 'Servizi per l’infanzia' },
      },
    });
  });

  it('is started once', () => {
    given(...started)
      .when(openCoProgramming, opening)
      .thenRefused('not-now');
  });

  it.each([
    ['fifteen', 15],
    ['nineteen', 19],
  ])('is not announced for %s days without a derogation', (_word, days) => {
    const closesOn = addDays('2025-03-15', days);
    const wish = { ...notice, closesOn };
    const on = { occurredOn: '2025-03-15' };
    given(...started)
      .when(publishNotice, wish, on)
      .thenRefused('notice-too-short', { days, needed: 20 });
    const derogation = 'Regolamento zonale n. 12/2021, art. 7';
    given(...started)
      .when(publishNotice, { ...wish, derogation }, on)
      .then({
        type: 'NoticePublished',
        data: { ...notice, publishedOn: '2025-03-15', closesOn, days, derogation },
      });
  });

  it('is not announced before the act that starts it', () => {
    given(...started)
      .when(publishNotice, { ...notice, closesOn: '2025-04-04' }, { occurredOn: '2024-01-09' })
      .thenRefused('notice-before-start', { startedOn: '2024-01-10' });
  });

  it('is announced for twenty days, the first out and the last in', () => {
    given(...started)
      .when(publishNotice, { ...notice, closesOn: '2025-04-04' }, { occurredOn: '2025-03-15' })
      .then(published);
  });

  it('may keep its notice open longer', () => {
    given(...onNotice)
      .when(extendNotice, { to: '2025-04-14' }, { occurredOn: '2025-04-01' })
      .then({
        type: 'NoticeExtended',
        data: { from: '2025-04-04', to: '2025-04-14', days: 30 },
      });
  });

  it('takes applications while the notice is open', () => {
    given(...onNotice)
      .when(
        receiveApplication,
        { applicationId: 'D1', body: 'Cooperativa', protocol: '31/2025' },
        { occurredOn: '2025-04-02' },
      )
      .then(received);
  });

  it('closes the notice with those that came', () => {
    given(...onNotice, received)
      .when(closeNotice, {}, { occurredOn: '2025-04-05' })
      .then(closed);
  });

  it('admits bodies, hears them, and reports', () => {
    given(...noticeClosed)
      .when(admitApplication, { applicationId: 'D1' }, { occurredOn: '2025-04-05' })
      .then(admitted);
    given(...noticeClosed, admitted)
      .when(
        recordCoProgrammingSession,
        { sessionId: 'L1', theme: 'Famiglie' },
        { occurredOn: '2025-04-09' },
      )
      .then(session);
    given(...inSession)
      .when(
        issueCoProgrammingReport,
        { document, sentTo: ['Conferenza zonale integrata'] },
        { personId: 'funzionaria', occurredOn: '2025-04-20' },
      )
      .then(issued);
    given(...reported)
      .when(publishCoProgrammingReport, { url })
      .then(reportPublished);
  });

  it('hears nobody while the notice is open, and reports nothing before a session', () => {
    given(...onNotice)
      .when(recordCoProgrammingSession, { theme: 'Famiglie' }, { occurredOn: '2025-04-09' })
      .thenRefused('not-now');
    given(...noticeClosed, admitted)
      .when(
        issueCoProgrammingReport,
        { document, sentTo: ['Conferenza'] },
        { personId: 'funzionaria' },
      )
      .thenRefused('no-session-held');
  });

  it('is reported on by its responsible person, whoever that is by then', () => {
    const wish = { document, sentTo: ['Conferenza zonale integrata'] };
    given(...inSession)
      .when(issueCoProgrammingReport, wish, { personId: 'coordinatore' })
      .thenRefused('not-responsible-person');
    const replaced: PlanningFact = {
      type: 'ResponsiblePersonReplaced',
      data: { from: 'funzionaria', to: 'coordinatore' },
    };
    given(...inSession)
      .when(replaceResponsiblePerson, { personId: 'coordinatore' })
      .then(replaced);
    given(...inSession, replaced)
      .when(issueCoProgrammingReport, wish, { personId: 'coordinatore', occurredOn: '2025-04-09' })
      .then(issued);
    given(...inSession)
      .when(replaceResponsiblePerson, { personId: 'funzionaria' })
      .thenRefused('already-responsible');
  });

  it.each([
    ['started', started],
    ['on notice', onNotice],
    ['closed', [...noticeClosed, admitted]],
    ['in session', inSession],
    ['reported', reported],
  ])('may be given up when it is %s', (_state, facts) => {
    given(...facts)
      .when(giveUpCoProgramming, {})
      .then(givenUp);
    given(...facts)
      .when(giveUpCoProgramming, { act: 'Determina 20/2025' })
      .then({ type: 'CoProgrammingGivenUp', data: { act: 'Determina 20/2025' } });
  });

  it('lets the applications nobody judged lapse with it', () => {
    given(...noticeClosed)
      .when(giveUpCoProgramming, {})
      .then(givenUp, { type: 'ApplicationLapsed', data: { applicationId: 'D1' } });
  });

  it('is not given up on a day before the act that started it', () => {
    given(...started)
      .when(giveUpCoProgramming, {}, { occurredOn: '2024-01-09' })
      .thenRefused('dates-reversed', { from: '2024-01-10', to: '2024-01-09' });
    given(...started)
      .when(giveUpCoProgramming, {}, { occurredOn: '2024-01-10' })
      .then(givenUp);
  });

  it('is not given up before it has begun, once its report is published, or twice', () => {
    given(drafted).when(giveUpCoProgramming, {}).thenRefused('not-now');
    given(...reported, reportPublished)
      .when(giveUpCoProgramming, {})
      .thenRefused('not-now');
    given(...started, givenUp)
      .when(giveUpCoProgramming, {})
      .thenRefused('not-now');
  });
});

describe('A contribution to co-programming', () => {
  const wish = { contributionId: 'C1', body: 'Cooperativa', sessionId: 'L1', document } as const;
  const contributed: PlanningFact = { type: 'ContributionReceived', data: wish };

  it('may be given at a session', () => {
    given(...inSession)
      .when(receiveContribution, wish)
      .then(contributed);
  });

  it('is not given at a session nobody held, or at a meeting', () => {
    given(...inSession)
      .when(receiveContribution, { ...wish, sessionId: 'L9' })
      .thenRefused('co-programming-session-not-found', { id: 'L9' });
    given(...inSession)
      .when(receiveContribution, { contributionId: 'C1', body: 'C', meetingId: 'M1', document })
      .thenRefused('meeting-not-found', { id: 'M1' });
  });

  it('is not taken in after the report, and answered even then', () => {
    given(...reported)
      .when(receiveContribution, wish)
      .thenRefused('not-now');
    const answer = { contributionId: 'C1', answer: 'ACCEPTED', text: 'Accolto' } as const;
    given(...inSession, contributed, issued, reportPublished)
      .when(answerContribution, answer)
      .then({ type: 'ContributionAnswered', data: answer });
  });
});

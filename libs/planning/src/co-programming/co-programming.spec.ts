import fc from 'fast-check';
import { addDays } from '#calendar';
import type { PlanningFact } from '../planning-fact.js';
import type { AnyLife } from '../command/verb.js';
import { openVerification } from '../cycle/open-verification.js';
import { coProgrammazioneV1 } from '../definitions/co-programmazione.v1.js';
import {
  assigned,
  document,
  gatesSettled,
  given,
  inDraft,
  inPreparation,
  lifeAfter,
  ruleBook,
} from '../testing.fixture.js';
import { admitApplication } from './admit-application.js';
import { closeNotice } from './close-notice.js';
import { concludeCoProgramming } from './conclude-co-programming.js';
import { coProgrammingVerbs } from './co-programming.verbs.js';
import { decideCoProgramming } from './decide-co-programming.js';
import { extendNotice } from './extend-notice.js';
import { issueCoProgrammingReport } from './issue-co-programming-report.js';
import { notAdmitApplication } from './not-admit-application.js';
import { proposeCoProgramming } from './propose-co-programming.js';
import { publishCoProgrammingReport } from './publish-co-programming-report.js';
import { publishNotice } from './publish-notice.js';
import { receiveApplication } from './receive-application.js';
import { recordCoProgrammingSession } from './record-co-programming-session.js';

const activated: PlanningFact = {
  type: 'CoProgrammingActivated',
  data: { act: 'Determina 12/2024' },
};
const notice = {
  closesOn: '2024-03-21',
  url: 'https://www.comune.esempio.it/avvisi/1',
  requirements: 'Enti del Terzo settore iscritti al registro.',
} as const;
const published: PlanningFact = {
  type: 'NoticePublished',
  data: { publishedOn: '2024-03-01', days: 20, ...notice },
};
const noticeClosed: PlanningFact = { type: 'NoticeClosed', data: { applicationIds: [] } };
const application = {
  applicationId: 'D1',
  body: 'Cooperativa',
  receivedOn: '2024-03-20',
  protocol: '31/2024',
} as const;
const received: PlanningFact = { type: 'ApplicationReceived', data: application };
const admitted: PlanningFact = { type: 'ApplicationAdmitted', data: { applicationId: 'D1' } };
const notAdmitted: PlanningFact = {
  type: 'ApplicationNotAdmitted',
  data: { applicationId: 'D1' },
};
const sessionHeld: PlanningFact = {
  type: 'CoProgrammingSessionHeld',
  data: { sessionId: 'S1', heldOn: '2024-04-04', theme: 'Non autosufficienza' },
};
const issued: PlanningFact = {
  type: 'CoProgrammingReportIssued',
  data: { document, sentTo: ['Conferenza zonale integrata'] },
};

const onNotice = [...inPreparation, activated, published];
const inSession = [...onNotice, noticeClosed];
const reported = [...inSession, sessionHeld, issued];

const fifty = 'x'.repeat(50);
const url = 'https://www.comune.esempio.it/relazione';
const givenUp: PlanningFact = {
  type: 'CoProgrammingNotActivated',
  data: { motivation: 'TIGHT_SCHEDULE', text: fifty },
};
const no = { decision: 'not_activated', motivation: 'TIGHT_SCHEDULE', text: fifty } as const;

describe('The proposal on co-programming', () => {
  const proposed: PlanningFact = {
    type: 'CoProgrammingProposed',
    data: { decision: 'not_activated', motivation: 'TIGHT_SCHEDULE', text: fifty },
  };

  it('may be a yes, with what speaks for it or without', () => {
    given(...inPreparation)
      .when(proposeCoProgramming, { decision: 'activated' })
      .then({ type: 'CoProgrammingProposed', data: { decision: 'activated' } });
    const text = 'Lo chiede la Consulta';
    given(...inPreparation)
      .when(proposeCoProgramming, { decision: 'activated', text })
      .then({ type: 'CoProgrammingProposed', data: { decision: 'activated', text } });
  });

  it('may be a no, as motivated as the decision would have to be', () => {
    given(...inPreparation)
      .when(proposeCoProgramming, { ...no, notDeferred: true })
      .then(proposed);
    const deferral = { deferredTo: 'PIS 2025', deferralDue: '2025-06-30' };
    given(...inPreparation)
      .when(proposeCoProgramming, { ...no, ...deferral })
      .then({
        type: 'CoProgrammingProposed',
        data: { decision: 'not_activated', motivation: 'TIGHT_SCHEDULE', text: fifty, ...deferral },
      });
    given(...inPreparation)
      .when(proposeCoProgramming, { ...no, text: fifty.slice(1), notDeferred: true })
      .thenRefused('motivation-too-short', { needed: 50, given: 49 });
    given(...inPreparation)
      .when(proposeCoProgramming, no)
      .thenRefused('deferral-unsaid');
    given(...inPreparation)
      .when(proposeCoProgramming, { ...no, deferredTo: 'PIS 2025', deferralDue: '2024-01-09' })
      .thenRefused('dates-reversed');
  });

  it('takes the place of the one before, until it is decided', () => {
    given(...inPreparation, proposed)
      .when(proposeCoProgramming, { decision: 'activated' })
      .then({ type: 'CoProgrammingProposed', data: { decision: 'activated' } });
    given(...inPreparation, proposed, activated)
      .when(proposeCoProgramming, { decision: 'activated' })
      .thenRefused('not-now');
    given(...inDraft)
      .when(proposeCoProgramming, { decision: 'activated' })
      .thenRefused('not-now');
  });

  it('settles nothing, and stays beside what was decided', () => {
    const { data } = lifeAfter(...inPreparation, proposed);
    const proposal = { ...proposed.data, by: 'operatore', on: '2024-01-10' };
    expect(data.coProgramming).toEqual({ applications: {}, sessions: [], proposal });
    for (const decision of [activated, givenUp]) {
      const { coProgramming } = lifeAfter(...inPreparation, proposed, decision).data;
      expect(coProgramming).toMatchObject({ proposal });
      expect(coProgramming.decision).toBeDefined();
    }
  });

  it('is decided otherwise, too, but not by whoever made it', () => {
    const yes = { decision: 'activated', act: 'Determina 12/2024' } as const;
    const waiting = given(...inPreparation, proposed);
    waiting.when(decideCoProgramming, yes).then(activated);
    waiting.when(decideCoProgramming, yes, { personId: 'operatore' }).thenRefused('same-hands');
    waiting
      .when(decideCoProgramming, { ...no, notDeferred: true }, { onBehalfOf: 'operatore' })
      .thenRefused('same-hands');
  });
});

describe('The decision on co-programming', () => {
  it('may be a yes, by an act', () => {
    given(...inPreparation)
      .when(decideCoProgramming, { decision: 'activated', act: 'Determina 12/2024' })
      .then(activated);
  });

  it('is no yes without the act', () => {
    given(...inPreparation)
      .when(decideCoProgramming, { decision: 'activated' })
      .thenRefused('act-needed');
  });

  it('may be a motivated no that puts it off, which is a promise', () => {
    given(...inPreparation)
      .when(decideCoProgramming, { ...no, deferredTo: 'PIS 2025', deferralDue: '2025-06-30' })
      .then(
        {
          type: 'CoProgrammingNotActivated',
          data: {
            motivation: 'TIGHT_SCHEDULE',
            text: fifty,
            deferredTo: 'PIS 2025',
            deferralDue: '2025-06-30',
            promiseId: 'new-promise',
          },
        },
        {
          type: 'PromiseMade',
          data: {
            promiseId: 'new-promise',
            about: 'CO_PROGRAMMING',
            text: 'PIS 2025',
            due: '2025-06-30',
          },
        },
      );
  });

  it('may be a motivated no that says it is not put off', () => {
    given(...inPreparation)
      .when(decideCoProgramming, { ...no, notDeferred: true })
      .then({
        type: 'CoProgrammingNotActivated',
        data: { motivation: 'TIGHT_SCHEDULE', text: fifty },
      });
  });

  it('is no good no with 49 characters of motivation, and blanks do not count', () => {
    given(...inPreparation)
      .when(decideCoProgramming, { ...no, text: `${'x'.repeat(49)}  `, notDeferred: true })
      .thenRefused('motivation-too-short', { needed: 50, given: 49 });
  });

  it('is no good no when it does not say what becomes of it', () => {
    given(...inPreparation)
      .when(decideCoProgramming, no)
      .thenRefused('deferral-unsaid');
  });

  it.each([
    ['to something and not at all', { deferredTo: 'PIS 2025', notDeferred: true }],
    ['by a day and not at all', { deferralDue: '2025-06-30', notDeferred: true }],
    ['by a day but to nothing', { deferralDue: '2025-06-30' }],
  ] as const)('does not put off %s', (_how, deferral) => {
    given(...inPreparation)
      .when(decideCoProgramming, { ...no, ...deferral })
      .thenRefused('deferral-unsaid');
  });

  it('does not put off to a day that is past', () => {
    given(...inPreparation)
      .when(
        decideCoProgramming,
        { ...no, deferredTo: 'PIS 2025', deferralDue: '2024-01-09' },
        { occurredOn: '2024-01-10' },
      )
      .thenRefused('dates-reversed', { from: '2024-01-10', to: '2024-01-09' });
  });

  it('is not even a request as a no without a code or a text', () => {
    expect(() =>
      given(...inPreparation).when(decideCoProgramming, {
        decision: 'not_activated',
        notDeferred: true,
      }),
    ).toThrow(/motivation.*text/);
  });

  it('may turn a no into a yes', () => {
    given(...inPreparation, {
      type: 'CoProgrammingNotActivated',
      data: { motivation: 'TIGHT_SCHEDULE', text: fifty },
    })
      .when(decideCoProgramming, { decision: 'activated', act: 'Determina 12/2024' })
      .then(activated);
  });

  it.each([
    ['begun', [activated]],
    ['on notice', onNotice.slice(inPreparation.length)],
    ['in session', inSession.slice(inPreparation.length)],
    ['reported', reported.slice(inPreparation.length)],
  ])('may give up what was %s, with the reasons of a no', (_how, facts) => {
    given(...inPreparation, ...facts)
      .when(decideCoProgramming, { ...no, notDeferred: true })
      .then(givenUp);
    given(...inPreparation, ...facts)
      .when(decideCoProgramming, { ...no, text: 'Avviso deserto', notDeferred: true })
      .thenRefused('motivation-too-short');
  });

  it('is not given up before it was activated; a no of what never was has nothing to wait for', () => {
    const dayBefore = { occurredOn: '2024-01-09' };
    given(...inPreparation, activated)
      .when(decideCoProgramming, { ...no, notDeferred: true }, dayBefore)
      .thenRefused('dates-reversed', { from: '2024-01-10', to: '2024-01-09' });
    given(...inPreparation)
      .when(decideCoProgramming, { ...no, notDeferred: true }, dayBefore)
      .then(givenUp);
  });

  it('may begin again after it was given up, from the act on', () => {
    const again = [...reported, givenUp, activated];
    expect(lifeAfter(...again).data.coProgramming).toEqual({
      decision: 'activated',
      act: 'Determina 12/2024',
      startedOn: '2024-01-10',
      applications: {},
      sessions: [],
    });
    given(...again)
      .when(publishNotice, notice, { occurredOn: '2024-03-01' })
      .then(published);
    given(...again)
      .when(publishCoProgrammingReport, { url })
      .thenRefused('not-now');
  });

  it('is not given up twice', () => {
    given(...inPreparation, activated, givenUp)
      .when(decideCoProgramming, { ...no, notDeferred: true })
      .thenRefused('not-now');
  });

  it('is not taken before the kickoff', () => {
    given(...inDraft)
      .when(decideCoProgramming, { ...no, notDeferred: true })
      .thenRefused('not-now');
  });
});

describe('The notice', () => {
  const publishing = given(...inPreparation, activated);

  it('is open twenty calendar days, the first out and the last in', () => {
    publishing.when(publishNotice, notice, { occurredOn: '2024-03-01' }).then(published);
  });

  it('is too short with nineteen', () => {
    publishing
      .when(publishNotice, { ...notice, closesOn: '2024-03-20' }, { occurredOn: '2024-03-01' })
      .thenRefused('notice-too-short', { days: 19, needed: 20 });
  });

  it('may be shorter by a derogation that cites the local regulation', () => {
    const derogation = 'Regolamento zonale n. 12/2021, art. 7';
    publishing
      .when(
        publishNotice,
        { ...notice, closesOn: '2024-03-16', derogation },
        { occurredOn: '2024-03-01' },
      )
      .then({
        type: 'NoticePublished',
        data: {
          ...notice,
          publishedOn: '2024-03-01',
          closesOn: '2024-03-16',
          days: 15,
          derogation,
        },
      });
  });

  it('is not shorter by a derogation that cites nothing', () => {
    const wish = { ...notice, closesOn: '2024-03-16' };
    for (const derogation of ['x', 'Regolamento zonale', 'Regolamento del 2021']) {
      publishing
        .when(publishNotice, { ...wish, derogation }, { occurredOn: '2024-03-01' })
        .thenRefused('derogation-cites-nothing');
    }
  });

  it('does not close on the day it is published, whatever the derogation; the day after it may', () => {
    const derogation = 'Regolamento zonale n. 12/2021, art. 7';
    publishing
      .when(
        publishNotice,
        { ...notice, closesOn: '2024-03-01', derogation },
        { occurredOn: '2024-03-01' },
      )
      .thenRefused('notice-of-no-day', { publishedOn: '2024-03-01' });
    const closesOn = '2024-03-02';
    publishing
      .when(publishNotice, { ...notice, closesOn, derogation }, { occurredOn: '2024-03-01' })
      .then({
        type: 'NoticePublished',
        data: { ...notice, publishedOn: '2024-03-01', closesOn, days: 1, derogation },
      });
  });

  it('does not close before it begins, derogation or not', () => {
    publishing
      .when(
        publishNotice,
        { ...notice, closesOn: '2024-02-29', derogation: 'Regolamento zonale n. 12/2021, art. 7' },
        { occurredOn: '2024-03-01' },
      )
      .thenRefused('dates-reversed', { from: '2024-03-01', to: '2024-02-29' });
  });

  it('may be published on the day of the activation, and not on the day before', () => {
    publishing.when(publishNotice, notice, { occurredOn: '2024-01-10' }).then({
      type: 'NoticePublished',
      data: { ...notice, publishedOn: '2024-01-10', days: 71 },
    });
    publishing
      .when(publishNotice, notice, { occurredOn: '2024-01-09' })
      .thenRefused('notice-before-start', { startedOn: '2024-01-10' });
  });

  it('is not published before the decision', () => {
    given(...inPreparation)
      .when(publishNotice, notice, { occurredOn: '2024-03-01' })
      .thenRefused('not-now');
  });

  it.each(['javascript:alert(1)', 'www.comune.esempio.it', 'ftp://comune.esempio.it/avviso'])(
    'does not stand at %s',
    (url) => {
      expect(() => publishing.when(publishNotice, { ...notice, url })).toThrow(/url/);
    },
  );

  it('is long enough exactly when it lasts as many days as the law asks', () => {
    const day = fc
      .date({
        min: new Date('2024-01-10'),
        max: new Date('2040-12-31'),
        noInvalidDate: true,
      })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 60 }), (publishedOn, days) => {
        const closesOn = addDays(publishedOn, days);
        const wish = publishing.when(
          publishNotice,
          { ...notice, closesOn },
          { occurredOn: publishedOn },
        );
        if (days < 20) wish.thenRefused('notice-too-short', { days, needed: 20 });
        else {
          wish.then({ type: 'NoticePublished', data: { ...notice, publishedOn, closesOn, days } });
        }
      }),
    );
  });

  it('is extended to a later day and counts its days from the publication', () => {
    given(...onNotice)
      .when(extendNotice, { to: '2024-03-31' }, { occurredOn: '2024-03-20' })
      .then({
        type: 'NoticeExtended',
        data: { from: '2024-03-21', to: '2024-03-31', days: 30 },
      });
  });

  it('is not extended to the same day', () => {
    given(...onNotice)
      .when(extendNotice, { to: '2024-03-21' }, { occurredOn: '2024-03-20' })
      .thenRefused('same-date', { date: '2024-03-21' });
  });

  it('is not extended to an earlier day', () => {
    given(...onNotice)
      .when(extendNotice, { to: '2024-03-20' }, { occurredOn: '2024-03-20' })
      .thenRefused('dates-reversed', { from: '2024-03-21', to: '2024-03-20' });
  });

  it('is not extended to a day that is past by then', () => {
    given(...onNotice)
      .when(extendNotice, { to: '2024-03-31' }, { occurredOn: '2024-04-01' })
      .thenRefused('dates-reversed', { from: '2024-04-01', to: '2024-03-31' });
  });

  it('is not extended on a day before it was published', () => {
    given(...onNotice)
      .when(extendNotice, { to: '2024-03-31' }, { occurredOn: '2024-02-29' })
      .thenRefused('dates-reversed', { from: '2024-03-01', to: '2024-02-29' });
    given(...onNotice)
      .when(extendNotice, { to: '2024-03-31' }, { occurredOn: '2024-03-01' })
      .then({
        type: 'NoticeExtended',
        data: { from: '2024-03-21', to: '2024-03-31', days: 30 },
      });
  });

  it('is not extended before it is published', () => {
    given(...inPreparation, activated)
      .when(extendNotice, { to: '2024-03-31' }, { occurredOn: '2024-03-20' })
      .thenRefused('not-now');
  });

  it('is not extended once it is closed', () => {
    given(...inSession)
      .when(extendNotice, { to: '2024-03-31' }, { occurredOn: '2024-03-20' })
      .thenRefused('not-now');
  });

  it('is closed after its last day, with those who applied', () => {
    given(...onNotice, received)
      .when(closeNotice, {}, { occurredOn: '2024-03-22' })
      .then({ type: 'NoticeClosed', data: { applicationIds: ['D1'] } });
    given(...onNotice)
      .when(closeNotice, {}, { occurredOn: '2024-03-22' })
      .then(noticeClosed);
  });

  it('is not closed on its last day, which is one to apply', () => {
    given(...onNotice)
      .when(closeNotice, {}, { occurredOn: '2024-03-21' })
      .thenRefused('notice-still-open', { closesOn: '2024-03-21' });
  });

  it('is not closed when it was to close before an extension', () => {
    given(...onNotice, {
      type: 'NoticeExtended',
      data: { from: '2024-03-21', to: '2024-03-31', days: 30 },
    })
      .when(closeNotice, {}, { occurredOn: '2024-03-22' })
      .thenRefused('notice-still-open', { closesOn: '2024-03-31' });
  });

  it('is not closed before it is published', () => {
    given(...inPreparation, activated)
      .when(closeNotice, {})
      .thenRefused('not-now');
  });
});

describe('An application', () => {
  const wish = { applicationId: 'D1', body: 'Cooperativa', protocol: '31/2024' } as const;
  const dayAfter = { occurredOn: '2024-03-22' } as const;

  it('is registered with its body, its protocol and the day it came', () => {
    given(...onNotice)
      .when(receiveApplication, wish, { occurredOn: '2024-03-20' })
      .then(received);
  });

  it('gets a new id when none is given', () => {
    given(...onNotice)
      .when(
        receiveApplication,
        { body: 'Cooperativa', protocol: '31/2024' },
        { occurredOn: '2024-03-20' },
      )
      .then({
        type: 'ApplicationReceived',
        data: { ...application, applicationId: 'new-application' },
      });
  });

  it('may come on the last day, and not on the day after', () => {
    given(...onNotice)
      .when(receiveApplication, wish, { occurredOn: '2024-03-21' })
      .then({ type: 'ApplicationReceived', data: { ...application, receivedOn: '2024-03-21' } });
    given(...onNotice)
      .when(receiveApplication, wish, { occurredOn: '2024-03-22' })
      .thenRefused('application-too-late', { closesOn: '2024-03-21' });
  });

  it('that came in time is registered after the notice was closed; one that came later is not', () => {
    given(...inSession)
      .when(receiveApplication, wish, { occurredOn: '2024-03-20' })
      .then(received);
    given(...inSession)
      .when(receiveApplication, wish, { occurredOn: '2024-04-02' })
      .thenRefused('application-too-late', { closesOn: '2024-03-21' });
  });

  it('does not come before the notice, in days or in the order of things', () => {
    given(...onNotice)
      .when(receiveApplication, wish, { occurredOn: '2024-02-29' })
      .thenRefused('dates-reversed', { from: '2024-03-01', to: '2024-02-29' });
    given(...inPreparation, activated)
      .when(receiveApplication, wish)
      .thenRefused('not-now');
  });

  it('does not take the id of another one, not even of an earlier attempt', () => {
    given(...onNotice, received)
      .when(receiveApplication, wish, { occurredOn: '2024-03-20' })
      .thenRefused('id-taken', { id: 'D1' });
    const lapsed: PlanningFact = { type: 'ApplicationLapsed', data: { applicationId: 'D1' } };
    given(...onNotice, received, givenUp, lapsed, activated, published)
      .when(receiveApplication, wish, { occurredOn: '2024-03-20' })
      .thenRefused('id-taken', { id: 'D1' });
  });

  it('is admitted or not once the notice is closed, and not before', () => {
    given(...onNotice, received, noticeClosed)
      .when(admitApplication, { applicationId: 'D1' }, dayAfter)
      .then(admitted);
    given(...onNotice, received, noticeClosed)
      .when(notAdmitApplication, { applicationId: 'D1' }, dayAfter)
      .then(notAdmitted);
    given(...onNotice, received)
      .when(admitApplication, { applicationId: 'D1' }, dayAfter)
      .thenRefused('not-now');
  });

  it.each([
    ['admitted', admitApplication],
    ['turned down', notAdmitApplication],
  ])('is not %s on the last day to apply', (_how, judge) => {
    given(...onNotice, received, noticeClosed)
      .when(judge, { applicationId: 'D1' }, { occurredOn: '2024-03-21' })
      .thenRefused('notice-not-over', { closesOn: '2024-03-21' });
  });

  it('is judged once', () => {
    const judged = given(...onNotice, received, noticeClosed, notAdmitted);
    judged.when(admitApplication, { applicationId: 'D1' }, dayAfter).thenRefused('not-now');
    judged.when(notAdmitApplication, { applicationId: 'D1' }, dayAfter).thenRefused('not-now');
  });

  it('keeps why it was not admitted', () => {
    const { applications } = lifeAfter(...onNotice, received, noticeClosed, notAdmitted).data
      .coProgramming;
    expect(applications['D1']).toMatchObject({ body: 'Cooperativa', reason: 'Motivo di prova' });
  });

  it('is not judged where there is none', () => {
    given(...inSession)
      .when(admitApplication, { applicationId: 'D9' })
      .thenRefused('application-not-found', { id: 'D9' });
    given(...inSession)
      .when(notAdmitApplication, { applicationId: 'D9' })
      .thenRefused('application-not-found', { id: 'D9' });
  });

  it('lapses when the co-programming is given up before anybody judged it', () => {
    given(...onNotice, received)
      .when(decideCoProgramming, { ...no, notDeferred: true })
      .then(givenUp, { type: 'ApplicationLapsed', data: { applicationId: 'D1' } });
    given(...onNotice, received, noticeClosed, admitted)
      .when(decideCoProgramming, { ...no, notDeferred: true })
      .then(givenUp);
  });
});

describe('Co-programming in a procedure of its own', () => {
  const procedureCycleId = 'livornese-co-programmazione-2024';
  const decision = { decision: 'activated', act: 'Determina 12/2024', procedureCycleId } as const;
  const referred: PlanningFact = {
    type: 'CoProgrammingReferred',
    data: { act: 'Determina 12/2024', procedureCycleId },
  };
  const lookingAt = (life: Readonly<AnyLife> | undefined) => ({
    elsewhere: { life: (id: string) => (id === procedureCycleId ? life : undefined) },
  });
  const { lifeAfter: procedureAfter, reference } = ruleBook(coProgrammazioneV1, procedureCycleId);
  const opened: readonly PlanningFact[] = [
    {
      type: 'CycleDrafted',
      data: {
        cycleId: procedureCycleId,
        zone: 'livornese',
        year: 2024,
        title: 'Anziani',
        definition: reference,
      },
    },
    {
      type: 'CoProgrammingOpened',
      data: {
        act: 'Determina 9/2024',
        purposes: 'Conoscere i bisogni',
        object: 'Domiciliarità',
        requirements: 'Iscrizione al RUNTS',
        participationMode: 'Tavoli',
        responsiblePersonId: 'coordinatore',
      },
    },
  ];
  const underWay = [...opened, published, noticeClosed, sessionHeld, issued];
  const concluded = procedureAfter(...underWay, {
    type: 'CoProgrammingReportPublished',
    data: { url },
  });

  it('is activated by the act that names the procedure', () => {
    given(...inPreparation)
      .when(decideCoProgramming, decision, lookingAt(procedureAfter(...opened)))
      .then(referred);
  });

  it('is not activated in a procedure that does not exist, is of another kind, or of another zone', () => {
    given(...inPreparation)
      .when(decideCoProgramming, decision, lookingAt(undefined))
      .thenRefused('procedure-not-found', { cycleId: procedureCycleId });
    given(...inPreparation)
      .when(decideCoProgramming, decision, lookingAt(lifeAfter(...inPreparation)))
      .thenRefused('procedure-not-found');
    given(...inPreparation)
      .when(
        decideCoProgramming,
        { ...decision, procedureCycleId: 'pisana-co-programmazione-2024' },
        { elsewhere: { life: () => procedureAfter(...opened) } },
      )
      .thenRefused('procedure-not-found');
  });

  it('is not activated in a procedure that was given up', () => {
    const life = procedureAfter(...opened, { type: 'CoProgrammingGivenUp', data: {} });
    given(...inPreparation)
      .when(decideCoProgramming, decision, lookingAt(life))
      .thenRefused('procedure-given-up', { cycleId: procedureCycleId });
  });

  it('holds the verification back until its report is published and taken over', () => {
    const heard = gatesSettled.slice(0, 1);
    given(...inPreparation, assigned('S-1'), ...heard, referred)
      .when(openVerification, {})
      .thenRefused('co-programming-undecided');
    given(...inPreparation, assigned('S-1'), ...heard, referred, takenOver)
      .when(openVerification, {})
      .then({ type: 'VerificationOpened', data: {} });
  });

  const takenOver: PlanningFact = {
    type: 'CoProgrammingConcluded',
    data: { procedureCycleId, act: 'Determina 9/2024', document, url },
  };

  it('is concluded with the act, the report and the address of the procedure', () => {
    given(...inPreparation, referred)
      .when(concludeCoProgramming, { procedureCycleId }, lookingAt(concluded))
      .then(takenOver);
    expect(lifeAfter(...inPreparation, referred, takenOver).data.coProgramming).toMatchObject({
      decision: 'activated',
      act: 'Determina 12/2024',
      startedOn: '2024-01-10',
      procedureCycleId,
      report: document,
      reportUrl: url,
    });
  });

  it('is not concluded before the procedure has published its report', () => {
    given(...inPreparation, referred)
      .when(concludeCoProgramming, { procedureCycleId }, lookingAt(procedureAfter(...underWay)))
      .thenRefused('procedure-not-published', { cycleId: procedureCycleId });
    given(...inPreparation, referred)
      .when(concludeCoProgramming, { procedureCycleId }, lookingAt(undefined))
      .thenRefused('procedure-not-published');
  });

  it('may be concluded on the day the report is published, and not on the day before', () => {
    const concluding = given(...inPreparation, referred);
    concluding
      .when(
        concludeCoProgramming,
        { procedureCycleId },
        { ...lookingAt(concluded), occurredOn: '2024-01-10' },
      )
      .then(takenOver);
    concluding
      .when(
        concludeCoProgramming,
        { procedureCycleId },
        { ...lookingAt(concluded), occurredOn: '2024-01-09' },
      )
      .thenRefused('conclusion-before-publication', { publishedOn: '2024-01-10' });
  });

  it('is not concluded by another procedure', () => {
    given(...inPreparation, referred)
      .when(concludeCoProgramming, { procedureCycleId: 'livornese-co-programmazione-2023' })
      .thenRefused('other-procedure', { awaited: procedureCycleId });
  });

  it('is not concluded where no procedure is waited for', () => {
    given(...inPreparation, activated)
      .when(concludeCoProgramming, { procedureCycleId }, lookingAt(concluded))
      .thenRefused('other-procedure', { awaited: '—' });
    given(...inPreparation, referred, takenOver)
      .when(concludeCoProgramming, { procedureCycleId }, lookingAt(concluded))
      .thenRefused('not-now');
  });

  it('may be given up like the rest, and begun anew', () => {
    given(...inPreparation, referred)
      .when(decideCoProgramming, { ...no, notDeferred: true })
      .then(givenUp);
    given(...inPreparation, referred, givenUp)
      .when(decideCoProgramming, decision, lookingAt(procedureAfter(...opened)))
      .then(referred);
    given(...inPreparation, referred)
      .when(publishNotice, notice, { occurredOn: '2024-03-01' })
      .thenRefused('not-now');
  });
});

describe('The sessions and the reasoned report', () => {
  it('a session is recorded on the day it was held', () => {
    given(...inSession)
      .when(
        recordCoProgrammingSession,
        { sessionId: 'S1', theme: 'Non autosufficienza' },
        { occurredOn: '2024-04-04' },
      )
      .then(sessionHeld);
  });

  it('a session is held from the day after the last day to apply on', () => {
    const theme = 'Non autosufficienza';
    given(...inSession)
      .when(recordCoProgrammingSession, { sessionId: 'S1', theme }, { occurredOn: '2024-03-22' })
      .then({
        type: 'CoProgrammingSessionHeld',
        data: { sessionId: 'S1', heldOn: '2024-03-22', theme },
      });
    given(...inSession)
      .when(recordCoProgrammingSession, { theme }, { occurredOn: '2024-03-21' })
      .thenRefused('notice-not-over', { closesOn: '2024-03-21' });
  });

  it('a session waits for the last day of an extended notice', () => {
    const extended: PlanningFact = {
      type: 'NoticeExtended',
      data: { from: '2024-03-21', to: '2024-03-31', days: 30 },
    };
    given(...onNotice, extended, noticeClosed)
      .when(recordCoProgrammingSession, { theme: 'Trasporti' }, { occurredOn: '2024-03-22' })
      .thenRefused('notice-not-over', { closesOn: '2024-03-31' });
  });

  it('a session gets a new id when none is given', () => {
    given(...inSession)
      .when(
        recordCoProgrammingSession,
        { theme: 'Non autosufficienza' },
        { occurredOn: '2024-04-04' },
      )
      .then({
        type: 'CoProgrammingSessionHeld',
        data: { sessionId: 'new-session', heldOn: '2024-04-04', theme: 'Non autosufficienza' },
      });
  });

  it('a session does not take the id of another one', () => {
    given(...inSession, sessionHeld)
      .when(recordCoProgrammingSession, { sessionId: 'S1', theme: 'Trasporti' })
      .thenRefused('id-taken', { id: 'S1' });
    given(...inSession, sessionHeld)
      .when(
        recordCoProgrammingSession,
        { sessionId: 'S2', theme: 'Trasporti' },
        { occurredOn: '2024-04-11' },
      )
      .then({
        type: 'CoProgrammingSessionHeld',
        data: { sessionId: 'S2', heldOn: '2024-04-11', theme: 'Trasporti' },
      });
  });

  it('a session keeps its tables, who leads them, and the bodies that were there', () => {
    const tables = [{ theme: 'Trasporti', ledByPersonId: 'funzionaria' }];
    const more = { tables, attendance: ['Cooperativa', 'Prefettura'] };
    given(...onNotice, received, noticeClosed, admitted)
      .when(
        recordCoProgrammingSession,
        { sessionId: 'S1', theme: 'Non autosufficienza', ...more },
        { occurredOn: '2024-04-04' },
      )
      .then({
        type: 'CoProgrammingSessionHeld',
        data: {
          sessionId: 'S1',
          heldOn: '2024-04-04',
          theme: 'Non autosufficienza',
          ...more,
        },
      });
  });

  it.each([
    ['was not admitted', [notAdmitted]],
    ['is not admitted yet', []],
  ])('a session is not attended by a body whose application %s', (_how, facts) => {
    given(...onNotice, received, noticeClosed, ...facts)
      .when(
        recordCoProgrammingSession,
        { theme: 'Trasporti', attendance: ['Cooperativa'] },
        { occurredOn: '2024-04-04' },
      )
      .thenRefused('body-not-admitted', { applicationId: 'D1' });
  });

  it('there is no session while the notice is open', () => {
    given(...onNotice)
      .when(
        recordCoProgrammingSession,
        { theme: 'Non autosufficienza' },
        { occurredOn: '2024-04-04' },
      )
      .thenRefused('not-now');
  });

  const wish = { document, sentTo: ['Conferenza zonale integrata'] };

  const responsible = { personId: 'coordinatore', occurredOn: '2024-04-04' };

  it('the report is issued after a session, by the person responsible for the procedure', () => {
    given(...inSession, sessionHeld)
      .when(issueCoProgrammingReport, wish, responsible)
      .then(issued);
  });

  it('the report is not issued by another coordinator', () => {
    given(...inSession, sessionHeld)
      .when(issueCoProgrammingReport, wish, { personId: 'altra-coordinatrice' })
      .thenRefused('not-responsible-person');
  });

  it('the report is not issued without a session', () => {
    given(...inSession)
      .when(issueCoProgrammingReport, wish, responsible)
      .thenRefused('no-session-held');
  });

  it('the report is not issued while an application waits', () => {
    given(...onNotice, received, noticeClosed, sessionHeld)
      .when(issueCoProgrammingReport, wish, responsible)
      .thenRefused('applications-undecided', { count: 1 });
    given(...onNotice, received, noticeClosed, sessionHeld, notAdmitted)
      .when(issueCoProgrammingReport, wish, responsible)
      .then(issued);
  });

  it('the report is not issued before the last session, whichever was recorded last', () => {
    const earlier: PlanningFact = {
      type: 'CoProgrammingSessionHeld',
      data: { sessionId: 'S2', heldOn: '2024-03-28', theme: 'Trasporti' },
    };
    given(...inSession, sessionHeld, earlier)
      .when(issueCoProgrammingReport, wish, { ...responsible, occurredOn: '2024-04-03' })
      .thenRefused('report-before-session', { heldOn: '2024-04-04' });
    given(...inSession, sessionHeld, earlier)
      .when(issueCoProgrammingReport, wish, responsible)
      .then(issued);
  });

  it('the report is issued once', () => {
    given(...reported)
      .when(issueCoProgrammingReport, wish, responsible)
      .thenRefused('not-now');
  });

  it('the report is published', () => {
    const reportPublished: PlanningFact = { type: 'CoProgrammingReportPublished', data: { url } };
    given(...reported)
      .when(publishCoProgrammingReport, { url })
      .then(reportPublished);
    expect(lifeAfter(...reported, reportPublished).data.coProgramming).toMatchObject({
      report: document,
      reportIssuedOn: '2024-01-10',
      reportUrl: url,
      reportPublishedOn: '2024-01-10',
    });
  });

  it('the report is published on the day it was issued or later, and not on the day before', () => {
    given(...reported)
      .when(publishCoProgrammingReport, { url }, { occurredOn: '2024-01-09' })
      .thenRefused('publication-before-report', { issuedOn: '2024-01-10' });
    given(...reported)
      .when(publishCoProgrammingReport, { url }, { occurredOn: '2024-01-10' })
      .then({ type: 'CoProgrammingReportPublished', data: { url } });
  });

  it('the report is not published before it is issued', () => {
    given(...inSession, sessionHeld)
      .when(publishCoProgrammingReport, { url })
      .thenRefused('not-now');
  });
});

describe('The verbs of co-programming', () => {
  it('belong to these roles and to nobody else', () => {
    expect(
      Object.fromEntries(
        coProgrammingVerbs.map(({ name, who }) => [name, who.map(({ role }) => role).join(' ')]),
      ),
    ).toEqual({
      'open-co-programming': 'DIR',
      'replace-responsible-person': 'DIR',
      'propose-co-programming': 'UPc',
      'decide-co-programming': 'DIR',
      'publish-notice': 'UPc UPo',
      'extend-notice': 'UPc UPo',
      'receive-application': 'UPc UPo',
      'close-notice': 'UPc UPo',
      'admit-application': 'UPc UPo',
      'not-admit-application': 'UPc UPo',
      'record-co-programming-session': 'UPc UPo',
      'issue-co-programming-report': 'UPc UPo DIR UH',
      'publish-co-programming-report': 'UPc UPo',
      'give-up-co-programming': 'DIR',
      'conclude-co-programming': 'UPc UPo',
    });
  });

  it('ask for a reason where they take something away; the no of a programme has its motivation', () => {
    expect(
      coProgrammingVerbs.filter(({ reason }) => reason === 'required').map(({ name }) => name),
    ).toEqual([
      'replace-responsible-person',
      'extend-notice',
      'not-admit-application',
      'give-up-co-programming',
    ]);
  });
});

import { decideCoProgramming } from '../co-programming/decide-co-programming.js';
import type { PlanningFact } from '../planning-fact.js';
import { given, inDraft, inPreparation, lifeAfter } from '../testing.fixture.js';
import { breakPromise } from './break-promise.js';
import { keepPromise } from './keep-promise.js';
import { makePromise } from './make-promise.js';

const made = (promiseId: string, more: object = {}): PlanningFact => ({
  type: 'PromiseMade',
  data: { promiseId, about: 'OTHER', text: 'Un incontro in ogni comune', ...more },
});
const kept: PlanningFact = {
  type: 'PromiseKept',
  data: { promiseId: 'I1', text: 'Incontri di maggio' },
};
const later = 'livornese-poa-annuale-2025';
const there = {
  elsewhere: { life: (id: string) => (id === later ? lifeAfter(...inDraft) : undefined) },
};

describe('A promise', () => {
  it('is made to somebody, with a day', () => {
    const body = { text: 'Un incontro in ogni comune', to: 'Consulta', due: '2024-05-31' };
    given(...inDraft)
      .when(makePromise, body)
      .then(made('new-promise', { to: 'Consulta', due: '2024-05-31' }));
    given(...inDraft)
      .when(makePromise, { promiseId: 'I1', text: body.text })
      .then(made('I1'));
    given(...inDraft)
      .when(makePromise, { about: 'CO_PROGRAMMING', text: body.text })
      .then(made('new-promise', { about: 'CO_PROGRAMMING' }));
  });

  it('has an id of its own, and a day that is still to come', () => {
    given(...inDraft, made('I1'))
      .when(makePromise, { promiseId: 'I1', text: 'Altro' })
      .thenRefused('id-taken');
    given(...inDraft)
      .when(makePromise, { text: 'Altro', due: '2024-01-09' })
      .thenRefused('dates-reversed');
  });

  it('is kept, in a cycle or elsewhere', () => {
    given(...inDraft, made('I1'))
      .when(keepPromise, { promiseId: 'I1', text: 'Incontri di maggio' })
      .then(kept);
    given(...inDraft, made('I1'))
      .when(keepPromise, { promiseId: 'I1', text: 'Incontri', inCycleId: later }, there)
      .then({
        type: 'PromiseKept',
        data: { promiseId: 'I1', text: 'Incontri', inCycleId: later },
      });
  });

  it('is not kept in a cycle that is not there, or that is of another zone', () => {
    for (const inCycleId of ['livornese-poa-annuale-2030', 'pisana-poa-annuale-2025']) {
      given(...inDraft, made('I1'))
        .when(keepPromise, { promiseId: 'I1', text: 'Incontri', inCycleId }, there)
        .thenRefused('cycle-not-found', { cycleId: inCycleId });
    }
  });

  it('is kept once', () => {
    given(...inDraft, made('I1'), kept)
      .when(keepPromise, { promiseId: 'I1', text: 'Di nuovo' })
      .thenRefused('not-now');
    given(...inDraft, made('I1'), kept)
      .when(breakPromise, { promiseId: 'I1' })
      .thenRefused('not-now');
  });

  it('is broken, and may be kept after all', () => {
    const broken: PlanningFact = {
      type: 'PromiseBroken',
      data: { promiseId: 'I1', inCycleId: later },
    };
    given(...inDraft, made('I1'))
      .when(breakPromise, { promiseId: 'I1', inCycleId: later, reason: 'Mancano le sale' }, there)
      .then(broken);
    given(...inDraft, made('I1'), broken)
      .when(keepPromise, { promiseId: 'I1', text: 'Incontri di maggio' })
      .then(kept);
    given(...inDraft, made('I1'))
      .when(breakPromise, { promiseId: 'I1', inCycleId: 'pisana-poa-annuale-2025' }, there)
      .thenRefused('cycle-not-found');
  });

  it('that nobody made is neither kept nor broken', () => {
    given(...inDraft)
      .when(keepPromise, { promiseId: 'I9', text: 'Incontri' })
      .thenRefused('promise-not-found', { id: 'I9' });
    given(...inDraft)
      .when(breakPromise, { promiseId: 'I9' })
      .thenRefused('promise-not-found');
  });

  it('is remembered with the day it was made, and how it ended', () => {
    const { promises } = lifeAfter(...inDraft, made('I1'), kept, made('I2'), {
      type: 'PromiseBroken',
      data: { promiseId: 'I2' },
    }).data;
    expect(promises['I1']).toMatchObject({
      madeOn: '2024-01-10',
      ended: { on: '2024-01-10', text: 'Incontri di maggio' },
    });
    expect(promises['I2']?.ended).toEqual({ on: '2024-01-10', text: 'Motivo di prova' });
  });
});

describe('Co-programming put off', () => {
  const no = {
    decision: 'not_activated',
    motivation: 'TIGHT_SCHEDULE',
    text: 'La tempistica dell’anno non consente di pubblicare un avviso di venti giorni.',
  } as const;
  const deferral = { deferredTo: 'Prossimo PIS', deferralDue: '2025-12-31' };
  const reasons = { motivation: no.motivation, text: no.text };
  const notActivated = (promiseId: string): PlanningFact => ({
    type: 'CoProgrammingNotActivated',
    data: { ...reasons, ...deferral, promiseId },
  });
  const activated: PlanningFact = { type: 'CoProgrammingActivated', data: { act: 'Atto 3' } };
  const promised = (promiseId: string): PlanningFact => ({
    type: 'PromiseMade',
    data: { promiseId, about: 'CO_PROGRAMMING', text: 'Prossimo PIS', due: '2025-12-31' },
  });

  it('is a promise', () => {
    given(...inPreparation)
      .when(decideCoProgramming, { ...no, ...deferral })
      .then(notActivated('new-promise'), promised('new-promise'));
  });

  it('is called as whoever puts it off calls it, by a name no promise has', () => {
    given(...inPreparation)
      .when(decideCoProgramming, { ...no, ...deferral, promiseId: 'I1' })
      .then(notActivated('I1'), promised('I1'));
    given(...inPreparation, made('I1'))
      .when(decideCoProgramming, { ...no, ...deferral, promiseId: 'I1' })
      .thenRefused('id-taken', { id: 'I1' });
  });

  it('to nothing is none', () => {
    given(...inPreparation)
      .when(decideCoProgramming, { ...no, notDeferred: true })
      .then({ type: 'CoProgrammingNotActivated', data: reasons });
  });

  it('and activated after all in the same cycle is promised no more; given up again, once more', () => {
    given(...inPreparation, notActivated('I1'), promised('I1'), made('I2'))
      .when(decideCoProgramming, { decision: 'activated', act: 'Atto 3' })
      .then(activated, { type: 'PromiseWithdrawn', data: { promiseId: 'I1' } });
    given(...inPreparation, notActivated('I1'), promised('I1'), activated, {
      type: 'PromiseWithdrawn',
      data: { promiseId: 'I1' },
    })
      .when(decideCoProgramming, { ...no, ...deferral })
      .then(notActivated('new-promise'), promised('new-promise'));
  });

  it('and activated after all leaves a promise standing that was made by hand, to a body too', () => {
    const toABody = made('I2', { about: 'CO_PROGRAMMING', to: 'Consulta' });
    given(...inPreparation, toABody, notActivated('I1'), promised('I1'))
      .when(decideCoProgramming, { decision: 'activated', act: 'Atto 3' })
      .then(activated, { type: 'PromiseWithdrawn', data: { promiseId: 'I1' } });
    given(...inPreparation, toABody)
      .when(decideCoProgramming, { decision: 'activated', act: 'Atto 3' })
      .then(activated);
  });

  it('and kept already is withdrawn no more', () => {
    given(...inPreparation, notActivated('I1'), promised('I1'), kept)
      .when(decideCoProgramming, { decision: 'activated', act: 'Atto 3' })
      .then(activated);
  });
});

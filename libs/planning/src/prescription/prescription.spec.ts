import { present } from '../command/present.js';
import { inForce } from '../monitoring/in-force.fixture.js';
import {
  headChanged,
  opened,
  organisationAfter,
  unitAdded,
} from '../organisation/organisation.fixture.js';
import type { PlanningFact } from '../planning-fact.js';
import { document, given, lifeAfter } from '../testing.fixture.js';
import { acceptPrescription } from './accept-prescription.js';
import { meetPrescription } from './meet-prescription.js';
import { notAcceptPrescription } from './not-accept-prescription.js';

const prescriptionId = 'R1';
/** A plan with a prescription; what `lifeAfter` records happens on 10 January. */
const asked = (due?: string, schedaIds?: readonly string[]) =>
  inForce(
    ['S-1'],
    [{ prescriptionId, text: 'Aggiornare gli indicatori', ...present({ due, schedaIds }) }],
  );
const met: PlanningFact = {
  type: 'PrescriptionMet',
  data: { prescriptionId, text: 'Aggiornati' },
};
const notAccepted: PlanningFact = {
  type: 'PrescriptionNotAccepted',
  data: { prescriptionId, text: 'Ne manca uno' },
};
const accepted = (daysLate: number): PlanningFact => ({
  type: 'PrescriptionAccepted',
  data: { prescriptionId, daysLate },
});

describe('A prescription', () => {
  it.each(['UPc', 'UPo'] as const)('is met by %s, saying what was done', (as) => {
    given(...asked())
      .when(meetPrescription, { prescriptionId, text: 'Aggiornati' }, { as })
      .then(met);
  });

  it('that is addressed to a scheda is met by the head of its unit, and by no other', () => {
    const wish = { prescriptionId, text: 'Aggiornati' };
    const head = { as: 'UH', unitId: 'anziani' } as const;
    const addressed = given(...asked(undefined, ['S-1']));
    addressed.when(meetPrescription, wish, head).then(met);
    addressed
      .when(meetPrescription, wish, { ...head, unitId: 'minori' })
      .thenRefused('not-your-unit');
    addressed.when(meetPrescription, wish, { as: 'UH' }).thenRefused('not-your-unit');
    addressed.when(meetPrescription, wish, { as: 'UPo', unitId: 'minori' }).then(met);
  });

  it('that is addressed to a scheda is met by the head the register names, and who stands in for that unit', () => {
    const wish = { prescriptionId, text: 'Aggiornati' };
    const both = [unitAdded('anziani'), unitAdded('minori')];
    const { data } = organisationAfter(opened, ...both);
    const organisation = { data, day: '2024-06-30' };
    const head = { as: 'UH', personId: 'responsabile', organisation } as const;
    const addressed = given(...asked(undefined, ['S-1']));
    addressed.when(meetPrescription, wish, { ...head, unitId: 'minori' }).then(met);
    addressed
      .when(meetPrescription, wish, { ...head, personId: 'altri', unitId: 'anziani' })
      .thenRefused('not-your-unit');
    const standIn = { ...head, personId: 'sostituto', onBehalfOf: 'responsabile' };
    addressed.when(meetPrescription, wish, { ...standIn, unitId: 'anziani' }).then(met);
    addressed
      .when(meetPrescription, wish, { ...standIn, unitId: 'minori' })
      .thenRefused('not-your-unit');
    const envelope = { cycleId: 'livornese-poa-annuale-2024' };
    expect(meetPrescription.looksAt?.({ envelope } as never, '2024-06-30')).toEqual({
      lives: ['livornese-organizzazione'],
    });
  });

  it('is met by whoever was the head on that day, too', () => {
    const { data } = organisationAfter(
      ...[opened, unitAdded('anziani'), unitAdded('minori', { headPersonId: 'nuovo' })],
      headChanged('anziani', 'nuovo', '2024-01-11'),
    );
    const organisation = { data, day: '2024-06-30' };
    const wish = { prescriptionId, text: 'Aggiornati' };
    const head = { as: 'UH', personId: 'nuovo', unitId: 'minori', organisation } as const;
    const addressed = given(...asked(undefined, ['S-1']));
    addressed
      .when(meetPrescription, wish, { ...head, occurredOn: '2024-01-10' })
      .thenRefused('not-head-on-that-day', { day: '2024-01-10' });
    addressed.when(meetPrescription, wish, { ...head, occurredOn: '2024-01-11' }).then(met);
  });

  it('for the plan as a whole is the office’s to meet, not that of the head of a unit', () => {
    given(...asked())
      .when(
        meetPrescription,
        { prescriptionId, text: 'Aggiornati' },
        { as: 'UH', unitId: 'anziani' },
      )
      .thenRefused('prescription-of-whole-plan');
  });

  it('is met on the day it was set at the earliest', () => {
    given(...asked())
      .when(meetPrescription, { prescriptionId, text: 'Fatto' }, { occurredOn: '2024-01-09' })
      .thenRefused('dates-reversed', { from: '2024-01-10', to: '2024-01-09' });
  });

  it('may be met with a document', () => {
    given(...asked())
      .when(meetPrescription, { prescriptionId, text: 'Aggiornati', document })
      .then({ type: 'PrescriptionMet', data: { prescriptionId, text: 'Aggiornati', document } });
  });

  it('is met once, until the director has said something', () => {
    given(...asked(), met)
      .when(meetPrescription, { prescriptionId, text: 'Ancora' })
      .thenRefused('not-now');
    given(...asked(), met, notAccepted)
      .when(meetPrescription, { prescriptionId, text: 'Aggiornati' })
      .then(met);
  });

  it.each([
    ['of no day', undefined, 0],
    ['met before its day', '2024-01-20', 0],
    ['met on its day', '2024-01-10', 0],
    ['met one day late', '2024-01-09', 1],
    ['met over the turn of the year', '2023-12-31', 10],
  ])('%s is accepted with the days it was late, whenever that is', (_name, due, daysLate) => {
    given(...asked(due), met)
      .when(acceptPrescription, { prescriptionId }, { occurredOn: '2024-06-30' })
      .then(accepted(daysLate));
  });

  it('is not accepted with what is missing', () => {
    given(...asked(), met)
      .when(notAcceptPrescription, { prescriptionId, text: 'Ne manca uno' })
      .then(notAccepted);
  });

  it.each([acceptPrescription, notAcceptPrescription])(
    'is judged by the director alone, once it is met: $name',
    (verb) => {
      expect(verb.who).toEqual([{ role: 'DIR' }]);
    },
  );

  it('is not judged before it is met, nor after it was accepted', () => {
    for (const before of [asked(), [...asked(), met, accepted(0)]]) {
      given(...before)
        .when(acceptPrescription, { prescriptionId })
        .thenRefused('not-now');
      given(...before)
        .when(notAcceptPrescription, { prescriptionId, text: 'Manca' })
        .thenRefused('not-now');
    }
  });

  it('is one the organ set', () => {
    const wish = { prescriptionId: 'R9' };
    const plan = given(...asked());
    for (const answer of [
      plan.when(meetPrescription, { ...wish, text: 'Fatto' }),
      plan.when(acceptPrescription, wish),
      plan.when(notAcceptPrescription, { ...wish, text: 'Manca' }),
    ]) {
      answer.thenRefused('prescription-not-found', { id: 'R9' });
    }
  });

  it('is remembered with who met it, when, and how late', () => {
    const set = {
      prescriptionId,
      text: 'Aggiornare gli indicatori',
      due: '2024-01-08',
      sessionId: 'A1',
      setOn: '2024-01-10',
    };
    const done = { text: 'Aggiornati', by: 'operatore', on: '2024-01-10' };
    const of = (...facts: readonly PlanningFact[]) =>
      lifeAfter(...asked('2024-01-08'), ...facts).data.prescriptions[prescriptionId];
    expect(of()).toEqual(set);
    expect(of(met)).toEqual({ ...set, met: done });
    expect(of(met, notAccepted)).toEqual({ ...set, notAcceptedText: 'Ne manca uno' });
    expect(of(met, notAccepted, met)).toEqual({ ...set, met: done });
    expect(of(met, accepted(2))).toEqual({ ...set, met: done, daysLate: 2 });
  });
});

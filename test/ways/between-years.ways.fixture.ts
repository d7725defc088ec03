import { about, drive, hears, reach, send } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import type { TestServer } from '../server.fixture.js';
import { activateCoProgramming, declineCoProgramming } from './co-programming-days.fixture.js';
import { proposedCategories } from './to-approval.wishes.fixture.js';
import type { Driver, Drivers, Wishes } from '../journey.fixture.js';

const reason = 'Il servizio continua';
/** A cycle of which nobody in the zone may know whether it is there. */
const elsewhere = 'altrove-poa-annuale-2001';
/** The year whose plan the others carry schede over from: the first there is, so that all come after it. */
export const FIRST_YEAR = 1_900;

/** How to ask for the verbs between the years: carry-over, promises, the rest. */
export const wishesBetweenYears: Wishes = {
  'draft-from-previous': () => ({
    as: 'UPc',
    body: { fromCycleId: elsewhere, title: 'POA' },
  }),
  'carry-over-schede': (_, { id }) => ({
    as: 'UPo',
    body: { fromCycleId: elsewhere, schede: [{ schedaId: id }] },
  }),
  'make-promise': ({ server }, { id }) => ({
    as: 'UPc',
    body: {
      promiseId: id,
      about: 'CO_PROGRAMMING',
      text: 'Co-programmare il prossimo piano',
      due: server.clock.day(30),
    },
  }),
  'keep-promise': (_, { id }) => ({ as: 'UPc', body: { promiseId: id, text: 'Tavoli di maggio' } }),
  'break-promise': (_, { id }) => ({ as: 'DIR', body: { promiseId: id, reason } }),
  'place-contribution': (_, { id }) => ({
    as: 'UPo',
    body: { contributionId: id, text: 'Premessa, secondo punto' },
  }),
  'decline-category-exemption': (journey) => {
    const [category = 'UTENTI'] = proposedCategories(journey);
    return { as: 'DIR', body: { category, reason } };
  },
  'cancel-deadline': (_, { id }) => ({ as: 'DIR', body: { deadlineId: id, reason } }),
};

/** A plan in force of an earlier year, with schede enough for one journey to carry over. */
const plansBefore = new WeakMap<TestServer, Map<string, Promise<Journey>>>();

function planBefore(journey: Journey): Promise<Journey> {
  const before = journey.beside(FIRST_YEAR);
  const plans = plansBefore.get(journey.server) ?? new Map<string, Promise<Journey>>();
  plansBefore.set(journey.server, plans);
  const plan = plans.get(before.cycleId) ?? inForce(before);
  plans.set(before.cycleId, plan);
  return plan;
}

async function inForce(journey: Journey): Promise<Journey> {
  await reach(journey, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
  const way = [
    'SchedaAssigned',
    'SchedaRevised',
    'SchedaSubmitted',
    'SchedaTakenInCharge',
  ] as const;
  for (let number = 1; number <= 10; number++) {
    const id = journey.fresh('scheda');
    for (const type of [...way, 'SchedaChecked'] as const) await drive(journey, { type }, id);
  }
  await reach(journey, (root) => root.matches('inForce'));
  return journey;
}

/** Carries the next scheda of the earlier plan over, with its programme where the tree lacks it. */
const carryOver: Driver = async (journey, { id }) => {
  const type = 'SchedaCarriedOver';
  await reach(journey, (root) => hears(root, { type }));
  const plan = await planBefore(journey);
  const along = new Set(journey.all(type).map(({ carriedFrom }) => carriedFrom.schedaId));
  const next = plan.all('SchedaApproved').find(({ schedaId }) => !along.has(schedaId))?.schedaId;
  const { programmeId = '' } =
    plan.all('SchedaAssigned').find(({ schedaId }) => schedaId === next) ?? {};
  const known = [
    ...journey.all('TreeImported').flatMap(({ programmes }) => programmes),
    ...journey.all('ProgrammeAdded'),
  ];
  if (!known.some((programme) => programme.programmeId === programmeId)) {
    const programme = { programmeId, name: 'Di prima', objectiveIds: [] };
    await journey.perform('UPo', 'add-programme', programme);
  }
  await journey.perform('UPo', 'carry-over-schede', {
    fromCycleId: plan.cycleId,
    schede: [{ schedaId: next, ...(id !== undefined && { newSchedaId: id }) }],
    reason,
  });
};

/** How their facts are brought about. */
export const driversBetweenYears: Drivers = {
  SchedaCarriedOver: carryOver,
  async PromiseMade(journey, target) {
    if (target.id === undefined || !journey.reserved.has(target.id)) {
      await about('PromiseMade', 'make-promise')(journey, target);
      return;
    }
    // Only a promise that putting something off has made is withdrawn again.
    await reach(journey, (root) => root.can({ type: 'CoProgrammingNotActivated' }));
    await declineCoProgramming(journey, { promiseId: target.id });
  },
  PromiseKept: about('PromiseKept', 'keep-promise'),
  PromiseBroken: about('PromiseBroken', 'break-promise'),
  /** What was put off is done after all, in the same year. */
  async PromiseWithdrawn(journey, target) {
    await reach(journey, (root) => root.can({ type: 'CoProgrammingActivated' }));
    await activateCoProgramming(journey, target);
  },
  ContributionPlaced: about('ContributionPlaced', 'place-contribution'),
  async CategoryExemptionDeclined(journey) {
    if (proposedCategories(journey).length === 0) {
      await send(journey, 'propose-category-exemption');
    }
    await send(journey, 'decline-category-exemption');
  },
  DeadlineCancelled: about('DeadlineCancelled', 'cancel-deadline'),
};

import { about, anyPart, by, drive, hears, reach, send } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { shortestPath, type Heard } from '../paths.js';
import { driversToApproval, unready, withdrawalsAsked } from './to-approval.drivers.fixture.js';
import type { Driver, Drivers, Wishes } from '../journey.fixture.js';

const reason = 'Il finanziamento è arrivato a metà anno';
const undoing = { act: 'Deliberazione 40/2024', ground: 'Così ha deciso la Conferenza', reason };
const nobody = '00000000-0000-4000-8000-000000000000';

/** How to ask for the verbs of revisions, suspensions, ends and corrections. */
export const wishesRevisionAndEndings: Wishes = {
  'open-revision': (journey, { id }) => ({
    as: 'UPc',
    body: { scope: inPlan(journey, id) ? [{ schedaId: id, what: 'amend' }] : [], reason },
  }),
  'drop-amendment': (_, { id }) => ({ as: 'UPc', body: { schedaId: id, reason } }),
  'verify-revision': () => ({ as: 'UPc', body: { leftOut: [] } }),
  'drop-revision': () => ({ as: 'UPc', body: { reason } }),

  'suspend-cycle': () => ({ as: 'DIR', body: { deadlines: 'stop', reason } }),
  'resume-cycle': () => ({ as: 'DIR', body: { reason } }),
  'annul-cycle': () => ({ as: 'SEG', body: undoing }),
  'revoke-cycle': () => ({ as: 'SEG', body: undoing }),
  'abandon-cycle': () => ({ as: 'DIR', body: { reason } }),
  'annul-scheda': (_, { id }) => ({ as: 'SEG', body: { schedaId: id, ...undoing } }),

  'migrate-definition': () => ({ as: 'UPc', body: { toVersion: 2, reason } }),

  'correct-record': (journey) => {
    const linked = journey.facts.findLast(({ type }) => type === 'ParentPlanLinked');
    const eventId = linked?.id ?? nobody;
    const last = journey.all('RecordCorrected').findLast((each) => each.eventId === eventId);
    const first = linked?.type === 'ParentPlanLinked' ? linked.data.name : 'PSSIR';
    return {
      as: 'UPc',
      body: {
        eventId,
        field: '/name',
        old: last?.new ?? first,
        new: journey.fresh('PSSIR'),
        reason,
      },
    };
  },
  'redact-text': (journey) => {
    const hidden = new Set(journey.all('TextRedacted').map(({ eventId }) => eventId));
    const fact = journey.facts.findLast(
      ({ type, id }) => (giveReasons.has(type) || type === 'QuestionRaised') && !hidden.has(id),
    );
    const place =
      fact?.type === 'QuestionRaised'
        ? { pointer: '/text' }
        : { where: 'envelope', pointer: '/reason' };
    const body = { eventId: fact?.id ?? nobody, ...place, legalBasis: 'GDPR art. 17', reason };
    return { as: 'DIR', body };
  },
};

/** Some facts that always come with a reason, which is a free text. */
const giveReasons: ReadonlySet<string> = new Set([
  ...['CycleSuspended', 'CycleResumed', 'CycleAbandoned', 'CycleAnnulled'],
  ...['CycleRevoked', 'RevisionOpened', 'RecordCorrected', 'TextRedacted'],
]);

/** Whether a scheda stands in the plan as it was approved. */
function inPlan(journey: Journey, id: string): boolean {
  return journey.part('scheda', id).matches('approved');
}

/** The schede of the plan that no test is about. */
function allInPlan(journey: Journey): readonly string[] {
  return [...journey.partsOf('scheda').keys()].filter(
    (id) => !journey.reserved.has(id) && inPlan(journey, id),
  );
}

/** Opens a revision on these schede, whatever revision there was. */
async function openOn(
  journey: Journey,
  ...scope: readonly { readonly schedaId: string; readonly what: 'amend' | 'drop' }[]
): Promise<void> {
  await reach(journey, (root) => root.can({ type: 'RevisionOpened' }));
  await journey.perform('UPc', 'open-revision', { scope, reason });
}

const amending = ['amending', 'amendmentSubmitted', 'amendmentInCheck', 'amendmentReturned'];

/** Writes and checks a scheda, from wherever it stands, up to where `there` says. */
async function write(journey: Journey, id: string, there: string): Promise<void> {
  const others = new Set(
    (journey.machineOf('scheda').events as readonly string[]).filter((type) => !writing.has(type)),
  );
  const path = shortestPath(journey.part('scheda', id), (part) => part.matches(there), others);
  for (const { heard } of path ?? []) await drive(journey, heard, id);
}

const writing: ReadonlySet<string> = new Set([
  ...['SchedaAssigned', 'SchedaRevised', 'SchedaSubmitted', 'SchedaTakenInCharge'],
  ...['SchedaReturned', 'SchedaChecked'],
]);

async function denyWithdrawals(journey: Journey): Promise<void> {
  for (const id of withdrawalsAsked(journey)) await send(journey, 'deny-withdrawal', { id });
}

/** A revision with something in it: what is amended is checked, and one scheda is new. */
const verifyRevision: Driver = async (journey) => {
  for (const [id, part] of journey.partsOf('scheda')) {
    if (amending.some((state) => part.matches(state))) await write(journey, id, 'amendmentChecked');
  }
  if (![...journey.partsOf('scheda').values()].some((part) => part.matches('checked'))) {
    await write(journey, journey.fresh('scheda'), 'checked');
  }
  await denyWithdrawals(journey);
  const approved = new Set(journey.all('SchedaApproved').map(({ schedaId }) => schedaId));
  const leftOut = unready(journey).filter(({ schedaId }) => !approved.has(schedaId));
  await journey.perform('UPc', 'verify-revision', { leftOut });
};

const dropRevision: Driver = async (journey) => {
  await denyWithdrawals(journey);
  await send(journey, 'drop-revision');
};

/** What is merged is another plan, to be published and deposited anew: it was both before, and is again. */
const deliberate: Driver = async (journey, target) => {
  const merges = target.outcome?.startsWith('approved') === true && journey.root.matches('inForce');
  if (!merges) return send(journey, 'record-deliberation', target);
  const open = (): readonly Heard[] =>
    (['PlanPublished', 'ProwebDepositRecorded'] as const)
      .filter((_type, index) =>
        journey.root.matches({
          inForce: index === 0 ? { publication: 'toPublish' } : { prowebDeposit: 'toDeposit' },
        }),
      )
      .map((type) => ({ type }));
  const toDo = open();
  for (const heard of toDo) await drive(journey, heard);
  await send(journey, 'record-deliberation', target);
  for (const heard of open()) {
    if (!toDo.some(({ type }) => type === heard.type)) await drive(journey, heard);
  }
};

/** Leaves a scheda out: at the end of the verification or, one that is checked, with a revision that is given up. */
const leaveOut: Driver = async (journey, { id = '' }) => {
  if (!journey.part('scheda', id).matches('checked')) {
    return journey.root.matches('inForce')
      ? dropRevision(journey, {})
      : driversToApproval.SchedaLeftOut!(journey, { id });
  }
  if (!journey.root.matches('inForce')) {
    await drive(journey, { type: 'SchedaReturned' }, id);
    await driversToApproval.SchedaLeftOut!(journey, { id });
    await reach(journey, (root) => root.matches({ inForce: { revision: 'open' } }));
    await write(journey, id, 'checked');
  }
  await dropRevision(journey, {});
};

/** How their facts are brought about. */
export const driversRevisionAndEndings: Drivers = {
  async RevisionOpened(journey) {
    const [one, other] = allInPlan(journey);
    // Of the only scheda now the one, now the other: what is new takes its place when it is dropped.
    const what = journey.all('RevisionOpened').length % 2 === 0 ? 'drop' : 'amend';
    await openOn(
      journey,
      ...(one === undefined ? [] : [{ schedaId: one, what } as const]),
      ...(other === undefined ? [] : [{ schedaId: other, what: 'amend' } as const]),
    );
  },
  async SchedaReopened(journey, { id }) {
    const schedaId = id ?? (await anyPart(journey, 'scheda', 'SchedaReopened'));
    await openOn(journey, { schedaId, what: 'amend' });
  },
  async AmendmentDropped(journey, { id }) {
    const type = 'AmendmentDropped';
    const amended = [...journey.partsOf('scheda')].find(
      ([schedaId, part]) =>
        !journey.reserved.has(schedaId) && !part.matches('approved') && part.can({ type }),
    );
    const schedaId = id ?? amended?.[0] ?? (await anyPart(journey, 'scheda', type));
    if (inPlan(journey, schedaId)) await openOn(journey, { schedaId, what: 'drop' });
    else await reach(journey, (root) => hears(root, { type }));
    await send(journey, 'drop-amendment', { id: schedaId });
  },
  async SchedaDropped(journey, { id }) {
    const schedaId = id ?? (await anyPart(journey, 'scheda', 'SchedaDropped'));
    await openOn(journey, { schedaId, what: 'drop' });
    const approved: Heard = { type: 'DeliberationRecorded', outcome: 'approved' };
    await reach(journey, (root) => root.can(approved));
    await drive(journey, approved);
  },
  RevisionVerified: verifyRevision,
  RevisionDropped: dropRevision,
  DeliberationRecorded: deliberate,
  SchedaLeftOut: leaveOut,

  async CycleSuspended(journey) {
    // It can still be extended while the cycle is suspended; it cannot be set any more.
    const running = [...journey.partsOf('deadline').values()];
    if (!running.some((part) => part.matches('running'))) await send(journey, 'set-deadline');
    // And be missed.
    await send(journey, 'set-deadline', { id: journey.fresh('missed') });
    // And somebody be reminded of it.
    await send(journey, 'set-deadline', { id: journey.fresh('remind') });
    // And be said to be met.
    await send(journey, 'set-deadline', { id: journey.fresh('said') });
    await send(journey, 'suspend-cycle');
  },
  CycleResumed: by('resume-cycle'),
  CycleAnnulled: by('annul-cycle'),
  CycleRevoked: by('revoke-cycle'),
  CycleAbandoned: by('abandon-cycle'),
  SchedaAnnulled: about('SchedaAnnulled', 'annul-scheda'),

  RecordCorrected: by('correct-record'),
  TextRedacted: by('redact-text'),
};

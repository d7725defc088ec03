import { cycleName, organisationOf } from '#planning';
import { hears, reach, send } from '../drivers.fixture.js';
import type { Driver, Drivers, Journey, Wishes } from '../journey.fixture.js';
import { recorded } from '../client.fixture.js';

const reason = 'Si tiene conto della chiusura';

/** How to answer a proposal of deadlines. Which one there is, only the server knows: see the drivers. */
export const wishesOfProposals: Wishes = {
  'accept-deadline-proposal': () => ({ as: 'UPc', body: { proposal: '0'.repeat(64), reason } }),
  'decline-deadline-proposal': () => ({ as: 'DIR', body: { proposal: '0'.repeat(64), reason } }),
};

interface Proposal {
  readonly proposal: string;
  readonly moves: readonly unknown[];
  readonly added: readonly unknown[];
}

interface Deadlines {
  readonly items: readonly {
    readonly due: string;
    readonly state: string;
    readonly derivation?: { readonly template: string };
  }[];
}

/** The proposal there is; where there is none, the office is closed on the day of a deadline. */
async function proposalOf(journey: Journey): Promise<string> {
  const there = await read<Proposal>(journey, '/deadlines/proposal');
  if (there.moves.length + there.added.length > 0) return there.proposal;
  const day = (await lastDerived(journey)) ?? (await lastDerivedOf(journey));
  await closeOffice(journey, day);
  return (await read<Proposal>(journey, '/deadlines/proposal')).proposal;
}

/** The last day on which a deadline is due that goes to another one when nobody works then. */
async function lastDerived(journey: Journey): Promise<string | undefined> {
  const { items } = await read<Deadlines>(journey, '/deadlines');
  return items.findLast(
    ({ state, derivation }) =>
      state === 'running' && derivation !== undefined && derivation.template !== 'approval',
  )?.due;
}

/** The same of a calendar that is set now. */
async function lastDerivedOf(journey: Journey): Promise<string> {
  await send(journey, 'set-calendar');
  return (await lastDerived(journey)) ?? '';
}

async function closeOffice(journey: Journey, day: string): Promise<void> {
  const register = organisationOf(cycleName(journey.cycleId)?.zone ?? '');
  const office = journey.somebody('UPc');
  const { status } = await office.get(`/api/v1/registers/${register}`);
  if (status === 404) {
    recorded(await office.perform(register, 'open-organisation', { title: 'Organizzazione' }));
  }
  const closure = { from: day, to: day, why: 'Disinfestazione' };
  recorded(await office.perform(register, 'add-office-closure', closure));
}

async function read<Body>(journey: Journey, path: string): Promise<Body> {
  const { body } = await journey.somebody('UPc').get<Body>(journey.path(path));
  return body;
}

const answered =
  (type: 'DeadlineProposalAccepted' | 'DeadlineProposalDeclined', verb: string): Driver =>
  async (journey) => {
    await reach(journey, (root) => hears(root, { type }));
    // Journeys of one zone share its calendar: a day that another one closes meanwhile makes another proposal.
    for (;;) {
      const proposal = await proposalOf(journey);
      const reply = await journey.attempt('DIR', verb, { proposal, reason });
      if ('code' in reply.body && reply.body.code === 'proposal-changed') continue;
      recorded(reply);
      return;
    }
  };

export const driversOfProposals: Drivers = {
  DeadlineProposalAccepted: answered('DeadlineProposalAccepted', 'accept-deadline-proposal'),
  DeadlineProposalDeclined: answered('DeadlineProposalDeclined', 'decline-deadline-proposal'),
};

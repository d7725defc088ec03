import { drive, reach } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';

/** What the Conferenza approved, and when: asked of a scheda on a day, and of the whole plan. */
let server: TestServer;
let journey: Journey;

interface Version {
  readonly version: number;
  readonly content: Readonly<Record<string, unknown>>;
  readonly from: string;
  readonly until: string | null;
  readonly end: string | null;
  readonly manifestHash: string;
  readonly approval: { readonly number: string; readonly revision: number | null };
}
interface Plan {
  readonly manifestHash: string;
  readonly on: string;
  readonly annulment: { readonly schedaId: string } | null;
  readonly difference: {
    readonly schede: Readonly<Record<'added' | 'dropped' | 'changed', readonly object[]>>;
  } | null;
}

const reason = 'Il finanziamento è arrivato a metà anno';
const secretariat = () => server.as('SEG');
const approved = async (schedaId: string, on?: string): Promise<readonly Version[]> => {
  const query = on === undefined ? '' : `?on=${on}`;
  const path = journey.path(`/schede/${schedaId}/approved${query}`);
  return (await secretariat().get<{ readonly items: readonly Version[] }>(path)).body.items;
};
const manifests = async (): Promise<readonly Plan[]> =>
  (await secretariat().get<{ readonly items: readonly Plan[] }>(journey.path('/manifests'))).body
    .items;

const check = ['SchedaSubmitted', 'SchedaTakenInCharge', 'SchedaChecked'] as const;

beforeAll(async () => {
  server = await TestServer.start();
  journey = programmeOfYear(server, 2024);
  await reach(journey, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
  for (const id of ['S-1', 'S-2']) {
    for (const type of ['SchedaAssigned', 'SchedaRevised', ...check] as const) {
      await drive(journey, { type }, id);
    }
  }
  await reach(journey, (root) => root.matches('inForce'));
  const scope = [
    { schedaId: 'S-1', what: 'amend' },
    { schedaId: 'S-2', what: 'drop' },
  ];
  await journey.perform('UPc', 'open-revision', { scope, reason });
  await journey.perform(
    'RF',
    'revise-scheda',
    { schedaId: 'S-1', changes: { description: 'Anche nei fine settimana' } },
    { ifMatch: journey.movedAt('S-1') },
  );
});
afterAll(() => server.end());

it('a scheda under amendment is read as it is being written, and as it was approved', async () => {
  const { body } = await secretariat().get(journey.path('/schede/S-1'));
  expect(body).toMatchObject({
    state: 'amending',
    content: { description: 'Anche nei fine settimana' },
    approvedContent: { description: 'Assistenza domiciliare' },
  });
});

it('every approved version, and that of a day, is read with its act and the plan it is in', async () => {
  for (const type of check) await drive(journey, { type }, 'S-1');
  for (const type of ['RevisionVerified', 'ProposalEndorsed', 'OrganConvened'] as const) {
    await drive(journey, { type });
  }
  const [first] = await manifests();
  const today = first!.on;
  await drive(journey, { type: 'DeliberationRecorded', outcome: 'approved' });
  const [before, after] = await approved('S-1');
  expect(before).toMatchObject({
    ...{ version: 1, from: today, end: 'superseded', manifestHash: first!.manifestHash },
    content: { description: 'Assistenza domiciliare' },
    approval: { number: '12', revision: null },
  });
  expect(after).toMatchObject({
    ...{ version: 2, until: null, end: null },
    content: { description: 'Anche nei fine settimana' },
    approval: { number: '12', revision: 1 },
  });
  expect(await approved('S-1', after!.from)).toEqual([after]);
  expect(await approved('S-1', '2024-01-01')).toEqual([]);
  expect(await approved('S-2')).toMatchObject([{ version: 1, end: 'dropped' }]);
});

it('every plan that was in force is read with what it changed', async () => {
  const annulment = { schedaId: 'S-1', act: 'Delibera 20', ground: 'Vizio', reason };
  await journey.perform('SEG', 'annul-scheda', annulment);
  const plans = await manifests();
  expect(plans.map(({ difference }) => difference?.schede ?? null)).toMatchObject([
    null,
    { dropped: [{ schedaId: 'S-2' }], changed: [{ after: { schedaId: 'S-1', version: 2 } }] },
    { added: [], changed: [], dropped: [{ schedaId: 'S-1' }] },
  ]);
  expect(plans[2]?.annulment).toMatchObject({ schedaId: 'S-1' });
  const { body } = await secretariat().get<{ readonly manifestHash: string }>(journey.path());
  expect(body.manifestHash).toBe(plans[2]?.manifestHash);
});

it('a day that is none is refused, and so is whoever may not read the schede', async () => {
  expect((await secretariat().get(journey.path('/schede/S-1/approved?on=domani'))).status).toBe(
    400,
  );
  expect((await server.as('ETS').get(journey.path('/manifests'))).status).toBe(403);
});

it('once the cycle is annulled, nothing of it reads as in force any more', async () => {
  const act = { act: 'Delibera 50', ground: 'Incompetenza', reason };
  await journey.perform('SEG', 'annul-cycle', act);
  const day = server.clock.day();
  expect((await manifests()).at(-1)).toMatchObject({ until: day, end: 'cycleAnnulled' });
  expect((await approved('S-2')).at(-1)).toMatchObject({ end: 'dropped' });
  for (const on of [day, '2099-01-01']) expect(await approved('S-1', on)).toEqual([]);
  const scheda = await secretariat().get(journey.path('/schede/S-2'));
  expect(scheda.body).toMatchObject({
    label: { it: `tolta dal piano quando il ciclo è stato annullato (${day})` },
  });
  const prepared = await server.as('UPc').get(journey.path('/proweb-export'));
  expect(prepared.body).toMatchObject({ ended: { how: 'annulled', on: day }, schede: [] });
});

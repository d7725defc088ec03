import { everyRow, type Client } from '../client.fixture.js';
import { reach } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, UNIT } from '../server.fixture.js';
import { checked, onScheda, preparing, unitOf } from './plans.fixture.js';

/*
 * The day of the secretariat of the mayors' conference. What of it is proven elsewhere:
 *
 *   Quotas, quorum and votes that do not agree are refused      libs/planning: approval.spec.ts
 *   Without quorum twice; a prescription that is met late       test/unhappy-paths.spec.ts
 *   A rejection with its motives reopens what it lists          test/unhappy-paths.spec.ts
 *   A wrong number in a deliberation is corrected               test/unhappy-paths.spec.ts
 *   Every approved version of a scheda, and that of a day       test/revision.spec.ts
 *   Every plan that was in force, with what it changed          test/revision.spec.ts
 *
 * Not of the API: the convocation by certified mail; the two clicks that lead to what was approved.
 */
const councils = [
  { body: 'Comune maggiore', quotaThousandths: 550 },
  { body: 'Comune medio', quotaThousandths: 300 },
  { body: 'Comune minore', quotaThousandths: 150 },
];
const organ = 'Conferenza zonale integrata';

interface CycleView {
  readonly sessions: readonly Readonly<Record<string, unknown>>[];
  readonly prescriptions: Readonly<Record<string, object>>;
}

let server: TestServer;
let secretariat: Client;
let journey: Journey;
let manifestHash: string;
let approvedOn: string;

beforeAll(async () => {
  server = await TestServer.start();
  secretariat = server.as('SEG');
  journey = programmeOfYear(server, 2024);
  await preparing(journey);
  for (const schedaId of ['S-1', 'S-2']) {
    await checked(journey, { schedaId, unit: unitOf(server, UNIT) });
  }
  await reach(journey, (root) => root.matches({ approval: 'endorsed' }));
  ({ manifestHash } = journey.last('VerificationClosed'));
});
afterAll(() => server.end());

const read = async <Body>(path: string): Promise<Body> => (await secretariat.get<Body>(path)).body;

async function convene(sessionId: string): Promise<void> {
  await journey.perform('SEG', 'convene-organ', {
    ...{ sessionId, organ, sessionOn: server.clock.day(), protocol: `${sessionId}/2024` },
    items: ['Approvazione del POA'],
  });
}

const deliberate = (sessionId: string, more: object) =>
  journey.perform('SEG', 'record-deliberation', {
    ...{ sessionId, manifestHash, quorumThousandths: 501, prescriptions: [] },
    ...more,
  });

describe('As secretariat I record the session', () => {
  const present = councils.map((member) => ({ ...member, present: true }));
  const [large, medium, small] = present;
  const prescriptions = () => [
    {
      ...{ prescriptionId: 'PR-1', text: 'Aggiornare gli indicatori', due: server.clock.day(30) },
      schedaIds: ['S-1'],
    },
    { prescriptionId: 'PR-2', text: 'Riferire sulla co-programmazione', due: server.clock.day(60) },
  ];

  const tasks = () =>
    prescriptions().map(({ prescriptionId: id, text: label, due }) => ({
      ...{ subject: { kind: 'prescription', id, label }, due },
      en: 'Meet the prescription',
    }));
  /** The prescriptions on somebody's list. */
  const toMeet = async (client: Client) => {
    const query = `limit=200&cycleId=${journey.cycleId}&after=${journey.position}`;
    const path = `/api/v1/worklist?${query}`;
    const rows = await everyRow<{ readonly subject: { readonly kind: string } }>(client, path);
    return rows.filter(({ subject }) => subject.kind === 'prescription');
  };

  it('that was postponed, with the words of the organ', async () => {
    await convene('prima');
    await deliberate('prima', {
      ...{ outcome: 'postponed', members: present, text: 'Si attende il parere del Comitato' },
    });
  });

  it('that had no quorum', async () => {
    await convene('seconda');
    const members = [{ ...large, present: false }, medium, small];
    await deliberate('seconda', { outcome: 'noQuorum', members });
  });

  it('that approved: members, quotas, delegates, presence, votes, act and prescriptions', async () => {
    await convene('terza');
    const members = [
      { ...large, vote: 'for', delegation: { from: 'SINDACO', protocol: '345/2024' } },
      { ...medium, vote: 'abstained' },
      { ...small, present: false },
    ];
    approvedOn = server.clock.day();
    await deliberate('terza', {
      ...{ outcome: 'approvedWithPrescriptions', members, number: '12', actDate: approvedOn },
      prescriptions: prescriptions(),
    });
    const { sessions } = await read<CycleView>(journey.path());
    expect(sessions).toMatchObject([
      { sessionId: 'prima', outcome: 'postponed', text: 'Si attende il parere del Comitato' },
      { sessionId: 'seconda', outcome: 'noQuorum', members: [{ present: false }, {}, {}] },
      {
        ...{ sessionId: 'terza', organ, sessionOn: approvedOn, protocol: 'terza/2024' },
        ...{ outcome: 'approvedWithPrescriptions', quorumThousandths: 501, members },
        ...{ number: '12', actDate: approvedOn },
      },
    ]);
  });

  it('and the act has the fingerprint of what was approved', async () => {
    expect(await read(journey.path('/manifests'))).toMatchObject({
      total: 1,
      items: [
        {
          ...{ manifestHash, on: approvedOn },
          approval: { sessionId: 'terza', organ, number: '12', on: approvedOn },
        },
      ],
    });
    expect(journey.last('DeliberationRecorded')).toMatchObject({ manifestHash });
  });

  it('and each prescription is a task of the office with its day', async () => {
    for (const role of ['UPc', 'UPo'] as const) {
      expect(await toMeet(server.as(role))).toMatchObject(tasks());
    }
    expect(await read(journey.path())).toMatchObject({
      prescriptions: { 'PR-1': { sessionId: 'terza', due: server.clock.day(30) } },
      states: { prescription: { 'PR-1': 'open', 'PR-2': 'open' } },
    });
  });

  it('and I read how they stand, and the chapters of the plan I publish, but no report on the units', async () => {
    const after = `after=${journey.position}`;
    expect(await read(journey.path(`/reports/prescriptions?${after}`))).toMatchObject({
      ...{ total: 2, open: 2 },
      items: [{ prescriptionId: 'PR-1', schedaIds: ['S-1'] }, { prescriptionId: 'PR-2' }],
    });
    for (const chapter of ['participation', 'co-programming']) {
      const { text } = await read<{ text: string }>(
        journey.path(`/reports/chapters/${chapter}?${after}`),
      );
      expect(text).not.toBe('');
    }
    for (const report of ['today', 'lateness', 'late-and-corrected']) {
      const refused = await secretariat.get(journey.path(`/reports/${report}?${after}`));
      expect(refused.status).toBe(403);
    }
  });

  it('and the one about scheda S-1 is one of the head of its unit, until it is met', async () => {
    const head = server.as('UH');
    const { head: otherHead } = unitOf(server, 'unit-other');
    expect(await toMeet(head)).toMatchObject(tasks().slice(0, 1));
    expect(await toMeet(otherHead)).toEqual([]);
    const done = { prescriptionId: 'PR-1', text: 'Indicatori aggiornati' };
    await journey.perform(head, 'meet-prescription', done);
    expect(await toMeet(head)).toEqual([]);
    expect(await toMeet(server.as('UPo'))).toMatchObject(tasks().slice(1));
  });
});

describe('As secretariat, three weeks later, I am asked what we approved on scheda S-1', () => {
  beforeAll(async () => {
    server.clock.pass({ days: 21 });
    await journey.perform('UPc', 'open-revision', {
      scope: [{ schedaId: 'S-1', what: 'amend' }],
      reason: 'Nuovi fondi',
    });
    const changes = { description: 'Anche nei fine settimana' };
    await onScheda(journey, server.as('UH'), 'revise-scheda', 'S-1', { changes });
  });

  it('and find the text of that day with its act', async () => {
    expect(await read(journey.path(`/schede/S-1/approved?on=${approvedOn}`))).toMatchObject({
      total: 1,
      items: [
        {
          content: { description: 'Assistenza domiciliare' },
          ...{ approval: { number: '12', on: approvedOn }, manifestHash, until: null },
        },
      ],
    });
  });

  it('with the later revision beside it, field by field', async () => {
    expect(await read(journey.path('/schede/S-1'))).toMatchObject({
      approvedContent: { description: 'Assistenza domiciliare' },
      content: { description: 'Anche nei fine settimana' },
    });
    expect(await read(journey.path('/schede/S-1/changes'))).toMatchObject({
      changes: [
        {
          ...{ field: 'description', label: 'Descrizione' },
          ...{ before: 'Assistenza domiciliare', after: 'Anche nei fine settimana' },
        },
      ],
    });
  });

  it('and of the other that nothing has changed', async () => {
    expect(await read(journey.path('/schede/S-2/changes?from=1'))).toMatchObject({ changes: [] });
  });
});

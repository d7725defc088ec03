import { createHash } from 'node:crypto';
import { daysBetween } from '#calendar';
import { canonicalJson } from '#event-store';
import { everyRow, problem, type Client } from '../client.fixture.js';
import { drive, reach } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, UNIT } from '../server.fixture.js';
import { checked, onScheda, preparing, submitted, tree, unitOf } from './plans.fixture.js';

/*
 * The day of the director of the zone. What of it is proven elsewhere:
 *
 *   The last useful day, shown to all while nothing is decided   test/who-sees-what.spec.ts
 *   A promise that is red in two cycles, then kept               test/between-years.spec.ts
 *   The sums, once more from the contents                        test/reports.spec.ts
 *   Who prepared the proposal does not endorse it                libs/planning: four-eyes.spec.ts
 *   Everything the chapter says of a no                          libs/planning: co-programming-chapter.spec.ts
 *
 * Not of the API: the signature itself (a file signed elsewhere, known by its fingerprint); the message that
 * says how many days are left.
 */
interface TaskRow {
  readonly en: string;
  readonly due: string | null;
}
interface Manifest {
  readonly schede: readonly { readonly schedaId: string; readonly contentHash: string }[];
  readonly programmes: readonly object[];
  readonly coProgramming: object;
}
interface CycleView {
  readonly manifest: Manifest;
  readonly manifestHash: string;
  readonly endorsed?: object;
}

let server: TestServer;
let director: Client;
let year = 2024;

beforeAll(async () => {
  server = await TestServer.start();
  director = server.as('DIR');
});
afterAll(() => server.end());

/** A year that is being prepared, with a tree of the size of the zone's. */
async function begun(): Promise<Journey> {
  const journey = programmeOfYear(server, year++);
  await journey.perform('UPc', 'draft-cycle', { title: `POA ${year}` });
  await journey.perform('UPo', 'import-tree', tree);
  await preparing(journey);
  return journey;
}

const read = async <Body>(path: string): Promise<Body> => (await director.get<Body>(path)).body;
const fingerprint = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');

describe('As director I decide on co-programming before it is too late', () => {
  const text = 'La tempistica dettata dalla Regione non lascia spazio a un avviso di venti giorni.';
  const no = { decision: 'not_activated', motivation: 'TIGHT_SCHEDULE', text };
  let journey: Journey;

  beforeAll(async () => {
    journey = await begun();
  });

  it('and five days before, the last useful day is on my list', async () => {
    await journey.perform('UPc', 'set-target-approval', {
      ...{ date: server.clock.day(65 + 15), basis: 'Indirizzi regionali' },
    });
    const { coProgramming } = await read<{
      readonly coProgramming: { readonly lastUsefulDay: { readonly day: string } };
    }>(journey.path());
    const lastDay = coProgramming.lastUsefulDay.day;
    server.clock.pass({ days: daysBetween(server.clock.day(5), lastDay) });
    const path = `/api/v1/worklist?limit=200&cycleId=${journey.cycleId}&after=${journey.position}`;
    const mine = await everyRow<TaskRow>(director, path);
    expect(mine).toContainEqual(
      expect.objectContaining({
        en: 'Decide on co-programming: activate it or give the reasons for not doing so',
        due: lastDay,
      }),
    );
    expect(await read(journey.path())).toMatchObject({
      coProgramming: { lastUsefulDay: { day: lastDay } },
    });
  });

  it.each([
    ['why', { ...no, text: 'Tardi' }, 'motivation-too-short'],
    ['why', { ...no, motivation: undefined }, 'request-invalid'],
    ['to what it is put off', no, 'deferral-unsaid'],
  ])('and a no that does not say %s is refused', async (_what, decision, code) => {
    const refused = await journey.attempt('DIR', 'decide-co-programming', decision);
    expect(problem(refused).code).toBe(code);
  });

  it('and my no stands in the document and, as a promise, in the next cycle', async () => {
    const deferralDue = server.clock.day(300);
    const deferred = { deferredTo: 'Prossimo piano integrato', deferralDue };
    await journey.perform('DIR', 'decide-co-programming', { ...no, ...deferred });
    const { promiseId } = journey.last('PromiseMade');
    await checked(journey, { schedaId: 'S-1', unit: unitOf(server, UNIT) });
    await reach(journey, (root) => root.matches('approval'));
    const { manifest } = await read<CycleView>(journey.path());
    expect(manifest.coProgramming).toMatchObject({
      ...{ decision: 'not_activated', deferredTo: 'Prossimo piano integrato' },
      ground: expect.stringContaining(text) as string,
    });
    const chapter = await read<{ readonly text: string }>(
      journey.path(`/reports/chapters/co-programming?after=${journey.position}`),
    );
    expect(chapter.text).toContain(text);
    expect(chapter.text).toContain('Rinviata a: «Prossimo piano integrato»');

    const next = await begun();
    const promises = await everyRow(director, next.path(`/promises?after=${next.position}`));
    expect(promises).toMatchObject([
      { promiseId, cycleId: journey.cycleId, standing: 'open', due: deferralDue },
    ]);
  });
});

describe('As director I endorse the proposal', () => {
  const leftOut = [{ schedaId: 'S-3', reason: 'Manca il finanziamento' }];
  let journey: Journey;
  let manifestHash: string;

  beforeAll(async () => {
    journey = await begun();
    const unit = unitOf(server, UNIT);
    const indicators = [{ name: 'Persone seguite', target: '120', source: 'Gestionale' }];
    const resources = [
      { source: 'REGIONE', fund: 'FNA', amount: '12000.50' },
      { source: 'COMUNE', amount: '0.50' },
    ];
    const content = { indicators, noIndicatorReason: null, resources };
    await checked(journey, { schedaId: 'S-1', unit, programmeId: 'P01', content });
    await checked(journey, { schedaId: 'S-2', unit, programmeId: 'P02' });
    await submitted(journey, { schedaId: 'S-3', unit, programmeId: 'P03' });
    await reach(journey, (root) => root.matches('verification'));
    await journey.perform('UPc', 'close-verification', { leftOut });
    ({ manifestHash } = journey.last('VerificationClosed'));
  });

  const report = <Body>(name: string): Promise<Body> =>
    read(journey.path(`/reports/${name}?after=${journey.position}`));

  it('after a summary: programmes, schede without indicators, money by source, what is left out', async () => {
    const { manifest } = await read<CycleView>(journey.path());
    expect(manifest.programmes).toHaveLength(21);
    expect(manifest.schede).toHaveLength(2);
    expect(await report('progress')).toMatchObject({
      all: { total: 3, byState: { checked: 2, leftOut: 1 } },
      byProgramme: [
        { id: 'P01', name: 'Programma 1', total: 1 },
        { id: 'P02', total: 1 },
        { id: 'P03', total: 1 },
      ],
    });
    expect(await report('gaps')).toMatchObject({
      now: {
        ...{ schede: 2, withoutIndicator: 1 },
        items: [{ schedaId: 'S-1' }, { schedaId: 'S-2', noIndicatorReason: 'Da concordare' }],
      },
    });
    expect(await report('money')).toMatchObject({
      ...{ amount: '12001.00', schedeWithoutResources: 1 },
      sources: [
        { source: 'COMUNE', amount: '0.50' },
        { source: 'REGIONE', amount: '12000.50', funds: [{ fund: 'FNA' }] },
      ],
    });
    expect(await report('left-out-and-changes')).toMatchObject({
      items: [{ schedaId: 'S-3', what: 'SchedaLeftOut', reason: 'Manca il finanziamento' }],
    });
  });

  it('and what I endorse is what I read: every text, by its fingerprint', async () => {
    const view = await read<CycleView>(journey.path());
    expect(view.manifestHash).toBe(manifestHash);
    expect(fingerprint(view.manifest)).toBe(manifestHash);
    for (const { schedaId, contentHash } of view.manifest.schede) {
      const { content } = await read<{ readonly content: object }>(
        journey.path(`/schede/${schedaId}`),
      );
      expect(fingerprint(content)).toBe(contentHash);
    }
    const other = await journey.attempt('DIR', 'endorse-proposal', {
      manifestHash: fingerprint('altro'),
    });
    expect(problem(other)).toMatchObject({ status: 409, code: 'other-manifest' });
    await journey.perform('DIR', 'endorse-proposal', { manifestHash });
    expect(await read(journey.path())).toMatchObject({
      endorsed: { by: 'direttore', on: server.clock.day(), manifestHash },
    });
  });

  it('and nothing is changed behind my back: no text, no other proposal before the organ', async () => {
    const ifMatch = journey.movedAt('S-1');
    const changes = { description: 'Un altro testo' };
    const revised = await journey.attempt(
      'UH',
      'revise-scheda',
      { schedaId: 'S-1', changes },
      { ifMatch },
    );
    expect(problem(revised).code).toBe('not-now');
    const late = await journey.attempt('UPc', 'close-verification', { leftOut });
    expect(problem(late).code).toBe('not-now');
    await drive(journey, { type: 'OrganConvened' });
    const { sessionId } = journey.last('OrganConvened');
    const deliberation = {
      ...{ sessionId, outcome: 'approved', quorumThousandths: 501, prescriptions: [] },
      members: [{ body: 'Comune', present: true, quotaThousandths: 1_000, vote: 'for' }],
      ...{ number: '12', actDate: server.clock.day() },
    };
    const otherHash = { ...deliberation, manifestHash: fingerprint('altro') };
    expect(problem(await journey.attempt('SEG', 'record-deliberation', otherHash)).code).toBe(
      'other-manifest',
    );
    await journey.perform('SEG', 'record-deliberation', { ...deliberation, manifestHash });
    const { items } = await read<{ readonly items: readonly { readonly manifest: object }[] }>(
      journey.path('/manifests'),
    );
    expect(items).toMatchObject([{ manifestHash, approval: { sessionId } }]);
    expect(fingerprint(items[0]?.manifest)).toBe(manifestHash);
    expect(await report('left-out-and-changes')).toMatchObject({
      approvals: [{ verifiedHash: manifestHash, approvedHash: manifestHash, differences: [] }],
    });
  });

  it('and once the plan is in force its text is only written anew in a revision', async () => {
    const changes = { description: 'Un altro testo' };
    await expect(
      onScheda(journey, server.as('UH'), 'revise-scheda', 'S-1', { changes }),
    ).rejects.toThrow('only-by-revision');
  });
});

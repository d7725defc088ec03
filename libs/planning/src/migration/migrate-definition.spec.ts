import { MappingNotTotal, Workflows } from '#workflow';
import { coverageOf, CoverageProjection } from '../participation/coverage.projection.js';
import { cycleOf, CyclesProjection } from '../cycle/cycles.projection.js';
import { draftCycle } from '../cycle/draft-cycle.js';
import { definitions } from '../definitions/index.js';
import { abandonCycle } from '../ending/abandon-cycle.js';
import type { LifeData } from '../life-data.js';
import { sha256 } from '../pipeline/command-identity.js';
import { CYCLE, Office, someone, TODAY } from '../read-models.fixture.js';
import { reviseScheda } from '../scheda/revise-scheda.js';
import { schedaOf, SchedeProjection } from '../scheda/schede.projection.js';
import { submitScheda } from '../scheda/submit-scheda.js';
import { worklistOf, WorklistProjection } from '../worklist/worklist.projection.js';
import {
  broken,
  forgetful,
  otherDocuments,
  renamed,
  second,
  unchanged,
  unsaid,
} from './candidates.fixture.js';
import { definitionOf, NoDefinition } from './candidate.js';
import { migrateDefinition } from './migrate-definition.js';

let office: Office;
afterEach(() => office.close());

const toSecond = { toVersion: 2, reason: 'Il regolamento è cambiato', act: 'DD 12/2024' };

/** An office in which a cycle was prepared by the first version, while the later one is installed, too. */
async function prepared(later: typeof renamed): Promise<void> {
  office = new Office();
  await office.prepare();
  await office.assign('S1');
  const head = someone('UH', 'anziani');
  await office.does(reviseScheda, { schedaId: 'S1', changes: { description: 'Prova' } }, head);
  await office.install([later]);
}

describe('Going on under a later version', () => {
  it('is a fact with its reason, from which on the machines of that one say what may follow', async () => {
    await prepared(renamed);
    const before = await office.life();
    expect(before.parts['scheda']).toEqual({ S1: 'drafting' });
    const answer = await office.does(migrateDefinition, toSecond);
    const [first, later] = office.workflows.all.filter(
      ({ reference }) => reference.id === 'poa-annuale',
    );
    expect(answer.facts).toMatchObject([
      {
        type: 'DefinitionMigrated',
        data: {
          ...{ from: first!.reference, to: later!.reference, act: 'DD 12/2024' },
          states: {
            root: { from: before.state, to: before.state },
            parts: { scheda: { drafting: 'writing' } },
          },
        },
      },
    ]);
    const after = await office.life();
    expect(after.parts['scheda']).toEqual({ S1: 'writing' });
    expect(after.workflow.reference.version).toBe(2);
    expect({ ...after.data, lastRecordedAt: '' }).toEqual({ ...before.data, lastRecordedAt: '' });
    const [last] = (await office.facts()).slice(-1);
    expect(last!.metadata).toMatchObject({
      ...{ reason: toSecond.reason, definition: { id: 'poa-annuale', version: 1 } },
    });
    // And on it goes.
    const head = someone('UH', 'anziani');
    await office.submit('S1');
    expect((await office.life()).parts['scheda']).toEqual({ S1: 'submitted' });
    expect((await office.wish(submitScheda, { schedaId: 'S1' }, head)).kind).toBe('refused');
    expect((await office.facts()).at(-1)!.metadata['definition']).toEqual({
      ...{ id: 'poa-annuale', version: 2 },
    });
  });

  it('is seen in every list: the version, the states and the work as they are called now', async () => {
    await prepared(renamed);
    const shown = async () => ({
      cycle: await office.shows(CyclesProjection, (database) => cycleOf(database, CYCLE)),
      scheda: await office.shows(SchedeProjection, (database) =>
        schedaOf(database, CYCLE, 'S1', TODAY),
      ),
      work: await office.shows(WorklistProjection, (database) =>
        worklistOf(database, someone('UH', 'anziani'), { limit: 50, today: '2024-01-10' }),
      ),
      coverage: await office.shows(CoverageProjection, (database) => coverageOf(database, CYCLE)),
    });
    const before = await shown();
    await office.does(migrateDefinition, toSecond);
    const after = await shown();
    expect(before.cycle).toMatchObject({ definition: { version: 1 } });
    expect(after.cycle).toMatchObject({ definition: { version: 2 }, phase: before.cycle!.phase });
    expect(before.scheda).toMatchObject({ state: 'drafting' });
    expect(after.scheda).toMatchObject({ state: 'writing', stateName: { it: 'in scrittura' } });
    const asked = ({ work }: typeof before) => work.rows.map(({ it }) => it);
    expect(asked(before)).toContain('Completare e trasmettere');
    expect(asked(after)).toContain('Scrivere e trasmettere');
    expect(asked(after)).not.toContain('Completare e trasmettere');
    expect(after.coverage).toEqual(before.coverage);
  });

  it('shows the same, however early or late the views have followed', async () => {
    await prepared(renamed);
    await office.does(migrateDefinition, toSecond);
    await office.submit('S1');
    const list = (of: Office) =>
      of.shows(SchedeProjection, (database) => schedaOf(database, CYCLE, 'S1', TODAY));
    expect(await list(office)).toMatchObject({
      state: 'submitted',
      moved: { type: 'SchedaSubmitted' },
    });
  });

  it('asks for the categories of the later version', async () => {
    const two = second(({ documents }) => ({
      documents: { ...documents, requiredCategories: ['UTENTI', 'OOSS'] },
    }));
    await prepared(two);
    const required = async () =>
      (await office.shows(CoverageProjection, (database) => coverageOf(database, CYCLE)))!
        .categories;
    expect((await required()).length).toBeGreaterThan(2);
    await office.does(migrateDefinition, toSecond);
    expect(await required()).toHaveLength(2);
  });

  it('is not possible where no later version is installed, or another one is', async () => {
    office = new Office();
    await office.draft();
    const refused = await office.wish(migrateDefinition, toSecond);
    expect(refused).toMatchObject({ kind: 'refused', refusal: { code: 'no-later-version' } });
    await office.install([unchanged]);
    const third = await office.wish(migrateDefinition, { ...toSecond, toVersion: 3 });
    expect(third).toMatchObject({ kind: 'refused', refusal: { code: 'no-later-version' } });
    await office.does(migrateDefinition, toSecond);
    const again = await office.wish(migrateDefinition, toSecond);
    expect(again).toMatchObject({ kind: 'refused', refusal: { code: 'no-later-version' } });
  });

  it.each([
    ['breaks', broken, 'guasto'],
    ['forgets', forgetful, 'programmes'],
  ])(
    'is not possible where the later version %s what it is to take over',
    async (_how, later, says) => {
      await prepared(later);
      const refused = await office.wish(migrateDefinition, toSecond);
      expect(refused).toMatchObject({ kind: 'refused', refusal: { code: 'cannot-inherit' } });
      expect(JSON.stringify(refused)).toContain(says);
      // Nothing rests on it: the cycle goes on under the rules of today.
      await office.submit('S1');
    },
  );

  it('is not possible of what is over, nor without a reason, nor for others than who decides', async () => {
    office = new Office();
    await office.draft();
    await office.install([unchanged]);
    const silent = await office.wish(migrateDefinition, { toVersion: 2 });
    expect(silent).toMatchObject({ kind: 'refused', refusal: { code: 'reason-needed' } });
    for (const role of ['UPo', 'ADM', 'AUD', 'UH'] as const) {
      const refused = await office.wish(migrateDefinition, toSecond, someone(role, 'anziani'));
      expect(refused).toMatchObject({ kind: 'refused', refusal: { code: 'not-allowed' } });
    }
    await office.does(abandonCycle, { reason: 'Si rinuncia' });
    const over = await office.wish(migrateDefinition, toSecond);
    expect(over).toMatchObject({ kind: 'refused', refusal: { code: 'over-not-migrated' } });
  });

  it('is none of a new cycle, which begins on the newest version', async () => {
    office = new Office([renamed]);
    await office.does(
      draftCycle,
      { title: 'POA 2025' },
      someone('UPc'),
      'livornese-poa-annuale-2025',
    );
    const life = await office.life('livornese-poa-annuale-2025');
    expect(life.workflow.reference.version).toBe(2);
    expect(life.passed).toEqual([]);
  });
});

describe('A version that follows another', () => {
  beforeEach(() => (office = new Office()));
  const published = (...more: readonly (typeof renamed)[]) =>
    new Workflows<LifeData>([...definitions, ...more], sha256);

  it('is published only where it says where every state goes on', () => {
    for (const candidate of [unchanged, renamed, otherDocuments])
      expect(published(candidate).all).toHaveLength(definitions.length + 1);
    expect(() => published(unsaid)).toThrow(MappingNotTotal);
    expect(() => published(unsaid)).toThrow(/scheda, drafting/);
  });

  it('leaves the digest of the one before as it was, so that every history stays readable', () => {
    const digests = (of: Workflows<LifeData>) => of.all.map(({ reference }) => reference.digest);
    expect(digests(published(renamed)).slice(0, -1)).toEqual(digests(published()));
  });

  it('is made by a file that exports a function to it, and by no other', () => {
    const make = (module: unknown) => () => definitionOf(module, 'file.mjs', definitions);
    for (const module of [
      {},
      undefined,
      { default: 7 },
      { default: () => ({ id: 'poa-annuale' }) },
    ])
      expect(make(module)).toThrow(NoDefinition);
    expect(make({ default: () => ({ ...unchanged, id: 'altro' }) })).toThrow(/altro/);
    expect(
      make({
        default: (kit: { known(id: string, version: number): unknown }) =>
          kit.known('poa-annuale', 9),
      }),
    ).toThrow(/poa-annuale.*9/);
    expect(make({ default: () => unchanged })()).toBe(unchanged);
  });
});

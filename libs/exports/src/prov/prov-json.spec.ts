import { CYCLE, ExportedLog, NEXT, recordedFacts, text } from '../exports.fixture.js';
import { faultsBySchema } from '../schema.fixture.js';

type Records = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
type Prov = Readonly<Record<string, Records>>;

const faults = faultsBySchema('prov-json.schema.json');
const facts = recordedFacts(`demo/${CYCLE}`);
let log: ExportedLog;
let prov: Prov;

beforeAll(async () => {
  log = await ExportedLog.ofTheDemonstration();
  prov = await exportedOf(CYCLE);
});
afterAll(() => log.end());

const exportedOf = async (cycleId: string): Promise<Prov> =>
  JSON.parse((await log.export('prov-json', { scope: { cycleId } })).toString()) as Prov;

const records = (section: string) => Object.values(prov[section] ?? {});
const made = (type: string) => facts.filter((fact) => fact.type === type);

describe('The provenance of a cycle', () => {
  it('keeps to the schema of PROV-JSON', () => {
    expect(faults(prov)).toEqual([]);
  });

  it.each([
    ['a section that is none', { wasInventedBy: {} }],
    ['a generation of nothing', { wasGeneratedBy: { '_:a': { 'prov:activity': 'traccia:b' } } }],
    ['an instant that is none', { activity: { 'traccia:a': { 'prov:startTime': 'yesterday' } } }],
  ])('would not with %s', (_what, more) => {
    expect(faults({ ...prov, ...more })).not.toEqual([]);
  });

  it('has an activity for each command, and one who did it for each activity', () => {
    const commands = new Set(facts.map(({ metadata }) => metadata['commandId']));
    expect(Object.keys(prov['activity'] ?? {})).toHaveLength(commands.size);
    const byPersons = records('wasAssociatedWith').filter((each) => each['prov:role'] !== 'unit');
    expect(new Set(byPersons.map((each) => each['prov:activity'])).size).toBe(commands.size);
  });

  it('speaks only of what it tells of', () => {
    const known = new Set(
      ['entity', 'activity', 'agent'].flatMap((section) => Object.keys(prov[section] ?? {})),
    );
    const references = Object.entries(prov)
      .filter(([section]) => !['prefix', 'entity', 'activity', 'agent'].includes(section))
      .flatMap(([, all]) => Object.values(all))
      .flatMap((record) => Object.entries(record))
      .filter(([name]) => name.startsWith('prov:') && !['prov:time', 'prov:role'].includes(name))
      .map(([, value]) => value);
    expect(references.length).toBeGreaterThan(1_000);
    expect(references.filter((value) => !known.has(value as string))).toEqual([]);
  });

  it('makes each version of a scheda once, of the one before', () => {
    const versions = made('SchedaRevised');
    const generated = records('wasGeneratedBy').filter((each) =>
      String(each['prov:entity']).startsWith('traccia:scheda/'),
    );
    expect(generated).toHaveLength(versions.length);
    const later = versions.filter(({ data }) => Number(data['version']) > 1);
    expect(records('wasDerivedFrom')).toHaveLength(later.length);
    for (const each of records('wasDerivedFrom')) {
      const [, scheda, version] = /^(.*)\/(\d+)$/.exec(String(each['prov:generatedEntity'])) ?? [];
      expect(each['prov:usedEntity']).toBe(`${String(scheda)}/${Number(version) - 1}`);
    }
  });

  it('makes each plan that was verified, of the very versions that are in it', () => {
    const verified = [...made('VerificationClosed'), ...made('RevisionVerified')];
    for (const { data } of verified) {
      const plan = `traccia:manifest/${CYCLE}/${text(data['manifestHash'])}`;
      const { schede } = data['manifest'] as unknown as {
        schede: { schedaId: string; version: number }[];
      };
      const members = records('hadMember').filter((each) => each['prov:collection'] === plan);
      expect(members.map((each) => each['prov:entity']).toSorted()).toEqual(
        schede
          .map(({ schedaId, version }) => `traccia:scheda/${CYCLE}/${schedaId}/${version}`)
          .toSorted(),
      );
    }
  });

  it('says who acted for whom, and by which delegation', () => {
    const lent = facts.filter(
      ({ metadata }) => (metadata['actor'] as { onBehalfOf?: string }).onBehalfOf !== undefined,
    );
    const commands = new Set(lent.map(({ metadata }) => metadata['commandId']));
    expect(records('actedOnBehalfOf')).toHaveLength(commands.size);
    for (const each of records('actedOnBehalfOf')) {
      expect(each['prov:delegate']).not.toBe(each['prov:responsible']);
      expect(each['traccia:delegation']).toMatchObject({ type: 'prov:QUALIFIED_NAME' });
    }
  });

  it('derives what came over from the year before from what it was there', async () => {
    const next = await exportedOf(NEXT);
    expect(faults(next)).toEqual([]);
    const carried = recordedFacts(`demo/${NEXT}`).filter(
      ({ type }) => type === 'SchedaCarriedOver',
    );
    expect(carried.length).toBeGreaterThan(0);
    const origins = Object.values(next['wasDerivedFrom'] ?? {}).map((each) =>
      String(each['prov:usedEntity']),
    );
    const before = origins.filter((origin) => origin.startsWith(`traccia:scheda/${CYCLE}/`));
    expect(before).toHaveLength(carried.length);
  });
});

import { verbs } from '#planning';
import { everyFact, type Client, type ShownFact } from '../client.fixture.js';
import { drive } from '../drivers.fixture.js';
import { year } from '../histories/year.js';
import type { Journey } from '../journey.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer } from '../server.fixture.js';

/*
 * The day of the auditor. What of it is proven elsewhere:
 *
 *   The cycle as it was seen then, by revision and by instant       test/reading.spec.ts
 *   A scheda as it was; the instant of another time zone            test/reading.spec.ts
 *   A reading of the past is refused to those who may not           test/who-sees-what.spec.ts
 *   B for A, with the delegation, in every act                      test/substitution.spec.ts
 *   Recorded late, or corrected: both days, old and new             test/reports.spec.ts
 *   What was redacted, and by which fact                            test/redaction.spec.ts
 *   No verb is for an auditor; every one is refused                 test/access.spec.ts
 *   Where a document is cited, by its fingerprint                   test/co-design-register.spec.ts
 *   Every reading of an auditor is recorded, and can be reported    test/access/reads.spec.ts
 *   The fifteen questions and the queries that answer them          docs/audit-questions.md
 *
 * Not of the API yet: the export with its hashes and the script of thirty lines that
 * verifies it without this program.
 */
interface FactInFull extends ShownFact {
  readonly actor: {
    readonly personId: string;
    readonly role: string;
    readonly authMethod: string;
  };
  readonly occurredOn: string;
  readonly recordedAt: string;
  readonly commandId: string;
  readonly rule: string;
  readonly reason?: string;
  readonly definition: { readonly id: string; readonly version: number };
}
interface CycleView {
  readonly revision: number;
  readonly lastRecordedAt: string;
  readonly schede: { readonly total: number; readonly byState: Readonly<Record<string, number>> };
}
interface Progress {
  readonly all: { readonly total: number; readonly byState: Readonly<Record<string, number>> };
}

/** What the screen showed at an instant. */
interface Screen {
  readonly at: string;
  readonly total: number;
  readonly byState: Readonly<Record<string, number>>;
  readonly covered: readonly string[];
}

let server: TestServer;
let auditor: Client;
let journey: Journey;
const screens: Screen[] = [];

beforeAll(async () => {
  server = await TestServer.start();
  auditor = server.as('AUD');
  journey = programmeOfYear(server, 2024);
  for (const [index, heard] of year.entries()) {
    await drive(journey, heard);
    if (index % 5 === 4) screens.push(await screen());
  }
});
afterAll(() => server.end());

const read = async <Body>(path: string): Promise<Body> => (await auditor.get<Body>(path)).body;

/** What somebody sees of the schede and the participation, and when. */
async function screen(): Promise<Screen> {
  const after = `?after=${journey.position}`;
  const { all } = await read<Progress>(journey.path(`/reports/progress${after}`));
  const { meetings } = await read<{
    readonly meetings: readonly { readonly meetingId: string; readonly minutesRecorded: boolean }[];
  }>(journey.path(`/coverage${after}`));
  const at = new Date(server.clock.nowMs()).toISOString();
  // Nothing else happens in the same minute.
  server.clock.pass({ seconds: 60 });
  const covered = meetings.filter((each) => each.minutesRecorded).map((each) => each.meetingId);
  return { at, total: all.total, byState: all.byState, covered: covered.sort() };
}

describe('As auditor I replay the cycle to an instant', () => {
  it('and find the numbers that the screen of that day showed', async () => {
    expect(screens.length).toBeGreaterThan(10);
    for (const { at, total, byState, covered } of screens) {
      const then = await read<
        CycleView & {
          readonly meetings: Readonly<Record<string, { readonly minutes?: object }>>;
        }
      >(journey.path(`?at=${at}`));
      const minuted = Object.entries(then.meetings).filter(([, meeting]) => meeting.minutes);
      expect({ at, ...then.schede, covered: minuted.map(([id]) => id).sort() }).toEqual({
        ...{ at, total, byState, covered },
      });
    }
  });

  it('and the same from the first fact on, without what the server keeps in memory', async () => {
    const before = await Promise.all(screens.map(({ at }) => read(journey.path(`?at=${at}`))));
    await server.stop();
    await server.start();
    for (const [index, { at }] of screens.entries()) {
      expect(await read(journey.path(`?at=${at}`))).toEqual(before[index]);
    }
    expect(await read(journey.path('/replay'))).toMatchObject({ matches: true });
  });
});

describe('As auditor I open any event', () => {
  let facts: readonly FactInFull[];

  beforeAll(async () => {
    facts = (await everyFact(auditor, journey.cycleId)) as readonly FactInFull[];
  });

  it('and see the hand, its role, the rule it was allowed by, both dates and the definition', () => {
    expect(facts.length).toBe(journey.revision + 1);
    for (const { actor, rule, occurredOn, recordedAt, commandId, definition } of facts) {
      expect(actor.personId).not.toBe('');
      expect(rule.split('/')[1]).toBe(actor.role);
      expect(actor.authMethod).toBe('passkey');
      expect(occurredOn <= recordedAt.slice(0, 10)).toBe(true);
      expect(commandId).toMatch(/^[0-9a-f-]{36}$/);
      expect(definition).toEqual({ id: 'poa-annuale', version: 1 });
    }
  });

  it('and the reason, wherever one is asked', () => {
    const leading = (required: boolean): ReadonlySet<string> =>
      new Set(
        verbs
          .filter(({ reason }) => (reason === 'required') === required)
          .map(({ facts: [type] }): string => type),
      );
    const free = leading(false);
    const explained = new Set([...leading(true)].filter((type) => !free.has(type)));
    const asked = facts.filter(({ type }) => explained.has(type));
    expect(new Set(asked.map(({ type }) => type)).size).toBeGreaterThan(10);
    expect(asked.filter(({ reason = '' }) => reason.trim() === '')).toEqual([]);
  });

  it('and the fingerprint of every document that goes with it', () => {
    const documents = facts.flatMap(({ data }) => documentsIn(data));
    expect(documents.length).toBeGreaterThan(5);
    for (const { sha256 } of documents) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('and it is there under the scheda it is about, too', async () => {
    for (const id of journey.partsOf('scheda').keys()) {
      const { items } = await read<{ readonly items: readonly ShownFact[] }>(
        journey.path(`/schede/${id}/facts`),
      );
      expect(items).toEqual(facts.filter(({ data }) => data['schedaId'] === id));
    }
  });
});

/** Every object in the data of a fact that is a document kept elsewhere. */
function documentsIn(value: unknown): readonly { readonly sha256: unknown }[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(documentsIn);
  return 'sha256' in value && 'title' in value ? [value, ...inside] : inside;
}

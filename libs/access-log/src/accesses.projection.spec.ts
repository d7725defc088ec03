import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import type { JsonObject, RecordedEvent } from '#event-store';
import type { AccessEnvelope, AccessFact } from './access-fact.js';
import { accessStream } from './access-stream.js';
import {
  accessesIn,
  AccessesProjection,
  countsOfAccesses,
  type AccessCounts,
} from './accesses.projection.js';

const zones = ['livornese', 'pisana', undefined] as const;
const persons = ['amministratore', 'revisore', 'direttore'] as const;
const roles = ['ADM', 'AUD', 'DIR'] as const;
const from = '2026-01-01T00:00:00.000Z';
const until = '2027-01-01T00:00:00.000Z';

const read = fc.record(
  {
    route: fc.constant('GET /api/v1/cycles/:cycleId/facts'),
    rule: fc.constant('read/history'),
    outcome: fc.constantFrom('shown' as const, 'refused' as const),
    format: fc.constant('csv'),
  },
  { requiredKeys: ['route', 'rule', 'outcome'] },
);
const token = fc.record({
  tokenId: fc.constant('0123456789ab'),
  personId: fc.constantFrom(...persons),
  role: fc.constantFrom(...roles),
  scopes: fc.constant(['read']),
  mintedAt: fc.constant(from),
  expiresAt: fc.constant(until),
});
const sessionId = fc.record({ sessionId: fc.constant('a1') });
const fact: fc.Arbitrary<AccessFact> = fc.oneof(
  read.map((data) => ({ type: 'ReadRecorded' as const, data })),
  sessionId.map((data) => ({ type: 'SignedIn' as const, data })),
  sessionId.map((data) => ({ type: 'SignedOut' as const, data })),
  token.map((data) => ({ type: 'TokenMinted' as const, data })),
  fc
    .record({
      personId: fc.constantFrom(...persons, null),
      count: fc.integer({ min: 1, max: 9 }),
      from: fc.constant(from),
      to: fc.constant(from),
    })
    .map((data) => ({ type: 'SignInsRefused' as const, data })),
);
const recorded = fc.record({
  fact,
  zone: fc.constantFrom(...zones),
  personId: fc.constantFrom(...persons),
  role: fc.constantFrom(...roles),
  atMs: fc.integer({
    min: Date.parse('2025-12-31T00:00:00Z'),
    max: Date.parse('2027-01-02T00:00:00Z'),
  }),
});
type Drawn = typeof recorded extends fc.Arbitrary<infer Each> ? Each : never;

function eventOf({ fact: { type, data }, zone, personId, role, atMs }: Drawn, index: number) {
  const metadata: AccessEnvelope = {
    actor: { personId, role, authMethod: 'passkey' },
    recordedAt: new Date(atMs).toISOString(),
    schemaVersion: 1,
  };
  const event: RecordedEvent = {
    ...{ position: index + 1, stream: accessStream(zone, atMs), revision: index },
    ...{ id: `event ${index}`, type, createdMs: atMs },
    // Plain data by their types.
    data: data as unknown as JsonObject,
    metadata: metadata as unknown as JsonObject,
  };
  return event;
}

function reportOn(history: readonly Drawn[]): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  const projection = new AccessesProjection();
  database.exec(projection.schema);
  for (const [index, each] of history.entries()) projection.apply(eventOf(each, index), database);
  return database;
}

const inPeriod = ({ atMs }: Drawn): boolean => atMs >= Date.parse(from) && atMs < Date.parse(until);

/** The same counts, made without the projection. */
function recount(history: readonly Drawn[], zone: string): readonly Partial<AccessCounts>[] {
  const counted = new Map<string, Record<string, number | string>>();
  for (const each of history) {
    if ((each.zone ?? zone) !== zone || !inPeriod(each)) continue;
    const { type, data } = each.fact;
    let who: { readonly personId: string; readonly role: string } = each;
    if (type === 'TokenMinted') who = data;
    if (type === 'SignInsRefused') who = { personId: data.personId ?? '', role: '' };
    const { personId, role } = who;
    const key = `${personId} ${role}`;
    const none = { signIns: 0, signOuts: 0, signInsRefused: 0, tokensMinted: 0 };
    const counts = counted.get(key) ?? {
      ...{ personId, role, ...none },
      ...{ reads: 0, exports: 0, readsNotShown: 0 },
    };
    counted.set(key, counts);
    const add = (name: string, times = 1): void => {
      counts[name] = Number(counts[name]) + times;
    };
    if (type === 'SignedIn') add('signIns');
    if (type === 'SignedOut') add('signOuts');
    if (type === 'TokenMinted') add('tokensMinted');
    if (type === 'SignInsRefused') add('signInsRefused', data.count);
    if (type !== 'ReadRecorded') continue;
    add(data.outcome === 'shown' ? 'reads' : 'readsNotShown');
    if (data.outcome === 'shown' && data.format !== undefined) add('exports');
  }
  return [...counted.values()];
}

describe('the report of accesses', () => {
  it('counts what a recount of the facts of its zone and period counts', () => {
    fc.assert(
      fc.property(fc.array(recorded, { maxLength: 60 }), (history) => {
        const zone = 'livornese';
        const counts = countsOfAccesses(reportOn(history), { zone, from, until });
        const expected = recount(history, zone);
        expect(counts).toHaveLength(expected.length);
        for (const each of expected) expect(counts).toContainEqual(expect.objectContaining(each));
      }),
    );
  });

  it('lists every access once, page by page, the newest first', () => {
    fc.assert(
      fc.property(
        fc.array(recorded, { maxLength: 30 }),
        fc.integer({ min: 1, max: 7 }),
        (history, limit) => {
          const database = reportOn(history);
          const query = { zone: 'livornese', from, until };
          const listed: number[] = [];
          for (let more = true; more;) {
            const page = accessesIn(database, query, { limit, before: listed.at(-1) });
            listed.push(...page.rows.map(({ position }) => position));
            more = page.hasMore;
          }
          const expected = history.flatMap((each, index) =>
            (each.zone ?? 'livornese') === 'livornese' && inPeriod(each) ? [index + 1] : [],
          );
          expect(listed).toEqual(expected.toReversed());
          expect(accessesIn(database, query, { limit }).total).toBe(expected.length);
        },
      ),
    );
  });

  it('can be of one person, one role, one kind of access', () => {
    fc.assert(
      fc.property(fc.array(recorded, { maxLength: 40 }), (history) => {
        const database = reportOn(history);
        const zone = 'livornese';
        const wanted = { personId: 'revisore', role: 'AUD', type: 'SignedIn' };
        const { rows } = accessesIn(database, { zone, from, until, ...wanted }, { limit: 200 });
        const expected = history.filter(
          (each) =>
            (each.zone ?? zone) === zone &&
            inPeriod(each) &&
            each.personId === 'revisore' &&
            each.role === 'AUD' &&
            each.fact.type === 'SignedIn',
        );
        expect(rows).toHaveLength(expected.length);
        for (const row of rows) expect(row).toMatchObject(wanted);
      }),
    );
  });
});

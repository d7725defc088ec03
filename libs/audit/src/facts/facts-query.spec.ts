import fc from 'fast-check';
import type { RecordedEvent } from '#event-store';
import { sha256 } from '#planning';
import { auditedFact } from './audited-fact.js';
import type { FactPlace, FactsFilter } from './facts-filter.js';
import { factsMatching } from './facts-query.js';
import { CYCLE_STREAM, Indexed, type SaidFact } from './facts.fixture.js';
import { QUERIES } from './statement.js';
import { wordsOf } from './words.js';

const ZONE = 'livornese';

/** What is found, page by page. */
function found(
  { database }: Indexed,
  filter: FactsFilter,
  order: 'oldest-first' | 'newest-first' = 'oldest-first',
  limit = 50,
): readonly number[] {
  const positions: number[] = [];
  let after: FactPlace | undefined;
  for (;;) {
    const rows = factsMatching(database, filter, { order, limit, after });
    positions.push(...rows.map(({ position }) => position));
    if (rows.length < limit) return positions;
    after = rows.at(-1);
  }
}

const places = (events: readonly RecordedEvent[]): readonly number[] =>
  events.map(({ position }) => position);

describe('The index of facts', () => {
  const indexed = new Indexed();
  const meeting = indexed.add({ type: 'MeetingHeld', actor: 'ufficio', rule: 'x/UPo' });
  const returned = indexed.add({
    type: 'SchedaReturned',
    data: { schedaId: 'S1', text: 'Perché manca l’indicatore' },
    rule: 'return-scheda/UPo',
    onBehalfOf: 'bruno',
  });
  const act = indexed.add({
    type: 'DeadlineExtended',
    data: { act: 'Determina n. 12/2024', unitId: 'anziani' },
    reason: 'Proroga chiesta dall’unità',
    recordedAt: '2024-05-10T22:30:00.000Z',
    occurredOn: '2024-05-02',
    lateReason: 'Assenza',
  });
  const refused = indexed.add({
    stream: 'refusals-livornese',
    type: 'CommandRefused',
    data: { verb: 'close-cycle', code: 'not-allowed' },
    recordedAt: '2024-05-11T10:00:00.000Z',
  });
  const read = indexed.add({
    stream: 'access-livornese-2024-05',
    type: 'ReadRecorded',
    data: { rule: 'read/history' },
    recordedAt: '2024-05-11T10:00:01.000Z',
  });
  const notice = indexed.add({ stream: 'mailbox-livornese-anna', type: 'NoticeRead' });
  const elsewhere = indexed.add({ stream: 'cycle-pisana-poa-annuale-2024', actor: 'anna' });
  const ofNone = indexed.add({ stream: 'ledger', type: 'LedgerOpened', actor: 'traccia' });

  it.each<[string, Omit<FactsFilter, 'zone'>, readonly RecordedEvent[]]>([
    ['the actor', { actor: 'ufficio' }, [meeting]],
    ['whom it was done for', { onBehalfOf: 'bruno' }, [returned]],
    ['the type', { type: 'SchedaReturned' }, [returned]],
    ['the verb', { verb: 'return-scheda' }, [returned]],
    ['the verb of an attempt', { verb: 'close-cycle' }, [refused]],
    ['the rule of a read', { verb: 'read/history' }, [read]],
    ['the scheda', { scheda: 'S1' }, [returned]],
    ['the unit', { unit: 'anziani' }, [act]],
    ['the stream', { stream: 'mailbox-livornese-anna' }, [notice]],
    ['a word of the reason, from its beginning on', { reason: 'PRORÒG' }, [act]],
    ['words of the fact and of the reason', { reason: 'perche indicatore' }, [returned]],
    ['why it was late', { reason: 'assenza' }, [act]],
    ['the code of a refusal', { reason: 'not-allowed' }, [refused]],
    ['the act', { act: 'n. 12/2024' }, [act]],
    ['an act with less words', { act: '2024' }, [act]],
    ['an act that is another', { act: '1/2024' }, []],
    [
      'the day in Rome on which it was recorded',
      { from: '2024-05-11', to: '2024-05-11' },
      [act, refused, read],
    ],
    [
      'the day on which it happened',
      { occurredFrom: '2024-05-01', occurredTo: '2024-05-03' },
      [act],
    ],
    ['two things at once', { actor: 'anna', type: 'NoticeRead' }, [notice]],
    ['two things that no fact is', { actor: 'ufficio', type: 'NoticeRead' }, []],
    ['a name that nobody has', { actor: 'nessuno' }, []],
    ['days on which nothing was recorded', { from: '2030-01-01' }, []],
  ])('finds by %s', (_by, filter, expected) => {
    expect(found(indexed, { zone: ZONE, ...filter })).toEqual(places(expected));
  });

  it('keeps zones apart; what is of none is shown in each', () => {
    expect(found(indexed, { zone: 'pisana' })).toEqual(places([elsewhere, ofNone]));
    expect(found(indexed, { zone: ZONE })).toContain(ofNone.position);
    expect(found(indexed, { zone: ZONE })).not.toContain(elsewhere.position);
    expect(found(indexed, { zone: 'pisana', scheda: 'S1' })).toEqual([]);
  });

  it('tells what it knows of a fact', () => {
    const [row] = factsMatching(
      indexed.database,
      { zone: ZONE, act: '12/2024' },
      { order: 'newest-first', limit: 5 },
    );
    expect(row).toEqual({
      ...{ position: act.position, eventId: act.id, stream: CYCLE_STREAM, revision: act.revision },
      ...{ zone: ZONE, type: 'DeadlineExtended', actor: 'anna', role: 'UH', onBehalfOf: null },
      ...{ verb: 'revise-scheda', scheda: null, unit: 'anziani', act: 'Determina n. 12/2024' },
      ...{ recordedAt: '2024-05-10T22:30:00.000Z', occurredOn: '2024-05-02', grounds: null },
      ...{ reason: 'Proroga chiesta dall’unità', lateReason: 'Assenza' },
    });
  });
});

describe.each([3, 1_500, 5_000])(
  'A text that was redacted, among facts with gaps up to %i',
  (gap) => {
    const indexed = new Indexed(gap);
    const kept = indexed.add({ reason: 'Chiesto da Mario Rossi', data: { act: '7/2024' } });
    const left = indexed.add({
      type: 'SchedaLeftOut',
      data: { schedaId: 'S1', reason: 'Rinuncia di Mario Rossi' },
      reason: 'Chiesto dal comune',
    });
    const redact = (about: RecordedEvent, where: string, pointer: string, text: string): void => {
      indexed.add({
        type: 'TextRedacted',
        data: {
          ...{ eventId: about.id, factRevision: about.revision, factType: about.type },
          ...{ where, pointer, sha256: sha256(text) },
        },
      });
    };

    it('is found no more, by none of its words, while what stands beside it is', () => {
      expect(found(indexed, { zone: ZONE, reason: 'mario' })).toEqual(places([kept, left]));
      redact(kept, 'envelope', '/reason', 'Chiesto da Mario Rossi');
      expect(found(indexed, { zone: ZONE, reason: 'mario' })).toEqual(places([left]));
      expect(found(indexed, { zone: ZONE, act: '7/2024' })).toEqual(places([kept]));
      redact(left, 'data', '/reason', 'Rinuncia di Mario Rossi');
      expect(found(indexed, { zone: ZONE, reason: 'rossi' })).toEqual([]);
      expect(found(indexed, { zone: ZONE, reason: 'comune' })).toEqual(places([left]));
    });

    it('leaves none of its words in the index', () => {
      const names = indexed.database.prepare('SELECT key FROM name').all();
      expect(JSON.stringify(names)).not.toMatch(/mario|rossi/);
    });

    it('shows its fingerprint', () => {
      const rows = factsMatching(
        indexed.database,
        { zone: ZONE },
        { order: 'oldest-first', limit: 2 },
      );
      expect(rows[0]?.reason).toBe(`[testo oscurato · sha256 ${sha256('Chiesto da Mario Rossi')}]`);
      expect(rows[1]).toMatchObject({
        reason: 'Chiesto dal comune',
        grounds: `[testo oscurato · sha256 ${sha256('Rinuncia di Mario Rossi')}]`,
      });
      expect(JSON.stringify(rows)).not.toContain('Mario');
    });
  },
);

it('A fact that was put aside is found where it stands, once it could be applied', () => {
  const inOrder = new Indexed(100_000);
  for (const reason of ['prima proroga', 'seconda proroga', 'terza proroga', 'quarta proroga']) {
    inOrder.add({ reason, data: { schedaId: 'S1' } });
  }
  const late = new Indexed();
  const [first, second, ...others] = inOrder.events;
  for (const event of [first!, ...others, second!]) late.apply(event);
  for (const filter of [{}, { scheda: 'S1' }, { reason: 'proroga' }, { reason: 'seconda' }]) {
    const expected = found(inOrder, { zone: ZONE, ...filter });
    expect(expected.length).toBeGreaterThan(0);
    expect(found(late, { zone: ZONE, ...filter })).toEqual(expected);
  }
});

it.each([1, 3_000])('What was undone is forgotten, with gaps up to %i', (gap) => {
  const indexed = new Indexed(gap);
  indexed.add({ reason: 'prima proroga' });
  indexed.database.exec('SAVEPOINT here');
  const undone = indexed.add({ reason: 'altra proroga' });
  indexed.database.exec('ROLLBACK TO here');
  indexed.undone();
  indexed.events.pop();
  // In a later block.
  const next = indexed.apply({ ...undone, id: 'next', position: undone.position + 10_000 });
  const [first] = indexed.events;
  expect(found(indexed, { zone: ZONE, reason: 'proroga' })).toEqual(places([first!, next]));
  indexed.apply({ ...undone, id: 'last', revision: 2, position: undone.position + 20_000 });
  expect(found(indexed, { zone: ZONE, reason: 'altra' })).toHaveLength(2);
  expect(found(indexed, { zone: ZONE, reason: 'prima' })).toEqual(places([first!]));
});

/** Few values, so that filters find something. */
const some = (...values: readonly string[]) => fc.constantFrom(...values);
const day = fc.integer({ min: 1, max: 9 }).map((number) => `2024-03-0${number}`);
const saidFact: fc.Arbitrary<SaidFact> = fc.record(
  {
    stream: some(CYCLE_STREAM, 'refusals-livornese', 'cycle-pisana-poa-annuale-2024', 'ledger'),
    type: some('SchedaRevised', 'SchedaReturned', 'MeetingHeld'),
    data: some('S1', 'S2').map((schedaId) => ({ schedaId, act: `n. ${schedaId}/2024` })),
    actor: some('anna', 'bruno'),
    onBehalfOf: some('carla', 'dino'),
    unitId: some('anziani', 'minori'),
    rule: some('a/UH', 'b/DIR'),
    reason: some('proroga chiesta', 'proroghe', 'una ferie'),
    occurredOn: day,
    recordedAt: fc.tuple(day, some('09', '23')).map(([on, hour]) => `${on}T${hour}:30:00.000Z`),
  },
  { requiredKeys: ['actor'] },
);
const asked: fc.Arbitrary<Omit<FactsFilter, 'zone'>> = fc.record(
  {
    actor: some('anna', 'bruno', 'nessuno'),
    onBehalfOf: some('carla', 'dino'),
    type: some('SchedaRevised', 'SchedaReturned', 'MeetingHeld'),
    verb: some('a', 'b', 'revise-scheda'),
    scheda: some('S1', 'S2'),
    unit: some('anziani', 'minori'),
    stream: some(CYCLE_STREAM, 'refusals-livornese'),
    from: day,
    to: day,
    occurredFrom: day,
    occurredTo: day,
    reason: some('proro', 'chiesta PROROGA', 'ferie'),
    act: some('S1', '2024', 's2 n'),
  },
  { requiredKeys: [] },
);

describe('Whatever is asked', () => {
  it('the same is found as by looking at each fact, page by page and in both orders', () => {
    fc.assert(
      fc.property(
        fc.array(saidFact, { maxLength: 40 }),
        asked,
        some('livornese', 'pisana'),
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom(1, 300, 3_000, 100_000),
        (facts, filter, zone, limit, gap) => {
          const indexed = new Indexed(gap);
          for (const fact of facts) indexed.add(fact);
          const byDay = filter.occurredFrom !== undefined || filter.occurredTo !== undefined;
          const expected = indexed.events
            .filter((event) => matches(event, { zone, ...filter }))
            .toSorted((one, other) =>
              byDay && dayOf(one) !== dayOf(other) ? (dayOf(one) < dayOf(other) ? -1 : 1) : 0,
            );
          const oldest = found(indexed, { zone, ...filter }, 'oldest-first', limit);
          const newest = found(indexed, { zone, ...filter }, 'newest-first', limit);
          expect(oldest).toEqual(places(expected));
          expect(newest).toEqual([...places(expected)].reverse());
        },
      ),
    );
  });

  it.each(Object.entries(QUERIES))('%s looks at no more than it must', (name, sql) => {
    const { database } = new Indexed();
    const steps = database
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => String(detail));
    expect(steps.length).toBeGreaterThan(0);
    // Days of recording are few; the greatest place is the last.
    const scans = steps.filter((step) => /\bSCAN (?!day_run)/.test(step));
    expect(scans).toEqual([]);
    // What is not listed yet are few enough to be put in order.
    const sorts = steps.filter((step) => step.includes('TEMP B-TREE'));
    if (!name.startsWith('waitingByDay')) expect(sorts).toEqual([]);
  });
});

const dayOf = (event: RecordedEvent): string => auditedFact(event).occurredOn;

/** The plain way. */
function matches(event: RecordedEvent, filter: FactsFilter): boolean {
  const fact = auditedFact(event);
  if (fact.zone !== '' && fact.zone !== filter.zone) return false;
  const equal: readonly [string | undefined, string | undefined][] = [
    [filter.actor, fact.actor],
    [filter.onBehalfOf, fact.onBehalfOf],
    [filter.type, event.type],
    [filter.verb, fact.verb],
    [filter.scheda, fact.scheda],
    [filter.unit, fact.unit],
    [filter.stream, event.stream],
  ];
  if (equal.some(([wanted, is]) => wanted !== undefined && wanted !== is)) return false;
  const { from = '', to = '9', occurredFrom = '', occurredTo = '9' } = filter;
  if (fact.recordedOn < from || fact.recordedOn > to) return false;
  if (fact.occurredOn < occurredFrom || fact.occurredOn > occurredTo) return false;
  const why = wordsOf([fact.reason, fact.lateReason, fact.grounds].join(' '));
  const acts = wordsOf(fact.act ?? '');
  return (
    wordsOf(filter.reason ?? '').every((word) => why.some((each) => each.startsWith(word))) &&
    wordsOf(filter.act ?? '').every((word) => acts.includes(word))
  );
}

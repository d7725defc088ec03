import fc from 'fast-check';
import { and, createMachine, stateIn, type AnyStateMachine } from 'xstate';
import {
  fact,
  recorded,
  requestDefinition,
  requestMachine,
  textItself,
} from './example.fixture.js';
import type { RequestData } from './example.fixture.js';
import type { Fact, RecordedFact } from './fact.js';
import { accepts, begin, evolve, FactNotAccepted, replay, type Life } from './life.js';
import { later, twoSteps } from './migration.fixture.js';
import { MIGRATION } from './migration.js';
import { migrationOf } from './migration-of-life.js';
import { possible, possibleForPart } from './possible.js';
import { lifeFrom, snapshotOf } from './snapshot.js';
import {
  AlteredDefinition,
  MappingNotTotal,
  UnknownDefinition,
  Workflows,
  type Workflow,
} from './workflow.js';

const writing = { root: { 'running.drafting': 'running.writing' } };
const second = later(twoSteps, writing);
const installed = new Workflows([requestDefinition, second], textItself);
const [first, next] = installed.all as readonly [Workflow<RequestData>, Workflow<RequestData>];
const begun = fact('RequestOpened', { definition: first.reference });

const onDay = (each: Fact, revision: number, on: string): RecordedFact => ({
  ...each,
  ...{ revision, metadata: { on } },
});

function lived(...facts: readonly Fact[]): Life<RequestData> {
  const life = begin(first);
  for (const each of recorded(begun, ...facts)) evolve(life, each);
  return life;
}

/** The fact that takes a life to the second version. */
function migration(life: Life<RequestData>): Fact {
  const [way] = life.workflow.successions;
  return fact(MIGRATION, migrationOf(life, way!) ?? {});
}

const named = (text: string) => fact('NoteWritten', { text });

describe('A migration', () => {
  it('lets a life go on under the later version, where its mapping says', () => {
    const life = lived(named('uno'));
    const migrated = migration(life);
    expect(accepts(life, [migrated])).toMatchObject({ accepted: true });
    evolve(life, onDay(migrated, 2, '2024-03-01'));
    expect(life.workflow).toBe(next);
    expect(next.root.value(life.state)).toEqual({ running: 'writing' });
    expect(life.data.notes).toEqual(['uno', 'migrated at 2']);
    expect(possible(life).map(({ type }) => type)).toContain('DraftRead');
    evolve(life, onDay(fact('DraftRead'), 3, '2024-03-02'));
    expect(next.root.value(life.state)).toEqual({ running: 'reading' });
    expect(life.revision).toBe(3);
  });

  it('says the whole of what it does', () => {
    const filed = fact('AttachmentFiled', { attachmentId: 'a' });
    expect(migration(lived(filed)).data).toEqual({
      from: first.reference,
      to: next.reference,
      states: {
        root: {
          from: first.root.standingOf({ running: 'drafting' }),
          to: next.root.standingOf({ running: 'writing' }),
        },
        parts: { attachment: { filed: 'filed' } },
      },
    });
  });

  it('takes along what a suspended life will come back to', () => {
    const life = lived(fact('RequestSuspended'));
    evolve(life, onDay(migration(life), 2, '2024-03-01'));
    evolve(life, onDay(fact('RequestResumed'), 3, '2024-03-02'));
    expect(next.root.value(life.state)).toEqual({ running: 'writing' });
  });

  it('makes nothing older or younger than it was, but what begins with it', () => {
    const life = begin(first);
    evolve(life, onDay(begun, 0, '2024-01-10'));
    evolve(life, onDay(migration(life), 1, '2024-03-01'));
    const since = (id: string) => life.since.root[`request.${id}`];
    expect([since('running'), since('running.writing')]).toEqual(['2024-01-10', '2024-03-01']);
    expect(accepts(life, [fact('DraftRead')])).toMatchObject({ notBefore: '2024-03-01' });
  });

  it('is not accepted where nobody says where to', () => {
    const over = lived(fact('RequestWithdrawn'));
    expect(migrationOf(over, first.successions[0]!)).toBeUndefined();
    const alone = new Workflows([requestDefinition], textItself).all[0]!;
    expect(alone.route(MIGRATION)).toBeUndefined();
    expect(first.route(MIGRATION)).toEqual({ root: false });
    expect(next.route(MIGRATION)).toBeUndefined();
  });

  it('is not accepted beside other facts', () => {
    const life = lived();
    expect(accepts(life, [migration(life), named('due')]).accepted).toBe(false);
    expect(accepts(life, [named('due'), migration(life)]).accepted).toBe(false);
  });

  it('that says anything but what the mapping makes of the life breaks the history', () => {
    const life = lived();
    const right = migration(life);
    const { states, ...rest } = right.data as { readonly states: { readonly root: object } };
    const elsewhere = { ...states, root: { ...states.root, to: 'suspended' } };
    const wrong = fact(MIGRATION, { ...rest, states: elsewhere });
    expect(accepts(life, [wrong]).accepted).toBe(false);
    expect(() => {
      evolve(life, onDay(wrong, 1, ''));
    }).toThrow(FactNotAccepted);
    const unknown = fact(MIGRATION, { ...right.data, to: { ...next.reference, version: 9 } });
    expect(() => {
      evolve(life, onDay(unknown, 1, ''));
    }).toThrow(UnknownDefinition);
    const altered = fact(MIGRATION, { ...right.data, to: { ...next.reference, digest: 'other' } });
    expect(() => {
      evolve(life, onDay(altered, 1, ''));
    }).toThrow(AlteredDefinition);
    expect(life.revision).toBe(0);
  });
});

/** Goes on where the picks lead, under the version the life follows by then; at one point it is migrated. */
function wander(picks: readonly number[], migrateAfter: number): readonly RecordedFact[] {
  const life = begin(first);
  const facts: RecordedFact[] = [];
  const take = (each: Fact): void => {
    const one = onDay(each, life.revision + 1, `2024-01-${String(10 + facts.length)}`);
    evolve(life, one);
    facts.push(one);
  };
  take(begun);
  for (const pick of picks) {
    const [way] = life.workflow.successions;
    const due = facts.length > migrateAfter && way ? migrationOf(life, way) : undefined;
    const about = (kind: string, idField: string) =>
      ['a', 'b'].flatMap((id) =>
        possibleForPart(life, kind, id).map(({ type, data }) =>
          fact(type, { ...data, [idField]: id }),
        ),
      );
    const could = [
      ...possible(life),
      ...about('attachment', 'attachmentId'),
      ...about('objection', 'objectionId'),
    ];
    const chosen = due ? fact(MIGRATION, due) : could[pick % could.length];
    if (!chosen) break;
    take(chosen);
  }
  return facts;
}

describe('Whatever happened before and after a migration', () => {
  const walks = fc.tuple(fc.array(fc.nat(), { maxLength: 40 }), fc.nat(25));

  it('a replay leads to the same life, and a snapshot of any point to the rest of it', async () => {
    let migrated = 0;
    await fc.assert(
      fc.asyncProperty(walks, fc.nat(40), async ([picks, after], cut) => {
        const facts = wander(picks, after);
        if (facts.some(({ type }) => type === MIGRATION)) migrated += 1;
        const whole = await replay(installed, facts);
        const half = await replay(installed, facts.slice(0, (cut % facts.length) + 1));
        const text = JSON.stringify(snapshotOf(half!));
        const life = lifeFrom<RequestData>(installed, JSON.parse(text) as never)!;
        for (const each of facts.slice(half!.revision + 1)) evolve(life, each);
        expect(JSON.stringify(snapshotOf(life))).toBe(JSON.stringify(snapshotOf(whole!)));
      }),
    );
    expect(migrated).toBeGreaterThan(10);
  });

  it('the facts before it lead to what they led to before there was a later version', async () => {
    const alone = new Workflows([requestDefinition], textItself);
    await fc.assert(
      fc.asyncProperty(walks, async ([picks, after]) => {
        const facts = wander(picks, after);
        const until = facts.findIndex(({ type }) => type === MIGRATION);
        const before = until < 0 ? facts : facts.slice(0, until);
        const [then, now] = [await replay(alone, before), await replay(installed, before)];
        expect(snapshotOf(now!)).toEqual(snapshotOf(then!));
      }),
    );
  });
});

describe('A snapshot of a migrated life', () => {
  it('is not used where an earlier version remembers otherwise now', () => {
    const life = lived();
    evolve(life, onDay(migration(life), 1, '2024-03-01'));
    const kept = JSON.parse(JSON.stringify(snapshotOf(life))) as never;
    expect(lifeFrom(installed, kept)?.workflow).toBe(next);
    const otherwise = new Workflows([{ ...requestDefinition, dataVersion: 2 }, second], textItself);
    expect(lifeFrom(otherwise, kept)).toBeUndefined();
  });
});

const allDone = and([stateIn({ both: { one: 'done' } }), stateIn({ both: { other: 'done' } })]);
const oneDone = stateIn({ both: { one: 'done' } });
const otherOpen = stateIn({ both: { other: 'open' } });

describe('A version that follows another', () => {
  const install = (...definitions: readonly ReturnType<typeof later>[]) =>
    new Workflows([requestDefinition, ...definitions], textItself);
  const refusal = (definition: ReturnType<typeof later>): MappingNotTotal => {
    try {
      install(definition);
    } catch (error) {
      expect(error).toBeInstanceOf(MappingNotTotal);
      return error as MappingNotTotal;
    }
    throw new Error('was published');
  };

  it('cannot be published without saying where every state of a life goes on', () => {
    const { code, unmapped } = refusal(later(twoSteps));
    expect(code).toBe('mapping-not-total');
    const states = unmapped.map(({ why, it }) => `${why}: ${it}`);
    expect(states).toContain('no-state: in corso › in compilazione');
    // Nor can it forget what a suspended life will come back to.
    expect(states).toContain('no-state: sospesa');
    expect(states.join()).not.toContain('istruttoria');
    expect(install(second).all).toHaveLength(2);
  });

  it('cannot be published where a running life would be over', () => {
    const ends = { root: { ...writing.root, suspended: 'withdrawn' } };
    expect(refusal(later(twoSteps, ends)).unmapped.map(({ why }) => why)).toContain('over');
  });

  it('cannot be published where nothing would lead on, though nothing in it alone leads there', () => {
    const meta = { it: 'stato', en: 'state' };
    const region = (type: string, guard?: object) => ({
      ...{ meta, initial: 'open' },
      states: { open: { meta, on: { [type]: { target: 'done', ...guard } } }, done: { meta } },
    });
    // The second version wants one thing after the other; lives of the first may have done them in any order.
    const inOrder = (is: boolean) =>
      createMachine({
        ...{ id: 'two', initial: 'absent' },
        states: {
          absent: { meta, on: { RequestOpened: 'both' } },
          both: {
            ...{ type: 'parallel', meta, on: { Ended: { target: 'over', guard: 'allDone' } } },
            states: {
              one: region('OneDone', is ? { guard: 'otherOpen' } : {}),
              other: region('OtherDone', is ? { guard: 'oneDone' } : {}),
            },
          },
          over: { type: 'final', meta },
        },
      } as never).provide({ guards: { allDone, otherOpen, oneDone } });
    const version = (number: number, root: AnyStateMachine): ReturnType<typeof later> => ({
      ...later(root, {}, number),
      ...{ parts: {}, remember: {} },
    });
    const { follows: _none, ...before } = version(1, inOrder(false));
    const lone = (definition: object) =>
      new Workflows([before, definition as typeof before], textItself);
    expect(() => lone(version(2, inOrder(false)))).not.toThrow();
    expect(() => lone(version(2, inOrder(true)))).toThrow(/"other":"done".*: stuck/);
  });

  it('cannot be published where parts have no place any more', () => {
    const { attachment } = requestDefinition.parts;
    const without = { ...later(requestMachine), parts: { attachment: attachment! } };
    expect(refusal(without).unmapped).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'objection', state: 'raised' })]),
    );
  });

  it('cannot follow what is not installed, or what is not earlier', () => {
    expect(refusal(later(requestMachine, {}, 3)).message).toContain('not installed');
    const itself = { ...later(requestMachine), follows: { ...second.follows!, version: 2 } };
    expect(refusal(itself).unmapped).toEqual([]);
  });

  it('has another digest with another mapping, and one without a mapping has the one it had', () => {
    const digest = (definition: ReturnType<typeof later>) => install(definition).all[1]!.reference;
    const other = later(requestMachine, { root: { suspended: 'suspended' } });
    expect(digest(later(requestMachine))).not.toEqual(digest(other));
    expect(first.reference.digest).not.toContain('follows');
  });

  it('can be followed in turn, from wherever lives came to it', () => {
    const third = later(
      requestMachine,
      { root: { 'running.writing': 'running.drafting', 'running.reading': 'running.drafting' } },
      3,
    );
    const life = begin(install(second, third).all[0]!);
    evolve(life, onDay(begun, 0, ''));
    for (const revision of [1, 2]) evolve(life, onDay(migration(life), revision, ''));
    expect(life.workflow.reference.version).toBe(3);
    expect(life.workflow.root.value(life.state)).toEqual({ running: 'drafting' });
    expect(life.passed.map(({ version }) => version)).toEqual([1, 2]);
  });
});

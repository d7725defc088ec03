import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { roles, type Role } from '#people';
import { valueSets, verbs as everyVerb, type Verb } from '#planning';
import { seedOr } from '../libs/planning/src/seed.fixture.js';
import { awaitedWork } from './awaited-work.js';
import { everyRow, problem, type Client } from './client.fixture.js';
import { acceptsLeading, reach, wishOf } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';
import { poaWays } from './ways/poa-annuale.ways.fixture.js';
import { FIRST_YEAR } from './ways/between-years.ways.fixture.js';
import { unready } from './ways/to-approval.drivers.fixture.js';
import { notActivated } from './ways/co-programming-days.fixture.js';

const everyRole = Object.keys(roles) as readonly Role[];
const verbs = everyVerb.filter(({ name }) => poaWays.wishes[name] !== undefined);

/** Where a walk begins, so that a short one can get far. */
const beginnings = {
  nothing: () => Promise.resolve(),
  preparation: (journey: Journey) =>
    reach(journey, (root) => root.matches({ preparation: { drafting: 'underWay' } })),
  verification: (journey: Journey) => reach(journey, (root) => root.matches('verification')),
  proposal: (journey: Journey) => reach(journey, (root) => root.matches({ approval: 'proposal' })),
  session: (journey: Journey) =>
    reach(journey, (root) => root.matches({ approval: { onAgenda: 'convened' } })),
};
type Beginning = keyof typeof beginnings;

/** Some random numbers from which a step of a walk is made, as the cycle then stands. */
interface Dice {
  readonly sensible: boolean;
  readonly verb: number;
  readonly thing: number;
  readonly person: number;
  readonly twist: number;
}

const dice = fc.record<Dice>({
  sensible: fc.nat(3).map((number) => number > 0),
  verb: fc.nat(999),
  thing: fc.nat(999),
  person: fc.nat(999),
  twist: fc.nat(19),
});
const walk = fc.tuple(
  fc.constantFrom(...(Object.keys(beginnings) as Beginning[])),
  fc.array(dice, { minLength: 1, maxLength: 60, size: 'max' }),
);

interface Description {
  readonly paths: Readonly<Record<string, { readonly post: { readonly responses: object } }>>;
}

/** Something that was said no to. */
interface Refused {
  readonly verb: string;
  readonly personId: string;
  readonly code: string;
}

let server: TestServer;
let people: readonly Client[];
/** For each verb, the statuses its answers may have, as the API describes itself. */
let documented: ReadonlyMap<string, readonly string[]>;
/** A cycle that is only written to so that time goes on in the log. */
let later: Journey;
let year = FIRST_YEAR + 1;

beforeAll(async () => {
  server = await TestServer.start();
  const otherHead = { role: 'UH', personId: 'responsabile-minori', unitId: 'minori' } as const;
  const { body } = await server.as('ADM').get<Description>('/api/v1/openapi.json');
  documented = new Map(
    verbs.map(({ name, fromFile }) => {
      const address = fromFile ? 'spreadsheets/schede/import' : name;
      const { post } = body.paths[`/api/v1/cycles/{cycleId}/${address}`]!;
      return [name, Object.keys(post.responses)];
    }),
  );
  later = programmeOfYear(server, 2_099);
  await later.perform('UPc', 'draft-cycle', { title: 'Un altro ciclo' });
  people = [...everyRole.map((role) => server.as(role)), server.admit(otherHead)];
});
afterAll(() => server.end());

describe('a random walk of commands by people of every role', () => {
  it('leaves the history, every view and the refusals agreeing with the live cycle', async () => {
    await fc.assert(
      fc.asyncProperty(walk, async ([beginning, steps]) => {
        const journey = programmeOfYear(server, year++);
        await beginnings[beginning](journey);
        const refused: Refused[] = [];
        for (const step of steps) await take(journey, step, refused);
        await expectReplayed(journey);
        await expectCycleInList(journey);
        await expectSchede(journey);
        for (const role of everyRole) await expectWorklist(journey, role);
        await expectRefusals(journey, refused);
      }),
      // Each run is another year, and there are not so many that a failure could be made smaller.
      { numRuns: 30, seed: seedOr(20_240_603), endOnFailure: true },
    );
  });
});

/** Makes one step of the walk: a wish, possibly spoilt, possibly by the wrong person, sometimes said twice. */
async function take(journey: Journey, step: Dice, refused: Refused[]): Promise<void> {
  const { verb, id } = choose(journey, step);
  const { as, body, ifMatch } = wishOf(journey, verb.name, { id, outcome: outcomeOf(step) });
  const wrongPerson = !step.sensible && step.person % 2 === 1;
  const client = wrongPerson ? pick(people, step.person) : server.as(as);
  const spoilt = spoil({ ...body, ...varied(journey, verb, step) }, step.twist);
  const options = {
    commandId: randomUUID(),
    ifMatch: step.twist === 2 ? undefined : step.twist === 3 ? journey.revision + 1 : ifMatch,
  };
  const reply = await journey.attempt(client, verb.name, spoilt, options);
  expect(reply.status).toBeLessThan(500);
  expect(documented.get(verb.name)).toContain(String(reply.status));
  // What is malformed was never a wish: it is not kept.
  if (reply.status > 400) {
    const { code } = problem(reply);
    refused.push({ verb: verb.name, personId: client.person.personId, code });
  }
  if (step.twist === 4) {
    const again = await journey.attempt(client, verb.name, spoilt, options);
    expect(again.status).toBe(reply.status);
    if (reply.status === 200) {
      expect(again.body).toEqual({ ...reply.body, repeated: true });
    } else {
      expect(problem(again)).toMatchObject({ code: problem(reply).code });
    }
  }
}

/** A verb, and what it should be about: when sensible, one that the machines accept. */
function choose(journey: Journey, step: Dice): { readonly verb: Verb; readonly id: string } {
  const all = verbs.flatMap((verb) => {
    const kind = verb.name === 'request-fixes' ? 'scheda' : verb.about;
    const ids = kind === undefined ? [journey.fresh('new')] : [...journey.partsOf(kind).keys()];
    return [...ids, ...(step.sensible ? [] : ['unknown'])].map((id) => ({ verb, id }));
  });
  const sensible = all.filter(({ verb, id }) => acceptsLeading(journey, verb, id));
  const choices = step.sensible && sensible.length > 0 ? sensible : all;
  // First the verb, so that the many verbs about a scheda do not crowd out the others.
  const names = [...new Set(choices.map(({ verb }) => verb.name))];
  const name = pick(names, step.verb);
  return pick(
    choices.filter(({ verb }) => verb.name === name),
    step.thing,
  );
}

/** What the usual wish does not say, so that both ways of a decision are gone. */
function varied(journey: Journey, { name }: Verb, { thing }: Dice): object {
  const even = thing % 2 === 0;
  switch (name) {
    case 'decide-co-programming':
      return even ? notActivated : {};
    case 'close-verification':
      return even ? { leftOut: unready(journey) } : {};
    case 'schedule-meeting':
      return even ? { plannedCategories: [pick(Object.keys(valueSets.categories), thing)] } : {};
    case 'record-meeting-held':
      return { categories: Object.keys(valueSets.categories).slice(thing % 6) };
    default:
      return {};
  }
}

function outcomeOf({ thing }: Dice): string {
  return pick(Object.keys(valueSets.outcomes), thing);
}

/** Leaves out a field, or adds one that nobody knows. */
function spoil(body: object, twist: number): object {
  if (twist === 0) return Object.fromEntries(Object.entries(body).slice(1));
  return twist === 1 ? { ...body, unheardOf: true } : body;
}

function pick<T>(list: readonly T[], number: number): T {
  return list[number % list.length]!;
}

async function expectReplayed(journey: Journey): Promise<void> {
  if (journey.revision < 0) return;
  const { body } = await server.as('AUD').get(journey.path('/replay'));
  expect(body).toMatchObject({ matches: true, revision: journey.revision });
}

/** The rows of a list about this cycle, once the view has come as far as the cycle. */
async function rowsAbout(
  journey: Journey,
  path: string,
  client: Client,
  position = journey.position,
): Promise<readonly ListedRow[]> {
  const rows = await everyRow<ListedRow>(client, `${path}?limit=200&after=${position}`);
  return rows.filter(({ cycleId }) => cycleId === journey.cycleId);
}

async function expectCycleInList(journey: Journey): Promise<void> {
  const rows = await rowsAbout(journey, '/api/v1/cycles', server.as('ETS'));
  if (journey.revision < 0) {
    expect(rows).toEqual([]);
    return;
  }
  const { value } = journey.root;
  expect(rows).toMatchObject([
    {
      revision: journey.revision,
      facts: journey.revision + 1,
      position: journey.position,
      phase: typeof value === 'string' ? value : Object.keys(value as object)[0],
      schede: countOf(statesOf(journey)),
    },
  ]);
  const { body } = await server.as('AUD').get<object>(journey.path());
  expect(body).toMatchObject({ revision: journey.revision, state: value });
}

async function expectSchede(journey: Journey): Promise<void> {
  if (journey.revision < 0) {
    const reply = await server.as('AUD').get(journey.path('/schede'));
    expect(problem(reply).code).toBe('cycle-not-found');
    return;
  }
  const rows = await rowsAbout(journey, journey.path('/schede'), server.as('AUD'));
  expect(Object.fromEntries(rows.map(({ schedaId, state }) => [schedaId, state]))).toEqual(
    statesOf(journey),
  );
  expect(rows.map(({ moved }) => moved?.revision)).toEqual(
    rows.map(({ schedaId }) => journey.movedAt(schedaId ?? '')),
  );
}

async function expectWorklist(journey: Journey, role: Role): Promise<void> {
  const rows = await rowsAbout(journey, '/api/v1/worklist', server.as(role));
  const work = rows.map(({ subject, it }) => `${subject?.kind}/${subject?.id}: ${it}`).sort();
  const awaited = [...awaitedWork(journey, role), ...(await answersAwaited(journey, role))];
  expect({ role, work }).toEqual({ role, work: awaited.sort() });
}

/** Whether the coordinator is to answer a proposal is not in a state: it hangs on the calendar of the day. */
async function answersAwaited(journey: Journey, role: Role): Promise<readonly string[]> {
  const isCounted = journey.facts.some(
    ({ type, data }) => type === 'DeadlineSet' && 'derivation' in data,
  );
  if (role !== 'UPc' || !isCounted) return [];
  const { body } = await server.as(role).get<{ readonly openProposal: boolean }>(journey.path());
  return body.openProposal
    ? [`cycle/${journey.cycleId}: Rispondere alla proposta di scadenze`]
    : [];
}

async function expectRefusals(journey: Journey, refused: readonly Refused[]): Promise<void> {
  // A fact recorded after the last refusal tells how far the view must have come.
  const { position } = await later.perform('UPc', 'raise-question', {
    subject: 'cycle',
    text: 'Che cosa è successo nel frattempo?',
  });
  const rows = await rowsAbout(journey, '/api/v1/refusals', server.as('AUD'), position);
  const listed = rows.map(({ verb, personId, code }) => ({ verb, personId, code }));
  expect(listed.reverse()).toEqual(refused);
}

function statesOf(journey: Journey): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...journey.partsOf('scheda')].map(([id, { value }]) => [id, value]));
}

function countOf(states: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const state of Object.values(states) as string[]) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** What the lists have in common, and what each has for itself. */
interface ListedRow {
  readonly cycleId: string;
  readonly schedaId?: string;
  readonly state?: string;
  readonly moved?: { readonly revision: number };
  readonly subject?: { readonly kind: string; readonly id: string };
  readonly it?: string;
  readonly verb?: string;
  readonly personId?: string;
  readonly code?: string;
}

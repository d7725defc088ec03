import type { AnyMachineSnapshot } from 'xstate';
import { roles, type Role } from '#people';
import { poaAnnualeV1, verbs, type RefusalCode, type Verb } from '#planning';
import { etag, problem } from './client.fixture.js';
import { acceptsLeading, alongside, drive } from './drivers.fixture.js';
import { Journey, machineOf, type Kind } from './journey.fixture.js';
import {
  beginning,
  edgesOf,
  graphOf,
  pathName,
  pathsThrough,
  standingName,
  type Heard,
  type Path,
} from './paths.js';
import { TestServer } from './server.fixture.js';
import { wishOf } from './wishes.fixture.js';

/** What the API says of a cycle, as far as the model knows it too. */
interface CycleView {
  readonly state: unknown;
  readonly revision: number;
  readonly schede: { readonly total: number; readonly byState: Readonly<Record<string, number>> };
  readonly states: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
interface Actions {
  readonly revision: number;
  readonly items: readonly { readonly verb: string; readonly possible: boolean }[];
}

const everyRole = Object.keys(roles) as readonly Role[];
const kinds = Object.keys(poaAnnualeV1.parts) as readonly Kind[];

/** Before its first fact there is no cycle to ask about. */
const absent = standingName(beginning(poaAnnualeV1.root));

let server: TestServer;
let year = 1_900;
/** The edges taken and the standings of the root compared so far, and how often each verb was refused. */
const taken = new Set<string>();
const standings = new Set<string>();
const refused = new Map<string, number>(verbs.map(({ name }) => [name, 0]));

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.end());

describe('the root machine over the API', () => {
  it('follows every path to every standing', async () => {
    await all(pathsThrough(poaAnnualeV1.root, alongside), followRoot);
  }, 120_000);

  it('has taken every edge', () => {
    expect(edgesOf(poaAnnualeV1.root).filter((edge) => !taken.has(edge))).toEqual([]);
  });

  it('has stood wherever it can stand', () => {
    const possible = [...graphOf(poaAnnualeV1.root).standings.keys()];
    expect(possible.filter((name) => !standings.has(name))).toEqual([absent]);
  });
});

describe.each(kinds)('the machine of a %s over the API', (kind) => {
  it('follows every path to every standing', async () => {
    await all(pathsThrough(machineOf(kind)), (path) => followPart(kind, path));
  }, 60_000);

  it('has taken every edge', () => {
    expect(edgesOf(machineOf(kind)).filter((edge) => !taken.has(edge))).toEqual([]);
  });
});

describe('on the way', () => {
  it('every verb was refused where it was not the moment', () => {
    const never = [...refused].filter(([, times]) => times === 0).map(([verb]) => verb);
    expect(never).toEqual([]);
  });
});

/** A cycle of its own for each path, a few at a time; what fails says on which path. */
async function all(
  paths: readonly Path[],
  follow: (path: Path) => Promise<Journey>,
): Promise<void> {
  const waiting = [...paths];
  const failures: Error[] = [];
  const work = async (): Promise<void> => {
    for (let path = waiting.pop(); path && failures.length === 0; path = waiting.pop()) {
      try {
        const journey = await follow(path);
        for (const edge of journey.taken) taken.add(edge);
      } catch (error) {
        const message = `${pathName(path)}:\n${(error as Error).message}`;
        failures.push(new Error(message, { cause: error }));
      }
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  if (failures[0]) throw failures[0];
}

async function followRoot(path: Path): Promise<Journey> {
  const journey = Journey.ofYear(server, year++);
  for (const { heard, after } of path) {
    await drive(journey, heard);
    expectStanding(journey.root, after, heard);
    await compare(journey);
  }
  return journey;
}

async function followPart(kind: Kind, path: Path): Promise<Journey> {
  const journey = Journey.ofYear(server, year++);
  const id = `under-test-${kind}`;
  journey.reserved.add(id);
  for (const { heard, after } of path) {
    await drive(journey, heard, id);
    expectStanding(journey.part(kind, id), after, heard);
    await compare(journey, { kind, id });
  }
  return journey;
}

function expectStanding(now: AnyMachineSnapshot, then: AnyMachineSnapshot, heard: Heard): void {
  if (standingName(now) === standingName(then)) return;
  throw new Error(`${heard.type} led to ${standingName(now)} and not to ${standingName(then)}`);
}

/** Holds what the API answers against the model: states, possible actions, and one refusal. */
async function compare(
  journey: Journey,
  part?: { readonly kind: Kind; readonly id: string },
): Promise<void> {
  const { body } = await server.as('AUD').get<CycleView>(journey.path());
  expect(body).toMatchObject({ revision: journey.revision, state: journey.root.value });
  expect(body.states).toEqual(
    Object.fromEntries(
      kinds.filter((kind) => kind !== 'scheda').map((kind) => [kind, standing(journey, kind)]),
    ),
  );
  expect(body.schede.byState).toEqual(
    Object.fromEntries(countBy(Object.values(standing(journey, 'scheda')))),
  );
  const name = standingName(journey.root);
  const rolesToAsk = standings.has(name)
    ? [everyRole[journey.revision % everyRole.length]!]
    : everyRole;
  standings.add(name);
  for (const role of rolesToAsk) await compareActions(journey, role);
  if (part) {
    for (const role of everyRole) await compareActions(journey, role, part);
  }
  await expectRefusal(journey);
}

function standing(journey: Journey, kind: Kind): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...journey.parts[kind]].map(([id, { value }]) => [id, value as unknown]),
  );
}

function countBy(values: readonly unknown[]): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** What a role may do with the cycle, or with a part of it, as the API and as the model say. */
async function compareActions(
  journey: Journey,
  role: Role,
  part?: { readonly kind: Kind; readonly id: string },
): Promise<void> {
  const query = part ? `?kind=${part.kind}&id=${part.id}` : '';
  const { body } = await server.as(role).get<Actions>(journey.path(`/actions${query}`));
  const possible = body.items.map((item) => [item.verb, item.possible]);
  expect({ role, revision: body.revision, possible: Object.fromEntries(possible) }).toEqual({
    role,
    revision: journey.revision,
    possible: Object.fromEntries(
      verbs
        .filter((verb) => verb.about === part?.kind && grants(verb, role))
        .map((verb) => [verb.name, acceptsLeading(journey, verb, part?.id)]),
    ),
  });
}

/** All schede of these journeys are of the usual unit, so its people may act on every one. */
function grants({ who }: Verb, role: Role): boolean {
  return who.some((grant) => grant.role === role);
}

/** Tries a verb the machines do not accept now: the answer is a documented no, and nothing is written. */
async function expectRefusal(journey: Journey): Promise<void> {
  const candidates = verbs.flatMap((verb) => {
    const kind = verb.name === 'request-fixes' ? 'scheda' : verb.about;
    const ids = kind === undefined ? [''] : [...journey.parts[kind].keys()];
    const id = ids.find((each) => !acceptsLeading(journey, verb, each));
    return id === undefined ? [] : [{ verb, id: id === '' ? journey.fresh('id') : id }];
  });
  candidates.sort((one, other) => refused.get(one.verb.name)! - refused.get(other.verb.name)!);
  const [candidate] = candidates;
  if (!candidate) throw new Error('Everything is possible here');
  const { verb, id } = candidate;
  refused.set(verb.name, refused.get(verb.name)! + 1);
  const { as, body, ifMatch } = wishOf(journey, verb.name, { id });
  const answer = problem(
    await server.as(as).perform(journey.cycleId, verb.name, body, { ifMatch }),
  );
  expect({ verb: verb.name, ...pick(answer) }).toEqual({
    verb: verb.name,
    ...refusalOf(journey, verb),
  });
  expect(etag(await server.as('AUD').get(journey.path()))).toBe(journey.revision);
}

function pick({ status, code }: { readonly status: number; readonly code: string }) {
  return { status, code };
}

/** The no that such a verb gets: of the moment, or of the rule that says what is missing. */
function refusalOf(journey: Journey, { name }: Verb): { status: number; code: RefusalCode } {
  if (name === 'draft-cycle') return { status: 409, code: 'cycle-exists' };
  if (name === 'issue-co-programming-report' && journey.root.matches('draft')) {
    return { status: 403, code: 'not-responsible-person' };
  }
  if (name === 'open-verification' && journey.root.matches('preparation')) {
    if (!journey.root.matches({ preparation: { participation: 'complete' } })) {
      return { status: 422, code: 'participation-incomplete' };
    }
    const settled = ['notActivated', { activated: 'published' }].some((coProgramming) =>
      journey.root.matches({ preparation: { coProgramming } }),
    );
    if (!settled) return { status: 422, code: 'co-programming-undecided' };
  }
  return { status: 409, code: 'not-now' };
}

import type { AnyMachineSnapshot } from 'xstate';
import { roles, type Role } from '#people';
import { definitions, verbs, type PartKind, type Verb } from '#planning';
import { etag, problem, type Client } from './client.fixture.js';
import { acceptsLeading, drive, wishOf } from './drivers.fixture.js';
import { Journey } from './journey.fixture.js';
import {
  edgesOf,
  pathName,
  pathsThrough,
  standingName,
  stateNodesOf,
  walksThrough,
  type Heard,
  type Path,
} from './paths.js';
import { TestServer, ZONE } from './server.fixture.js';
import { FIRST_YEAR } from './ways/between-years.ways.fixture.js';
import { everyWays } from './ways/every-ways.js';
import type { Ways } from './journey.fixture.js';

/** What the API says of a life, as far as the model knows it too. */
interface LifeView {
  readonly state: unknown;
  readonly revision: number;
  readonly schede?: {
    readonly total: number;
    readonly byState: Readonly<Record<string, number>>;
  };
  readonly states: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
interface Actions {
  readonly revision: number;
  readonly items: readonly { readonly verb: string; readonly possible: boolean }[];
}

const everyRole = Object.keys(roles) as readonly Role[];

let server: TestServer;
/** Each journey is in a year, or for a register in a zone, of its own. */
let journeys = 0;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.end());

it('every definition has its ways', () => {
  const ids = (of: readonly { readonly id: string }[]) => of.map(({ id }) => id).sort();
  expect(ids(everyWays.map(({ definition }) => definition))).toEqual(ids(definitions));
});

const named = everyWays.map((ways) => [`the definition ${ways.definition.id}`, ways] as const);

describe.each(named)('%s', (_id, ways) => {
  const { definition, alongside } = ways;
  const kinds = Object.keys(definition.parts) as readonly PartKind[];
  const itsVerbs = verbs.filter(
    ({ facts: [leading], definitions: its }) =>
      (its?.includes(definition.id) ?? true) && knows(ways, leading),
  );
  /** The edges taken and the standings of the root compared so far, and how often each verb was refused. */
  const taken = new Set<string>();
  const standings = new Set<string>();
  const stood = new Set<string>();
  const refused = new Map<string, number>(itsVerbs.map(({ name }) => [name, 0]));
  /** The verbs that somewhere were not possible: some things can be recorded at any time. */
  const notAlwaysPossible = new Set<string>();

  describe('the root machine over the API', () => {
    it('follows a walk along every edge', async () => {
      await all(walksThrough(definition.root, alongside), followRoot);
    }, 400_000);

    it('has taken every edge', () => {
      expect(edgesOf(definition.root).filter((edge) => !taken.has(edge))).toEqual([]);
    });

    it('has stood in every state', () => {
      const states = stateNodesOf(definition.root)
        .filter(({ type, parent }) => type !== 'history' && parent)
        .map(({ id }) => id);
      const [absent, ...others] = states;
      expect(absent).toContain('absent');
      expect(others.filter((id) => !stood.has(id))).toEqual([]);
    });
  });

  describe.each(kinds)('the machine of a %s over the API', (kind) => {
    const { machine } = definition.parts[kind]!;

    it('follows every path to every standing', async () => {
      await all(pathsThrough(machine), (path) => followPart(kind, path));
    }, 400_000);

    it('has taken every edge', () => {
      expect(edgesOf(machine).filter((edge) => !taken.has(edge))).toEqual([]);
    });
  });

  it('every verb was refused on the way where it was not the moment', () => {
    const never = [...refused].filter(
      ([verb, times]) => times === 0 && notAlwaysPossible.has(verb),
    );
    expect(never).toEqual([]);
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
    const journey = begin();
    for (const { heard, after } of path) {
      await drive(journey, heard);
      expectStanding(journey.root, after, heard);
      await compare(journey);
    }
    return journey;
  }

  async function followPart(kind: PartKind, path: Path): Promise<Journey> {
    const journey = begin();
    const id = `under-test-${kind}`;
    journey.reserved.add(id);
    for (const { heard, after } of path) {
      await drive(journey, heard, id);
      expectStanding(journey.part(kind, id), after, heard);
      await compare(journey, { kind, id });
    }
    return journey;
  }

  /** Holds what the API answers against the model: states, possible actions, and one refusal. */
  async function compare(
    journey: Journey,
    part?: { readonly kind: PartKind; readonly id: string },
  ): Promise<void> {
    const { body } = await auditor(journey).get<LifeView>(journey.path());
    expect(body).toMatchObject({ revision: journey.revision, state: journey.root.value });
    expect(body.states).toEqual(
      Object.fromEntries(
        kinds.filter((kind) => kind !== 'scheda').map((kind) => [kind, standing(journey, kind)]),
      ),
    );
    if (kinds.includes('scheda')) {
      expect(body.schede?.byState).toEqual(
        Object.fromEntries(countBy(Object.values(standing(journey, 'scheda')))),
      );
    }
    for (const { id } of journey.root._nodes) stood.add(id);
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

  /** What a role may do with the cycle, or with a part of it, as the API and as the model say. */
  async function compareActions(
    journey: Journey,
    role: Role,
    part?: { readonly kind: PartKind; readonly id: string },
  ): Promise<void> {
    const query = part ? `?kind=${part.kind}&id=${part.id}` : '';
    const { status, body } = await somebody(journey, role).get<Actions>(
      journey.path(`/actions${query}`),
    );
    if (status === 403) {
      // Who may not even read a register may do nothing in it.
      expect(itsVerbs.filter((verb) => grants(verb, role))).toEqual([]);
      return;
    }
    const possible = body.items.map((item) => [item.verb, item.possible]);
    expect({ role, revision: body.revision, possible: Object.fromEntries(possible) }).toEqual({
      role,
      revision: journey.revision,
      possible: Object.fromEntries(
        itsVerbs
          .filter((verb) => verb.about === part?.kind && grants(verb, role))
          .map((verb) => [verb.name, acceptsLeading(journey, verb, part?.id)]),
      ),
    });
  }

  /** Tries a verb the machines do not accept now: the answer is a documented no, and nothing is written. */
  async function expectRefusal(journey: Journey): Promise<void> {
    const candidates = itsVerbs.flatMap((verb) => {
      const kind = verb.name === 'request-fixes' ? 'scheda' : verb.about;
      const ids = kind === undefined ? [''] : [...journey.partsOf(kind).keys()];
      const id = ids.find((each) => !acceptsLeading(journey, verb, each));
      return id === undefined ? [] : [{ verb, id: id === '' ? journey.fresh('id') : id }];
    });
    for (const { verb } of candidates) notAlwaysPossible.add(verb.name);
    candidates.sort((one, other) => refused.get(one.verb.name)! - refused.get(other.verb.name)!);
    const [candidate] = candidates;
    if (!candidate) throw new Error('Everything is possible here');
    const { verb, id } = candidate;
    refused.set(verb.name, refused.get(verb.name)! + 1);
    const { as, body, ifMatch } = wishOf(journey, verb.name, { id });
    const answer = problem(
      await somebody(journey, as).perform(journey.cycleId, verb.name, body, { ifMatch }),
    );
    expect({ verb: verb.name, ...pick(answer) }).toEqual({
      verb: verb.name,
      ...(ways.refusalOf?.(journey, verb.name, id) ?? { status: 409, code: 'not-now' }),
    });
    expect(etag(await auditor(journey).get(journey.path()))).toBe(journey.revision);
  }

  function begin(): Journey {
    journeys += 1;
    const register = !knows(ways, 'CycleDrafted');
    const zone = register ? `zona${journeys}` : ZONE;
    const journey = Journey.inZone(server, ways, zone, FIRST_YEAR + journeys);
    // Some work can begin with a scheda that came from the year before.
    journey.carriesOver = true;
    return journey;
  }
});

/** Whether the definition has a machine that knows the fact. */
function knows({ definition: { root, parts } }: Ways, type: string): boolean {
  const machines = [root, ...Object.values(parts).map(({ machine }) => machine)];
  return machines.some(({ events }) => (events as readonly string[]).includes(type));
}

const auditor = (journey: Journey): Client => somebody(journey, 'AUD');
const somebody = (journey: Journey, role: Role): Client => journey.somebody(role);

function expectStanding(now: AnyMachineSnapshot, then: AnyMachineSnapshot, heard: Heard): void {
  if (standingName(now) === standingName(then)) return;
  throw new Error(`${heard.type} led to ${standingName(now)} and not to ${standingName(then)}`);
}

function standing(journey: Journey, kind: PartKind): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...journey.partsOf(kind)].map(([id, { value }]) => [id, value as unknown]),
  );
}

function countBy(values: readonly unknown[]): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** All schede of these journeys are of the usual unit, so its people may act on every one. */
function grants({ who }: Verb, role: Role): boolean {
  return who.some((grant) => grant.role === role);
}

function pick({ status, code }: { readonly status: number; readonly code: string }) {
  return { status, code };
}

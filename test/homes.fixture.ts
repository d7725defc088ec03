import { verbs, type Verb } from '#planning';
import { drive, reach } from './drivers.fixture.js';
import { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { beginning } from './paths.js';
import type { TestServer } from './server.fixture.js';
import { everyWays } from './ways/every-ways.js';
import { poaWays } from './ways/poa-annuale.ways.fixture.js';
import type { Ways } from './journey.fixture.js';

/** The zone of the lives that are no yearly programme: what a register of a zone says holds for all of it. */
const OTHER_ZONE = 'altrove';

/** For every verb a life in which it can be asked for. */
export class Homes {
  private constructor(
    private readonly journeys: ReadonlyMap<Ways, Journey>,
    /** The yearly programme among them, in the midst of its drafting. */
    readonly programme: Journey,
  ) {}

  /** One life of every definition, each begun. */
  static async begin(server: TestServer): Promise<Homes> {
    const programme = programmeOfYear(server, 2024);
    await reach(programme, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
    const journeys = new Map([[poaWays, programme]]);
    for (const ways of everyWays) {
      if (ways === poaWays) continue;
      const journey = Journey.inZone(server, ways, OTHER_ZONE, 2024);
      journeys.set(ways, journey);
      const { root } = ways.definition;
      const [first] = (root.events as readonly string[]).filter((type) =>
        beginning(root).can({ type }),
      );
      await drive(journey, { type: first as never });
    }
    return new Homes(journeys, programme);
  }

  /** The life a verb is tried in: of the first definition that has a wish for it. */
  of({ name }: Pick<Verb, 'name'>): Journey {
    const ways = everyWays.find(({ wishes }) => wishes[name] !== undefined);
    const journey = ways && this.journeys.get(ways);
    if (!journey) throw new Error(`Nobody knows how to wish for ${name}`);
    return journey;
  }

  /** Every verb with the life it is tried in. */
  get all(): readonly { readonly verb: Verb; readonly journey: Journey }[] {
    return verbs.map((verb) => ({ verb, journey: this.of(verb) }));
  }

  /** Every life. */
  get lives(): readonly Journey[] {
    return [...this.journeys.values()];
  }
}

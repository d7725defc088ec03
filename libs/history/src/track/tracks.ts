import type { EventStore } from '#event-store';
import type { AnyLife, LifeData } from '#planning';
import { begin, evolve, workflowOf, type Workflows } from '#workflow';
import { partOf, type FactLine } from '../timeline/fact-line.js';
import { GrowingTrack, type Move, type Track } from './track.js';

/** Streams whose track is kept. */
const KEPT = 16;

interface Known {
  readonly track: GrowingTrack;
  /** The life as far as the track goes. */
  life: AnyLife | undefined;
}

/** The tracks of streams: each stream is read once, and then only what is new of it. */
export class Tracks {
  readonly #known = new Map<string, Promise<Known>>();

  constructor(
    private readonly store: EventStore,
    private readonly workflows: Workflows<LifeData>,
  ) {}

  /** The track up to the last fact; one without facts has none. @throws UnknownDefinition, AlteredDefinition */
  async of(stream: string): Promise<Track> {
    // One after the other, so that no fact is added twice.
    const looking = this.#lookOn(stream, this.#known.get(stream));
    this.#known.delete(stream);
    this.#known.set(stream, looking);
    if (this.#known.size > KEPT) this.#known.delete([...this.#known.keys()][0] ?? '');
    try {
      return (await looking).track;
    } catch (error) {
      if (this.#known.get(stream) === looking) this.#known.delete(stream);
      throw error;
    }
  }

  async #lookOn(stream: string, before: Promise<Known> | undefined): Promise<Known> {
    const known = (await before?.catch(() => undefined)) ?? {
      track: new GrowingTrack(),
      life: undefined,
    };
    for await (const fact of this.store.read(stream, { from: known.track.last + 1 })) {
      const isFirst = known.life === undefined;
      const life = (known.life ??= begin(workflowOf(this.workflows, fact)));
      const part = partOf(fact, life);
      const before = isFirst ? undefined : standingOf(life, part);
      const from = before === undefined ? null : calledAt(life, part, before);
      evolve(life, fact);
      const after = standingOf(life, part);
      const hasMoved = after !== undefined && after !== before;
      const move = hasMoved ? { from, to: calledAt(life, part, after) } : undefined;
      known.track.add(fact, life.workflow.root.phase(life.state), move);
    }
    return known;
  }
}

type Part = FactLine['about'];

/** The state of a part, or of the whole; undefined for a part that is not there yet. */
const standingOf = (life: AnyLife, part: Part): string | undefined =>
  part ? life.parts[part.kind]?.[part.id] : life.state;

/** What that state is called in the version of the definition that holds then. */
function calledAt({ workflow }: AnyLife, part: Part, state: string): Move['to'] {
  const machine = part ? workflow.part(part.kind) : workflow.root;
  const labels = machine.meta(state);
  const together = (language: 'it' | 'en'): string =>
    labels.map((label) => label[language]).join(' · ');
  return { it: together('it'), en: together('en') };
}

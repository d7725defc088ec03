import type { EventStore } from '#event-store';
import type { AnyLife, LifeData } from '#planning';
import { begin, evolve, workflowOf, type Workflows } from '#workflow';
import { GrowingTrack, type Track } from './track.js';

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
      known.life ??= begin(workflowOf(this.workflows, fact));
      evolve(known.life, fact);
      const { workflow, state } = known.life;
      known.track.add(fact, workflow.root.phase(state));
    }
    return known;
  }
}

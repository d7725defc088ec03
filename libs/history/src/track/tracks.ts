import type { EventStore } from '#event-store';
import type { AnyLife, LifeData } from '#planning';
import { begin, evolve, workflowOf, type Workflows } from '#workflow';
import { partOf, type FactLine } from '../timeline/fact-line.js';
import { GrowingTrack, type Called, type Move, type Track } from './track.js';

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
      evolve(life, fact);
      const move = moveBetween(before, standingOf(life, part));
      known.track.add(fact, life.workflow.root.phase(life.state), move);
    }
    return known;
  }
}

type Part = FactLine['about'];

/** Where a part stands, or the whole. */
interface Standing {
  readonly state: string;
  /** What that is called in the version of the definition that holds then. */
  readonly labels: readonly Called[];
}

/** Undefined for a part that is not there yet. */
function standingOf(life: AnyLife, part: Part): Standing | undefined {
  const { workflow } = life;
  const state = part ? life.parts[part.kind]?.[part.id] : life.state;
  if (state === undefined) return undefined;
  return { state, labels: (part ? workflow.part(part.kind) : workflow.root).meta(state) };
}

/** Of a whole that stands in several places at once only those that it left, and those it came to. */
function moveBetween(before: Standing | undefined, after: Standing | undefined): Move | undefined {
  if (after === undefined || after.state === before?.state) return undefined;
  if (before === undefined) return { from: null, to: together(after.labels) };
  const [left, come] = [without(before.labels, after.labels), without(after.labels, before.labels)];
  if (come.length === 0) return undefined;
  return { from: left.length === 0 ? null : together(left), to: together(come) };
}

const without = (labels: readonly Called[], others: readonly Called[]): readonly Called[] =>
  labels.filter(({ it }) => others.every((other) => other.it !== it));

function together(labels: readonly Called[]): Called {
  const inOne = (language: 'it' | 'en'): string =>
    labels.map((label) => label[language]).join(' · ');
  return { it: inOne('it'), en: inOne('en') };
}

import { Injectable } from '@nestjs/common';

/** Somebody who has a section of a scheda open to write in it. */
export interface Writer {
  readonly personId: string;
  /** The id of a section, as its address has it. */
  readonly section: string;
}

/**
 * Who has which scheda open to write in it, at this server, for as long as their pages listen. It is kept nowhere: it
 * ends with the connection, whatever ends that. It locks nothing.
 */
@Injectable()
export class WhoWrites {
  readonly #open = new Map<string, Set<Writer>>();
  readonly #listening = new Map<string, Set<() => void>>();

  /**
   * Counts somebody as writing.
   * @param scheda of which cycle and which one, as one text
   * @param tell called whenever somebody comes or goes
   * @returns ends it
   */
  begin(scheda: string, writer: Writer, tell: () => void): () => void {
    const writers = this.#open.get(scheda) ?? new Set();
    const listening = this.#listening.get(scheda) ?? new Set();
    this.#open.set(scheda, writers.add(writer));
    const tellOthers = (): void => {
      for (const each of listening) if (each !== tell) each();
    };
    this.#listening.set(scheda, listening.add(tell));
    tellOthers();
    return () => {
      writers.delete(writer);
      listening.delete(tell);
      if (writers.size === 0) {
        this.#open.delete(scheda);
        this.#listening.delete(scheda);
      }
      tellOthers();
    };
  }

  /** Who else, in which section, each once. */
  besides(scheda: string, personId: string): readonly Writer[] {
    const others = [...(this.#open.get(scheda) ?? [])].filter((each) => each.personId !== personId);
    const once = new Map(others.map((each) => [`${each.personId} ${each.section}`, each]));
    return [...once.keys()].toSorted().flatMap((key) => once.get(key) ?? []);
  }
}

/** Something that is settled some time. */
export interface Unsettled {
  readonly place: number;
  settled: boolean;
}

/** How far events, given in order and settled in any order, are all settled. */
export class Progress {
  readonly #unsettled: Unsettled[] = [];
  #first = 0;
  #done: number;
  #considered: number;

  /** @param after everything up to this place is settled already */
  constructor(after: number) {
    this.#done = after;
    this.#considered = after;
  }

  /** Everything up to this place is settled. */
  get done(): number {
    return this.#done;
  }

  /** @param one further on than those before it */
  begin(one: Unsettled): void {
    this.#unsettled.push(one);
  }

  /** Up to this place there is nothing else to settle than what has begun. */
  consider(place: number): void {
    this.#considered = place;
    this.#moveOn();
  }

  settle(one: Unsettled): void {
    one.settled = true;
    this.#moveOn();
  }

  #moveOn(): void {
    const unsettled = this.#unsettled;
    let first = unsettled[this.#first];
    while (first?.settled) {
      this.#done = first.place;
      first = unsettled[++this.#first];
    }
    if (first === undefined) this.#done = this.#considered;
    // The settled ones at the front go away now and then, not one by one.
    if (this.#first * 2 > unsettled.length) {
      unsettled.splice(0, this.#first);
      this.#first = 0;
    }
  }
}

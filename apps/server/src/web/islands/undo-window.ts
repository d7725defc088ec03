/** How often the seconds are counted. */
const TICK_MS = 250;

/**
 * Counts down what is left of the time in which something can be taken back, and puts its form away once it is over.
 * The count is no live region: what is said aloud is, once, that the time is over. Where people want less motion
 * nothing counts. What may be done is up to the server; without a script the form stays, and the server says no.
 *
 * `<undo-window data-seconds-left="10" data-over="…">… <span data-seconds data-one="secondo" data-many="secondi">10
 * secondi</span> <form>…</form> <p role="status" tabindex="-1"></p></undo-window>`
 */
export class UndoWindow extends HTMLElement {
  #timer: ReturnType<typeof setInterval> | undefined;
  #endsMs = Infinity;

  connectedCallback(): void {
    // From when the page came: the clock of an office may be wrong.
    this.#endsMs = performance.now() + Number(this.dataset['secondsLeft']) * 1_000;
    this.#timer = setInterval(() => {
      this.#look();
    }, TICK_MS);
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const leftMs = this.#endsMs - performance.now();
    if (leftMs <= 0) this.#end();
    else if (!matchMedia('(prefers-reduced-motion: reduce)').matches) this.#count(leftMs);
  }

  #count(leftMs: number): void {
    const shown = this.querySelector<HTMLElement>('[data-seconds]');
    if (shown === null) return;
    const seconds = Math.ceil(leftMs / 1_000);
    const { one = '', many = '' } = shown.dataset;
    const text = `${seconds} ${seconds === 1 ? one : many}`;
    if (shown.textContent !== text) shown.textContent = text;
  }

  #end(): void {
    clearInterval(this.#timer);
    const status = this.querySelector<HTMLElement>('[role="status"]');
    const isHere = this.contains(document.activeElement);
    for (const part of this.querySelectorAll<HTMLElement>('[data-while]')) part.hidden = true;
    if (status === null) return;
    status.textContent = this.dataset['over'] ?? '';
    // Whoever was on the button is not left nowhere.
    if (isHere) status.focus();
  }
}

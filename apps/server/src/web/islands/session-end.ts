/** Whoever has so little time left is told. */
const WARNING_MS = 5 * 60_000;
/** How often the clock is looked at: a browser that was asleep sets no timer right. */
const LOOK_MS = 15_000;

/**
 * Shows what it holds when the session is about to end for want of requests, and how many minutes are left. What
 * it holds is a link or a form of the page that asks the server for something, which keeps the session.
 *
 * `<session-end data-ends-at="2026-11-26T08:30:00.000Z" hidden>… <span data-minutes></span> …</session-end>`
 */
export class SessionEnd extends HTMLElement {
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #title = document.title;

  connectedCallback(): void {
    this.#timer = setInterval(() => {
      this.#look();
    }, LOOK_MS);
    this.#look();
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const leftMs = Date.parse(this.dataset['endsAt'] ?? '') - Date.now();
    const isNear = leftMs <= WARNING_MS;
    const minutes = String(Math.max(0, Math.ceil(leftMs / 60_000)));
    const shown = this.querySelector('[data-minutes]');
    if (shown !== null && shown.textContent !== minutes) shown.textContent = minutes;
    // A live region speaks when it appears: not again with every minute.
    if (this.hidden === isNear) this.hidden = !isNear;
    document.title = isNear ? `(${minutes} min) ${this.#title}` : this.#title;
  }
}

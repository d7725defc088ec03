/** Whoever has so little time left is told. */
const WARNING_MS = 5 * 60_000;
/** How often the clock is looked at: a browser that was asleep sets no timer right. */
const LOOK_MS = 15_000;

/**
 * Shows what it holds when the session is about to end for want of requests, and how many minutes are left. Its link
 * asks the server who one is, which keeps the session, and leaves the page as it is; without a script it opens the
 * page anew. What is left is counted from when the page came: the clock of an office may be wrong.
 *
 * `<session-end data-seconds-left="1800" hidden>… <span data-minutes></span> … <a href="…">…</a></session-end>`
 */
export class SessionEnd extends HTMLElement {
  #timer: ReturnType<typeof setInterval> | undefined;
  #endsMs = Infinity;

  connectedCallback(): void {
    this.#leaves(Number(this.dataset['secondsLeft']));
    this.#timer = setInterval(() => {
      this.#look();
    }, LOOK_MS);
    this.querySelector('a')?.addEventListener('click', (event) => {
      event.preventDefault();
      void this.#stay();
    });
    this.#look();
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
  }

  #leaves(seconds: number): void {
    this.#endsMs = Date.now() + seconds * 1_000;
  }

  /** Where the server cannot be asked, or the session is over, what is said stays. */
  async #stay(): Promise<void> {
    try {
      const answer = await fetch('/api/v1/session', { headers: { accept: 'application/json' } });
      if (!answer.ok) return;
      const { idleEndsInSeconds } = (await answer.json()) as { readonly idleEndsInSeconds: number };
      this.#leaves(idleEndsInSeconds);
      this.#look();
    } catch {
      return;
    }
  }

  #look(): void {
    const leftMs = this.#endsMs - Date.now();
    const isNear = leftMs <= WARNING_MS;
    const minutes = String(Math.max(0, Math.ceil(leftMs / 60_000)));
    const shown = this.querySelector('[data-minutes]');
    if (shown !== null && shown.textContent !== minutes) shown.textContent = minutes;
    // A live region speaks when it appears: not again with every minute.
    if (this.hidden === isNear) this.hidden = !isNear;
    const title = document.title.replace(/^\(\d+ min\) /, '');
    document.title = isNear ? `(${minutes} min) ${title}` : title;
  }
}

/** No more than one request in this time, however fast somebody slides. */
const PAUSE_MS = 60;
/** While it plays: no more than ten steps in a second, of several facts each where it is to be faster. */
const STEP_MS = 100;

/**
 * Brings back the moment on which its slider stands while it is moved: asks the page for that part alone, puts it in
 * the place of the former one, and has the address say it. The slider keeps the focus. Of several requests the last
 * one counts. Without it, the button of the form does the same. Where motion is welcome it goes on by itself, so many
 * facts in a second, as fast as the server answers.
 *
 * `<time-slider data-address="/cicli/…/storico"><input type="range" name="al"></time-slider>`
 */
export class TimeSlider extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #request: XMLHttpRequest | undefined;
  #shown = '';
  #goesOn = false;
  #next: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    this.#shown = this.#slider?.value ?? '';
    this.addEventListener('input', this.#slide);
    this.#button?.addEventListener('click', () => {
      const slider = this.#slider;
      if (slider && !this.#goesOn && slider.value === slider.max) slider.value = slider.min;
      this.#play(!this.#goesOn);
    });
  }

  disconnectedCallback(): void {
    this.removeEventListener('input', this.#slide);
    clearTimeout(this.#timer);
    clearTimeout(this.#next);
    this.#request?.abort();
  }

  get #button(): HTMLButtonElement | null {
    return this.querySelector('[data-play]');
  }

  #play(goesOn: boolean): void {
    this.#goesOn = goesOn;
    clearTimeout(this.#next);
    const { play = '', pause = '' } = this.#button?.dataset ?? {};
    if (this.#button) this.#button.textContent = goesOn ? pause : play;
    if (goesOn) this.#step();
  }

  /** On to the next moment; the one after it follows once that is there. */
  #step(): void {
    const slider = this.#slider;
    if (!slider || !this.#goesOn) return;
    const perSecond = Number(this.querySelector('select')?.value ?? 1);
    const by = Math.max(1, (perSecond * STEP_MS) / 1_000);
    this.#next = setTimeout(
      () => {
        if (!document.hidden) slider.stepUp(by);
        if (document.hidden || slider.value === this.#shown) this.#play(false);
        else this.#ask();
      },
      (by * 1_000) / perSecond,
    );
  }

  get #slider(): HTMLInputElement | null {
    return this.querySelector('input[type=range]');
  }

  readonly #slide = (): void => {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#ask();
    }, PAUSE_MS);
  };

  #ask(): void {
    const slider = this.#slider;
    const form = slider?.form;
    if (!slider || !form || slider.value === this.#shown) return;
    this.#shown = slider.value;
    const asked = new URLSearchParams({ al: slider.value });
    if (new FormData(form).get('tempo') === 'accaduto') asked.set('tempo', 'accaduto');
    const address = `${this.dataset['address'] ?? ''}?${asked}`;
    this.#request?.abort();
    // A document is read for us: no text becomes part of the page by way of a string.
    const request = new XMLHttpRequest();
    this.#request = request;
    request.open('GET', address);
    request.responseType = 'document';
    request.setRequestHeader('hx-request', 'true');
    request.setRequestHeader('accept', 'text/html');
    request.addEventListener('load', () => {
      const moment = request.status === 200 ? request.responseXML?.getElementById('momento') : null;
      // Signed out, or the server is away: the page itself says so.
      if (moment) this.#show(moment, address);
      else location.assign(address);
    });
    request.send();
  }

  #show(moment: HTMLElement, address: string): void {
    document.getElementById('momento')?.replaceWith(document.adoptNode(moment));
    this.#slider?.setAttribute('aria-valuetext', moment.dataset['said'] ?? '');
    history.replaceState(history.state, '', address);
    if (this.#goesOn) this.#step();
  }
}

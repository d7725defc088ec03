/**
 * Says who else has the same scheda open to write in it, and in which section, for as long as they have. Rests while
 * nobody looks at the page: whoever looks elsewhere writes nothing.
 */
export class WhoWrites extends HTMLElement {
  #source: EventSource | undefined;

  connectedCallback(): void {
    document.addEventListener('visibilitychange', this.#look);
    this.#look();
  }

  disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.#look);
    this.#source?.close();
  }

  readonly #look = (): void => {
    this.#source?.close();
    this.#source = undefined;
    if (document.hidden) return;
    this.#source = new EventSource(this.dataset['stream'] ?? '');
    this.#source.addEventListener('novita', ({ lastEventId }: MessageEvent) => {
      this.#show(lastEventId);
    });
    // The browser asks again where it can; where it cannot, nobody knows who writes.
    this.#source.addEventListener('error', () => {
      if (this.#source?.readyState === EventSource.CLOSED) this.#show('');
    });
  };

  #show(others: string): void {
    const { said = '', sections = '{}' } = this.dataset;
    const names = JSON.parse(sections) as Readonly<Record<string, string>>;
    const told = others
      .split(',')
      .filter((each) => each !== '')
      .map((each) => each.split('/'))
      .map(([who = '', section = '']) =>
        said.replace('{who}', who).replace('{section}', names[section] ?? section),
      )
      .join(' ');
    if (this.textContent !== told) this.textContent = told;
  }
}

/**
 * Says on paper from where and when it was printed, in Rome. Without a script it says the address on this host.
 *
 * `<print-note data-printed="il {day} alle {time}">Stampato da <span data-address>/cicli</span></print-note>`
 */
export class PrintNote extends HTMLElement {
  connectedCallback(): void {
    addEventListener('beforeprint', this.#tell);
  }

  disconnectedCallback(): void {
    removeEventListener('beforeprint', this.#tell);
  }

  readonly #tell = (): void => {
    const address = this.querySelector('[data-address]');
    if (!address) return;
    const now = new Date();
    const part = (style: object): string =>
      new Intl.DateTimeFormat(document.documentElement.lang, {
        timeZone: 'Europe/Rome',
        ...style,
      }).format(now);
    const said = this.dataset['printed'] ?? '';
    address.textContent = `${location.href} ${said
      .replace('{day}', part({ dateStyle: 'long' }))
      .replace('{time}', part({ timeStyle: 'short' }))}`;
  };
}

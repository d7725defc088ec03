/** What is there sooner needs no word. */
const SLOW_MS = 300;

/**
 * Shows that the next page is on its way when it takes long: the place in which it stands is busy. A page that
 * comes back from the memory of the browser is not.
 */
export class LoadingBar extends HTMLElement {
  #slow: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    addEventListener('click', this.#follow);
    addEventListener('submit', this.#begin);
    addEventListener('pageshow', this.#end);
  }

  disconnectedCallback(): void {
    removeEventListener('click', this.#follow);
    removeEventListener('submit', this.#begin);
    removeEventListener('pageshow', this.#end);
  }

  readonly #follow = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const isElsewhere = event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey;
    if (link === null || isElsewhere || link.target !== '' || link.download !== '') return;
    const { origin, pathname, search } = new URL(link.href);
    const isHere = pathname === location.pathname && search === location.search;
    if (origin === location.origin && !isHere) this.#begin(event);
  };

  readonly #begin = (event: Event): void => {
    if (event.defaultPrevented) return;
    clearTimeout(this.#slow);
    this.#slow = setTimeout(() => {
      this.hidden = false;
      document.querySelector('main')?.setAttribute('aria-busy', 'true');
    }, SLOW_MS);
  };

  readonly #end = (): void => {
    clearTimeout(this.#slow);
    this.hidden = true;
    document.querySelector('main')?.removeAttribute('aria-busy');
  };
}

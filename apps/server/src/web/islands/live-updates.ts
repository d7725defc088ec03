import { htmx, trusted } from './trusted.js';

/** The server counts what is asked with it as nobody's doing. */
const HEADERS = { accept: 'text/html', 'traccia-asked-by-page': 'yes' };
/** Nobody who listens is spoken to more often. */
const SPEAK_MS = 5_000;

type Standing = 'live' | 'paused' | 'broken';

/**
 * Brings the regions of a page up to date when the server says that they have changed: counts where they stand,
 * lists when asked. Rests while nobody looks at the page, and when told to.
 */
export class LiveUpdates extends HTMLElement {
  #source: EventSource | undefined;
  #isHeld = false;
  #isRefreshing = false;
  #isStale = false;
  #spokenMs = -Infinity;
  #toSay: ReturnType<typeof setTimeout> | undefined;
  /** The page with what waits in a list until it is asked for, by the region. */
  readonly #waiting = new Map<string, string>();
  #title = document.title;

  connectedCallback(): void {
    document.addEventListener('visibilitychange', this.#look);
    const button = this.#button();
    button.hidden = false;
    button.addEventListener('click', () => {
      this.#isHeld = !this.#isHeld;
      this.#look();
    });
    this.#look();
  }

  disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.#look);
    this.#source?.close();
  }

  readonly #look = (): void => {
    const rests = this.#isHeld || document.hidden;
    this.#button().textContent = this.#word(this.#isHeld ? 'resume' : 'pause');
    if (rests) {
      this.#source?.close();
      this.#source = undefined;
      this.#stand('paused');
    } else if (this.#source === undefined) this.#listen();
  };

  #listen(): void {
    const { stream = '', seen = '' } = this.dataset;
    const source = new EventSource(`${stream}?visto=${encodeURIComponent(seen)}`);
    this.#source = source;
    source.addEventListener('open', () => {
      this.#stand('live');
    });
    source.addEventListener('error', () => {
      if (this.#source === source) this.#stand('broken');
    });
    source.addEventListener('novita', ({ lastEventId }: MessageEvent) => {
      this.dataset['seen'] = lastEventId;
      void this.#refresh();
    });
  }

  /** One at a time: what happens meanwhile is fetched after it. */
  async #refresh(): Promise<void> {
    this.#isStale = true;
    if (this.#isRefreshing) return;
    this.#isRefreshing = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        const answer = await fetch(location.href, { headers: HEADERS });
        if (!answer.ok) throw new Error(String(answer.status));
        await this.#show(await answer.text());
      }
    } catch {
      this.#stand('broken');
    } finally {
      this.#isRefreshing = false;
    }
  }

  async #show(text: string): Promise<void> {
    const page = new DOMParser().parseFromString(trusted.createHTML(text), 'text/html');
    let isChanged = false;
    for (const region of document.querySelectorAll('[data-live-region]')) {
      const fresh = page.getElementById(region.id);
      if (fresh === null || wordsOf(fresh) === wordsOf(region)) continue;
      if (region.getAttribute('data-live-region') === 'list') this.#offer(region, fresh, text);
      else {
        await putInPlace(region, text);
        isChanged = true;
      }
    }
    const at = page.querySelector('live-updates [data-at]');
    const shownAt = this.querySelector('[data-at]');
    if (at && shownAt) {
      shownAt.textContent = at.textContent;
      shownAt.setAttribute('datetime', at.getAttribute('datetime') ?? '');
    }
    const [on, shownOn] = [page, this].map((each) => each.querySelector('[data-on]'));
    if (on && shownOn) shownOn.textContent = on.textContent;
    // How much there is to do, or how far a job is, is read on a tab that lies behind others.
    const before = this.#title;
    document.title = document.title.replace(before, () => page.title);
    this.#title = page.title;
    if (isChanged) this.#say(`${this.#word('changed')} ${at?.textContent ?? ''}`);
  }

  #offer(region: Element, fresh: Element, page: string): void {
    const isFirst = !this.#waiting.has(region.id);
    this.#waiting.set(region.id, page);
    const before = new Set(Array.from(region.querySelectorAll('li, tbody tr'), wordsOf));
    const news = Array.from(fresh.querySelectorAll('li, tbody tr'), wordsOf).filter(
      (words) => !before.has(words),
    ).length;
    const said =
      news === 1 ? this.#word('one') : this.#word('many').replace('{n}', String(news || ''));
    const button = isFirst ? this.#buttonBefore(region) : region.previousElementSibling;
    if (button) button.textContent = `${said} · ${this.#word('show')}`;
    this.#say(said);
  }

  #buttonBefore(region: Element): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button-news';
    button.addEventListener('click', () => {
      const page = this.#waiting.get(region.id);
      this.#waiting.delete(region.id);
      button.remove();
      if (page === undefined) return;
      void putInPlace(region, page).then(() => {
        const shown = document.getElementById(region.id);
        shown?.setAttribute('tabindex', '-1');
        shown?.focus();
      });
    });
    region.before(button);
    return button;
  }

  #stand(standing: Standing): void {
    const shown = this.querySelector('[data-standing]');
    if (shown) shown.textContent = ` ${this.#word(standing)}`;
    this.dataset['standing'] = standing;
  }

  #say(words: string): void {
    clearTimeout(this.#toSay);
    const waitMs = Math.max(0, this.#spokenMs + SPEAK_MS - performance.now());
    this.#toSay = setTimeout(() => {
      this.#spokenMs = performance.now();
      const said = this.querySelector('[data-said]');
      if (said) said.textContent = words;
    }, waitMs);
  }

  #button(): HTMLButtonElement {
    const button = this.querySelector<HTMLButtonElement>('[data-switch]');
    if (button === null) throw new Error('live-updates has no button');
    return button;
  }

  #word(name: string): string {
    return this.dataset[name] ?? '';
  }
}

const wordsOf = (element: Element): string => element.textContent.replaceAll(/\s+/g, ' ').trim();

/** Takes a region out of a newer page. What somebody has typed, chosen or opened in it stays. */
async function putInPlace(region: Element, page: string): Promise<void> {
  await htmx.swap({
    ...{ sourceElement: region, target: region, text: page, select: `#${region.id}` },
    swap: 'outerMorph ignoreTitle:true',
  });
}

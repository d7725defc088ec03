import { htmx } from './trusted.js';

/** So long after the last key is waited before what was typed is saved. */
const PAUSE_MS = 1_000;
/** So long is waited before a service that did not answer is asked again. */
const RETRY_MS = 5_000;
/** From this part of the longest text on, somebody is told how much is left. */
const NEARLY_FULL = 0.9;
/** Under this the browser keeps what is not saved; whoever signs out takes it all away. */
const KEPT = 'traccia/scrittura/';
/** Under this the windows of one browser tell each other that they are open. */
const WINDOWS = 'traccia/finestre/';

/** What the browser keeps of a form that is not saved. */
interface Kept {
  readonly at: string;
  readonly entries: readonly (readonly [string, string])[];
}

/** What the server says became of what was sent. */
interface Told {
  readonly state?: string;
  readonly commandId?: string;
  readonly revision?: number;
  /** How the fields look now that others changed. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Whether nothing was left unsaved. */
  readonly isWhole?: boolean;
}

/**
 * Saves the form in it while somebody writes: one save at a time, resting on what the last one left. A form that
 * somebody sends themselves waits for the save that is under way, so that nobody is in conflict with themselves.
 * What is not saved yet is kept in the browser. Where somebody has to decide, it stops until the form is sent.
 *
 * `<auto-save data-key="…" data-saving="…" …><form>…</form></auto-save>`
 */
export class AutoSave extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** The form as the server has it. */
  #saved = '';
  #underWay: Promise<void> | undefined;
  /** A save whose answer did not come: it is sent again as it was, before anything else. */
  #unanswered: string | undefined;
  /** Whether something of what was sent was not taken: it waits to be mended. */
  #isFaulty = false;
  #waitsForPerson = false;
  #leaves = false;
  /** Where a link leads that waits for what is not saved. */
  #awaits = '';
  readonly #abort = new AbortController();

  connectedCallback(): void {
    const form = this.#form();
    const { signal } = this.#abort;
    this.#saved = this.dataset['dirty'] === undefined ? this.#asItCame() : '';
    form.addEventListener(
      'input',
      () => {
        this.#changed();
      },
      { signal },
    );
    form.addEventListener('submit', (event) => void this.#submitted(event), { signal });
    form.addEventListener(
      'paste',
      (event) => {
        this.#pasted(event);
      },
      { signal },
    );
    document.addEventListener(
      'keydown',
      (event) => {
        this.#key(event);
      },
      { signal },
    );
    addEventListener(
      'beforeunload',
      (event) => {
        this.#leaving(event);
      },
      { signal },
    );
    document.addEventListener('click', (event) => void this.#followed(event), { signal });
    this.#meetAnswers();
    addEventListener('online', () => void this.#save(), { signal });
    addEventListener('focus', () => this.#unanswered !== undefined && void this.#save(), {
      signal,
    });
    this.#showKept();
    this.#meetOtherTabs();
    for (const text of form.querySelectorAll('textarea')) this.#count(text);
    if (this.#isDirty()) this.#changed();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#retry);
    this.#abort.abort();
  }

  #form(): HTMLFormElement {
    const form = this.querySelector('form');
    if (form === null) throw new Error('auto-save has no form');
    return form;
  }

  #input(name: string): HTMLInputElement | null {
    return this.querySelector(`input[type=hidden][name=${name}]`);
  }

  /** What stands in the form, without what only marks it. */
  #entries(form = this.#form()): (readonly [string, string])[] {
    // Files go by themselves.
    return Array.from(new FormData(form))
      .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
      .filter(([name]) => !['commandId', 'revision', 'madeBy'].includes(name));
  }

  #typed(): string {
    return new URLSearchParams(this.#entries() as [string, string][]).toString();
  }

  /** The form as the server sent it: on a slow line somebody types before this script has come. */
  #asItCame(): string {
    const form = this.#form().cloneNode(true) as HTMLFormElement;
    form.reset();
    return new URLSearchParams(this.#entries(form) as [string, string][]).toString();
  }

  #isDirty(): boolean {
    return this.#typed() !== this.#saved;
  }

  #say(text: string | undefined): void {
    const line = this.querySelector('[data-state]');
    // Said again it would be read out again.
    if (line && text !== undefined && line.textContent !== text) line.textContent = text;
  }

  #changed(): void {
    const text = document.activeElement;
    if (text instanceof HTMLTextAreaElement) this.#count(text);
    clearTimeout(this.#timer);
    if (!this.#isDirty()) return;
    this.#keep();
    // What has no answer yet is sent again first, in its own time.
    if (this.#waitsForPerson || this.#unanswered !== undefined) return;
    if (!this.#underWay) this.#say(this.dataset['unsaved']);
    this.#timer = setTimeout(() => void this.#save(), PAUSE_MS);
  }

  /** One at a time: whoever comes while one is under way waits for it, and saves what is left after it. */
  async #save(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#underWay) return this.#underWay;
    if (this.#waitsForPerson || (!this.#isDirty() && this.#unanswered === undefined)) return;
    this.#underWay = this.#send().finally(() => {
      this.#underWay = undefined;
    });
    await this.#underWay;
    if (!this.#leaves && this.#isDirty()) this.#changed();
  }

  async #send(): Promise<void> {
    const typed = this.#typed();
    const body = this.#unanswered ?? this.#body();
    if (this.#unanswered === undefined) this.#say(this.dataset['saving']);
    this.#unanswered = body;
    let answer: Response;
    try {
      answer = await fetch(this.#form().action, {
        method: 'POST',
        body,
        headers: {
          accept: 'application/json',
          'content-type': 'application/x-www-form-urlencoded',
        },
      });
    } catch {
      this.#tryAgain();
      return;
    }
    if (answer.status >= 500 || answer.status === 429) {
      this.#tryAgain();
      return;
    }
    if (answer.status === 401) {
      this.#say(this.dataset['sessionOver']);
      this.#show('[data-sign-in]', true);
      return;
    }
    this.#unanswered = undefined;
    this.#show('[data-sign-in]', false);
    const told = (await answer.json().catch(() => ({}))) as Told;
    this.#mark('commandId', told.commandId);
    if (!answer.ok) {
      this.#waitsForPerson = answer.status !== 422;
      this.#say(told.state ?? this.dataset['refused']);
      // Told what is wrong, they mend it: the same is not sent again meanwhile.
      if (answer.status === 422) this.#saved = typed;
      this.#isFaulty = true;
      return;
    }
    await this.#settle(told, body);
  }

  /** What was sent is saved; what others changed stands in the form from now on. */
  async #settle(told: Told, body: string): Promise<void> {
    const sent = new URLSearchParams(body);
    for (const mark of ['commandId', 'revision', 'madeBy']) sent.delete(mark);
    const before = this.#typed();
    const wasSent = sent.toString();
    const isUntouched = before === wasSent;
    const replaced = Object.entries(told.fields ?? {});
    if (replaced.length > 0 && !isUntouched) {
      // What was typed since may be in a field that others changed: then it rests on what it rested on before.
      this.#saved = '';
      return;
    }
    this.#mark('revision', told.revision === undefined ? undefined : String(told.revision));
    for (const [name, html] of replaced) await this.#replace(name, html);
    this.#saved = isUntouched ? this.#typed() : wasSent;
    this.#say(told.state);
    this.#isFaulty = told.isWhole !== true;
    if (!this.#isFaulty && !this.#isDirty()) this.#forget();
  }

  async #replace(name: string, html: string): Promise<void> {
    const target = this.querySelector(`[data-field="${name}"]`);
    const focused = document.activeElement?.id ?? '';
    if (!target) return;
    await htmx.swap({ target, text: html, swap: 'outerHTML ignoreTitle:true' });
    if (focused !== '') document.getElementById(focused)?.focus();
  }

  #tryAgain(): void {
    this.#say(this.dataset['offline']);
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#save(), RETRY_MS);
  }

  #body(): string {
    const body = new URLSearchParams(this.#entries() as [string, string][]);
    for (const mark of ['commandId', 'revision', 'madeBy']) {
      const value = this.#input(mark)?.value;
      if (value !== undefined) body.set(mark, value);
    }
    return body.toString();
  }

  #mark(name: string, value: string | undefined): void {
    const input = this.#input(name);
    if (input && value !== undefined) input.value = value;
  }

  /**
   * Somebody sends the form themselves: it goes once the save that is under way, or had no answer, has come back, so
   * that it rests on that. Where there is no answer still, the form stays here with all that is in it.
   */
  async #submitted(event: SubmitEvent): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.#underWay && this.#unanswered === undefined) {
      this.#leaves = true;
      return;
    }
    event.preventDefault();
    await this.#save();
    if (this.#unanswered !== undefined) return;
    clearTimeout(this.#timer);
    this.#form().requestSubmit(event.submitter);
  }

  #key(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (this.#waitsForPerson) this.#form().requestSubmit();
    else void this.#save();
  }

  #leaving(event: BeforeUnloadEvent): void {
    if (!this.#leaves && (this.#isFaulty || this.#isDirty())) event.preventDefault();
  }

  /** A link that leads away is followed once all is saved; where that is not to be, somebody says what holds. */
  async #followed(event: MouseEvent): Promise<void> {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const isElsewhere = event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey;
    if (link === null || isElsewhere || link.target !== '' || this.#isAllSaved()) return;
    if (new URL(link.href).pathname + link.search === location.pathname + location.search) return;
    event.preventDefault();
    this.#awaits = link.href;
    if (!this.#isFaulty) await this.#save();
    if (this.#isAllSaved()) this.#leave();
    else this.#dialog()?.showModal();
  }

  #isAllSaved(): boolean {
    return !this.#isFaulty && !this.#isDirty() && this.#unanswered === undefined;
  }

  #dialog(): HTMLDialogElement | null {
    return this.querySelector('dialog');
  }

  #leave(): void {
    this.#leaves = true;
    location.assign(this.#awaits);
  }

  /** What is answered to the question whether to leave; Escape is to stay. */
  #meetAnswers(): void {
    this.#dialog()?.addEventListener('click', ({ target }) => {
      const answer = target instanceof HTMLElement ? target.dataset['leave'] : undefined;
      if (answer === 'stay') this.#dialog()?.close();
      if (answer === 'unsaved') this.#leave();
      if (answer === 'save') {
        void this.#save().then(() => {
          if (this.#isAllSaved()) this.#leave();
        });
      }
    });
  }

  #pasted(event: ClipboardEvent): void {
    if (event.clipboardData?.types.includes('text/html') === true)
      this.#say(this.dataset['pasted']);
  }

  /** Says how much is left of a text, near its end and beyond; never cuts it. */
  #count(text: HTMLTextAreaElement): void {
    const line = this.querySelector<HTMLElement>(`[data-count-of="${text.id}"]`);
    const most = Number(line?.dataset['most']);
    if (!line || !(most > 0)) return;
    line.dataset['plain'] ??= line.textContent;
    const used = Array.from(text.value).length;
    const said = used > most ? this.dataset['over'] : this.dataset['left'];
    const count = Math.abs(most - used).toLocaleString('it-IT');
    const isNear = used >= most * NEARLY_FULL;
    line.classList.toggle('count-over', used > most);
    line.setAttribute('aria-live', isNear ? 'polite' : 'off');
    line.textContent = isNear ? (said ?? '').replace('{count}', count) : line.dataset['plain'];
  }

  #show(selector: string, isShown: boolean): void {
    const element = this.querySelector<HTMLElement>(selector);
    if (element) element.hidden = !isShown;
  }

  #keep(): void {
    const kept: Kept = {
      at: new Date().toISOString(),
      entries: [...this.#entries(), ['revision', this.#input('revision')?.value ?? '']],
    };
    try {
      localStorage.setItem(KEPT + (this.dataset['key'] ?? ''), JSON.stringify(kept));
    } catch {
      // A browser that keeps nothing still saves.
    }
  }

  #forget(): void {
    localStorage.removeItem(KEPT + (this.dataset['key'] ?? ''));
    this.#show('[data-found]', false);
  }

  /** What the browser kept of an earlier time, if it says something else than the form. */
  #showKept(): void {
    const text = localStorage.getItem(KEPT + (this.dataset['key'] ?? ''));
    if (text === null) return;
    const kept = JSON.parse(text) as Kept;
    const before = kept.entries.filter(([name]) => name !== 'revision') as [string, string][];
    if (new URLSearchParams(before).toString() === this.#typed()) {
      if (!this.#isDirty()) this.#forget();
      return;
    }
    const at = this.querySelector('[data-found-at]');
    if (at) {
      at.textContent = new Date(kept.at).toLocaleTimeString('it-IT', {
        hour: '2-digit',
        minute: '2-digit',
        timeZone: 'Europe/Rome',
      });
    }
    this.#show('[data-found]', true);
    const { signal } = this.#abort;
    this.querySelector('[data-discard]')?.addEventListener(
      'click',
      () => {
        this.#forget();
      },
      {
        signal,
      },
    );
    this.querySelector('[data-compare]')?.addEventListener(
      'click',
      () => {
        this.#compare(kept);
      },
      {
        signal,
      },
    );
  }

  /** The two versions side by side, as the server shows them. */
  #compare({ entries }: Kept): void {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = this.#form().action;
    const marks = [
      ['azione', 'confronta'],
      ['commandId', this.#input('commandId')?.value ?? ''],
      ['madeBy', this.#input('madeBy')?.value ?? ''],
    ] as const;
    for (const [name, value] of [...entries, ...marks]) {
      const input = document.createElement('input');
      Object.assign(input, { type: 'hidden', name, value });
      form.append(input);
    }
    document.body.append(form);
    this.#leaves = true;
    this.#forget();
    form.submit();
  }

  /** Windows of one browser hear what another of them keeps. */
  #meetOtherTabs(): void {
    const key = `${WINDOWS}${this.dataset['key'] ?? ''}`;
    addEventListener(
      'storage',
      ({ key: changed, newValue }) => {
        if (changed !== key || newValue === null) return;
        this.#show('[data-other-tab]', true);
        if (newValue === 'opened') localStorage.setItem(key, 'here');
      },
      { signal: this.#abort.signal },
    );
    // Only what changes is heard.
    localStorage.removeItem(key);
    localStorage.setItem(key, 'opened');
  }
}

/** On a computer that others use, nothing stays behind of whoever signs out. */
document.addEventListener('submit', ({ target }) => {
  if (!(target instanceof HTMLFormElement) || !target.action.endsWith('/uscita')) return;
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(KEPT) || key.startsWith(WINDOWS)) localStorage.removeItem(key);
  }
});

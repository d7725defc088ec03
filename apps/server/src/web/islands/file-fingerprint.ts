/** What the server says of a file that it keeps. */
interface Kept {
  readonly sha256: string;
  readonly antivirus: string;
}

/** What it says of one that it does not keep, in the languages it speaks. */
type Refused = Readonly<Record<'it' | 'en', { readonly detail?: string } | undefined>>;

/** With these it is not kept here, and named all the same: the same as without a script. */
const namedAllTheSame: readonly number[] = [403, 404, 413, 415];

/**
 * Sends the file of a document as soon as it is chosen, and shows how far it is; the field for the fingerprint gets that
 * of the file, and one for the title that was left empty what it is called. Without a script the form does it, by the
 * button. One file at a time: whatever comes of one that another was chosen after, or that was cancelled, counts no more.
 *
 * `<file-fingerprint data-for="f-document.sha256" data-address="…" …><input type="file" …><button …>…</file-fingerprint>`
 */
export class FileFingerprint extends HTMLElement {
  /** The file that is under way: its fingerprint is being worked out, or it is being sent. */
  #underWay: File | undefined;
  #sending: XMLHttpRequest | undefined;
  readonly #listening = new AbortController();

  connectedCallback(): void {
    const input = this.querySelector<HTMLInputElement>('input[type=file]');
    const button = this.querySelector<HTMLButtonElement>('button[type=submit]');
    // A browser works with secrets and fingerprints on pages with a certificate only.
    if (!input || !button || !isSecureContext) return;
    const { signal } = this.#listening;
    button.hidden = true;
    // The file goes by itself: its name in the form would say that it was left behind.
    input.removeAttribute('name');
    const bringChosen = (): void => {
      const [file] = input.files ?? [];
      if (file) void this.#bring(file);
    };
    input.addEventListener('change', bringChosen);
    this.#part('[data-cancel]')?.addEventListener('click', () => {
      this.#stop();
      this.#say(this.dataset['cancelled']);
      this.#showEarlier();
      input.value = '';
      input.focus();
    });
    // Before whoever saves the form: it would go without the file that somebody waits for.
    addEventListener(
      'submit',
      (event) => {
        if (!this.#underWay || event.target !== input.form) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        this.#say(this.dataset['wait']);
      },
      { capture: true, signal },
    );
    // On a slow line somebody chooses one before this script has come.
    bringChosen();
  }

  disconnectedCallback(): void {
    this.#listening.abort();
    this.#stop();
  }

  /** What is under way is given up. */
  #stop(): void {
    this.#sending?.abort();
    this.#end();
  }

  /** Nothing is under way any more. */
  #end(): void {
    this.#underWay = undefined;
    this.#sending = undefined;
    this.#show('[data-sending]', false);
  }

  async #bring(file: File): Promise<void> {
    this.#stop();
    this.#underWay = file;
    this.#fail('');
    this.#show('[data-kept-line]', false);
    this.#say(`${file.name}, ${sizeInWords(file.size)}`);
    this.#advance(0);
    this.#show('[data-sending]', true);
    const whyNot = this.#whyNotKept(file);
    let hash: string;
    try {
      hash = await fingerprintOf(file);
    } catch {
      // Longer than a browser holds at once, or moved meanwhile: it has no fingerprint from here.
      if (this.#underWay !== file) return;
      this.#end();
      this.#fail(this.dataset['unreadable']);
      return;
    }
    if (this.#underWay !== file) return;
    if (whyNot === undefined) this.#send(file, hash);
    else {
      this.#end();
      this.#onlyName(file, hash, whyNot);
    }
  }

  #whyNotKept({ name, size }: File): string | undefined {
    const { most, endings = '', tooLarge, wrongType } = this.dataset;
    if (size > Number(most)) return tooLarge;
    const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
    return endings.split(' ').includes(ending) ? undefined : wrongType;
  }

  #send(file: File, hash: string): void {
    const { address = '', onBehalfOf, failed } = this.dataset;
    const sending = new XMLHttpRequest();
    this.#sending = sending;
    sending.upload.addEventListener('progress', ({ loaded, total }) => {
      if (this.#sending === sending) this.#advance(loaded / total);
    });
    sending.addEventListener('load', () => {
      if (this.#sending !== sending) return;
      this.#end();
      this.#answered(file, hash, sending);
    });
    sending.addEventListener('error', () => {
      if (this.#sending !== sending) return;
      this.#end();
      this.#fail(failed);
    });
    sending.open('POST', address);
    sending.setRequestHeader('content-type', 'application/octet-stream');
    sending.setRequestHeader('accept', 'application/json');
    sending.setRequestHeader('traccia-file-name', encodeURIComponent(file.name));
    if (onBehalfOf !== undefined) sending.setRequestHeader('on-behalf-of', onBehalfOf);
    sending.send(file);
  }

  #answered(file: File, hash: string, { status, responseText }: XMLHttpRequest): void {
    const { failed, differs, onlyNamed = '' } = this.dataset;
    const told = read(responseText);
    if (status === 201) {
      const kept = told as Kept;
      if (kept.sha256 !== hash) this.#fail(differs);
      else this.#keep(file, kept);
      return;
    }
    const language = document.documentElement.lang === 'en' ? 'en' : 'it';
    const why = (told as Partial<Refused>)[language]?.detail ?? failed;
    if (namedAllTheSame.includes(status)) {
      this.#onlyName(file, hash, `${why ?? ''} ${onlyNamed}`);
    } else this.#fail(why);
  }

  #keep(file: File, { sha256, antivirus }: Kept): void {
    const { files = '', kept, download = '', clean, notLookedAt } = this.dataset;
    const link = this.querySelector<HTMLAnchorElement>('[data-kept-line] a');
    const state = this.#part('[data-kept-line] span.small');
    const looked = antivirus === 'clean' ? clean : notLookedAt;
    if (link) {
      link.href = files + sha256;
      link.download = '';
      const type = /\.(\w+)$/.exec(file.name)?.[1]?.toUpperCase() ?? '';
      link.textContent = download.replace('{type}', type).replace('{size}', sizeInWords(file.size));
    }
    // It is said with the name of the file, once.
    if (state) state.textContent = '';
    this.#show('[data-kept-line]', true);
    this.#say(`${kept ?? ''}: ${file.name}, ${looked ?? ''}.`);
    this.#name(file, sha256);
  }

  /** The document is named by its fingerprint, and its file is not kept here. */
  #onlyName(file: File, hash: string, why: string | undefined): void {
    this.#name(file, hash);
    this.#fail(why);
  }

  #name({ name }: File, hash: string): void {
    const { for: id = '' } = this.dataset;
    fill(id.replace(/[^.]+$/, 'title'), name.slice(0, 200), false);
    fill(id, hash, true);
  }

  /** @param share from 0 to 1 */
  #advance(share: number): void {
    const percent = Math.round(share * 100);
    const bar = this.querySelector('progress');
    const number = this.#part('[data-percent]');
    if (bar) bar.value = percent;
    if (number) number.textContent = `${percent}%`;
    if (share >= 1) this.#say(this.dataset['lookingAt']);
  }

  #fail(why: string | undefined): void {
    const line = this.#part('[data-error]');
    const input = this.querySelector('input');
    const isWrong = why !== undefined && why !== '';
    if (line) {
      line.setAttribute('role', 'alert');
      line.hidden = !isWrong;
      line.textContent = why ?? '';
    }
    if (isWrong) {
      this.#say('');
      this.#showEarlier();
    }
    if (isWrong) input?.setAttribute('aria-invalid', 'true');
    else input?.removeAttribute('aria-invalid');
  }

  /** The file that stands in the form is still the one that stood there before. */
  #showEarlier(): void {
    const { for: id = '', files = '' } = this.dataset;
    const field = document.getElementById(id);
    const link = this.querySelector<HTMLAnchorElement>('[data-kept-line] a');
    if (!(field instanceof HTMLInputElement) || link === null || field.value === '') return;
    this.#show('[data-kept-line]', link.getAttribute('href') === files + field.value);
  }

  #say(text: string | undefined): void {
    const line = this.#part('[data-status]');
    if (line) line.textContent = text ?? '';
  }

  #part(selector: string): HTMLElement | null {
    return this.querySelector<HTMLElement>(selector);
  }

  #show(selector: string, isShown: boolean): void {
    const part = this.#part(selector);
    if (part) part.hidden = !isShown;
  }
}

/** SHA-256, 64 hexadecimal digits. @throws what a browser says of a file that it cannot read, or hold at once */
async function fingerprintOf(file: File): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function read(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A proxy that answers in our place says something else: then nothing more is known.
    return {};
  }
}

/** As the server says it: `1,2 MB`, of a million bytes. */
function sizeInWords(bytes: number): string {
  const [amount, unit] =
    bytes < 1_000 ? [bytes, 'byte'] : bytes < 1e6 ? [bytes / 1_000, 'kB'] : [bytes / 1e6, 'MB'];
  const language = document.documentElement.lang === 'en' ? 'en-GB' : 'it-IT';
  return `${amount.toLocaleString(language, { maximumFractionDigits: 1 })} ${unit}`;
}

/** @param over whether what stands there is written over */
function fill(id: string, text: string, over: boolean): void {
  const field = document.getElementById(id);
  if (!(field instanceof HTMLInputElement) || (!over && field.value.trim() !== '')) return;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

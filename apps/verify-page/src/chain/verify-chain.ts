import {
  InvalidPolicy,
  NoSealHeld,
  NothingToVerify,
  readState,
  type RememberedSeal,
} from '#evidence';
import { NoCryptography } from '../browser-cryptography.js';
import { element } from '../elements.js';
import { BrokenArchive } from './bundle-archive.js';
import { againstInWords, chainWords, type ChainWords } from './chain-words.js';
import { OtherBundle, verifiedChain, type Verified } from './verified-chain.js';

/** The service has said why it gives out nothing. */
class Refused extends Error {
  override readonly name = 'Refused';
}

/**
 * Verifies a cycle in the browser itself: downloads the evidence, works all of it out from the bytes of the facts, and
 * compares with a seal and a key that somebody has from elsewhere. It is never content with what the service says of
 * itself. It keeps the seal it has found good, and holds the next one against it.
 *
 * `<verify-chain data-cycle="…" data-facts="1480"><form>…</form></verify-chain>`, in whose form are the fields
 * `sigillo`, `file` and `chiave`, and after it a `progress` and an output `role="status"`.
 */
export class VerifyChain extends HTMLElement {
  #isWorking = false;

  connectedCallback(): void {
    this.addEventListener('submit', this.#start);
    this.addEventListener('change', this.#takeFile);
  }

  disconnectedCallback(): void {
    this.removeEventListener('submit', this.#start);
    this.removeEventListener('change', this.#takeFile);
  }

  get #words(): ChainWords {
    return chainWords(document.documentElement.lang);
  }

  /** A seal that lies in a file is shown before it is used. */
  readonly #takeFile = ({ target }: Event): void => {
    const { name, files } = target as HTMLInputElement;
    if (name !== 'file' || !files?.[0]) return;
    void files[0].text().then((text) => {
      this.#field('sigillo').value = text;
    });
  };

  readonly #start = (event: Event): void => {
    event.preventDefault();
    if (!this.#isWorking) void this.#run();
  };

  async #run(): Promise<void> {
    this.#isWorking = true;
    const words = this.#words;
    const { cycle = '' } = this.dataset;
    const key = this.#field('chiave').value.trim();
    let archive: Uint8Array | undefined;
    try {
      this.#say('working', element('p', '', words.fetching));
      archive = await this.#fetched(cycle);
      this.#say('working', element('p', '', words.working));
      const verified = await verifiedChain({
        ...{ archive, cycleId: cycle, key, remembered: remembered() },
        seal: this.#field('sigillo').value.trim(),
        progress: (done, total) => {
          this.#progress(done, total);
        },
      });
      if (verified.toRemember) remember(verified.toRemember);
      this.#show(verified, archive, key);
    } catch (error) {
      const isDoubtful =
        error instanceof BrokenArchive ||
        error instanceof OtherBundle ||
        error instanceof NothingToVerify;
      this.#say(
        ...(['refused'] as const),
        element('p', '', element('strong', '', isDoubtful ? words.refused : words.failed)),
        element('p', '', whyFailed(error, words)),
        ...(isDoubtful ? this.#whatToDo(archive) : []),
      );
    } finally {
      this.#progress(0, 0);
      this.#isWorking = false;
    }
  }

  /** @throws Refused, TypeError where nobody answers */
  async #fetched(cycle: string): Promise<Uint8Array> {
    const address = `/api/v1/evidence?cycle=${encodeURIComponent(cycle)}`;
    const answer = await fetch(address, {
      headers: { 'accept-language': document.documentElement.lang },
    });
    if (!answer.ok) {
      const { title = '', detail = '' } = (await answer.json()) as Record<string, string>;
      throw new Refused(`${title}. ${detail}`);
    }
    const total = Number(answer.headers.get('content-length') ?? 0);
    const pieces: Uint8Array[] = [];
    let done = 0;
    const reader = answer.body?.getReader();
    for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
      pieces.push(read.value);
      done += read.value.length;
      this.#progress(done, total);
    }
    const whole = new Uint8Array(done);
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }

  #show(verified: Verified, archive: Uint8Array, key: string): void {
    const words = this.#words;
    const { language, number } = this.#spoken();
    const { report, verdict, facts, firstBad } = verified;
    const time = new Date().toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
    const against = againstInWords(verified, words, number);
    const by = words.by(number(facts), number(report.size), time);
    const failed =
      report.steps.find(({ outcome }) => outcome === 'failed') ??
      report.steps.find(({ outcome }) => outcome === 'lost');
    const lang = document.documentElement.lang === 'en' ? 'en' : 'it';
    const unsealed = Number(this.dataset['facts'] ?? 0) - facts;
    this.#say(
      verdict,
      element(
        ...(['p', 'chain-verdict'] as const),
        element(
          'strong',
          '',
          `${{ proved: '✓', consistent: '!', refused: '✗' }[verdict]} ${words[verdict]}`,
        ),
        verdict === 'refused'
          ? undefined
          : `: ${by}${against === '' ? '' : ` ${words.against} ${against}`}.`,
      ),
      ...(failed ? [element('p', '', failed[lang])] : []),
      ...report.epochs.map((epoch) => element('p', '', epoch[lang])),
      ...(firstBad
        ? [element('p', '', words.firstBad(number(firstBad.index), firstBad.revision))]
        : []),
      ...(verdict === 'refused'
        ? this.#whatToDo(archive)
        : [element('p', '', keyInWords(verified, key, words))]),
      ...(verdict === 'consistent' ? [element('p', '', words.notProof)] : []),
      ...(verdict !== 'refused' && unsealed > 0
        ? [element('p', '', words.unsealed(number(unsealed)))]
        : []),
      this.#steps(verified),
    );
  }

  #steps({ report }: Verified): HTMLElement {
    const words = this.#words;
    const lang = document.documentElement.lang === 'en' ? 'en' : 'it';
    const said = { ok: words.ok, failed: words.bad, lost: words.bad, 'not-done': words.notDone };
    const sign = { ok: '✓', failed: '✗', lost: '!', 'not-done': '–' };
    return element(
      ...(['details', ''] as const),
      element('summary', '', words.steps),
      element(
        ...(['ol', ''] as const),
        ...report.steps.map((step) =>
          element(
            ...(['li', ''] as const),
            element(
              'strong',
              '',
              `${sign[step.outcome]} ${step.title[lang]}: ${said[step.outcome]}. `,
            ),
            step[lang],
            step.findings.length === 0
              ? undefined
              : element(
                  ...(['ul', ''] as const),
                  ...step.findings.map((each) => element('li', '', `${each.where}: ${each[lang]}`)),
                ),
          ),
        ),
      ),
    );
  }

  #whatToDo(archive: Uint8Array | undefined): readonly HTMLElement[] {
    const words = this.#words;
    const list = element('ul', '', ...words.todo.map((each) => element('li', '', each)));
    return [
      element('p', '', element('strong', '', words.whatToDo)),
      list,
      ...(archive ? [element('p', '', this.#linkTo(archive))] : []),
    ];
  }

  /** To what came, as it came: it is evidence, too. */
  #linkTo(archive: Uint8Array): HTMLElement {
    const link = element('a', '', this.#words.keep);
    link.href = URL.createObjectURL(new Blob([archive as Uint8Array<ArrayBuffer>]));
    link.download = `${this.dataset['cycle'] ?? ''}.tar`;
    return link;
  }

  #say(kind: Verified['verdict'] | 'working', ...content: readonly HTMLElement[]): void {
    const output = this.querySelector('[role=status]');
    if (!output) return;
    output.className = `chain chain-${kind}`;
    output.replaceChildren(...content);
  }

  #progress(done: number, total: number): void {
    const bar = this.querySelector('progress');
    if (!bar) return;
    bar.hidden = total === 0;
    if (total === 0) return;
    bar.max = total;
    bar.value = done;
  }

  #field(name: string): HTMLInputElement {
    const field = this.querySelector<HTMLInputElement>(`[name=${name}]`);
    if (!field) throw new Error(`The form has no ${name}`);
    return field;
  }

  #spoken(): { readonly language: string; readonly number: (count: number) => string } {
    const language = document.documentElement.lang === 'en' ? 'en-GB' : 'it-IT';
    return {
      language,
      number: (count) => count.toLocaleString(language, { useGrouping: 'always' as never }),
    };
  }
}

function keyInWords({ report }: Verified, key: string, words: ChainWords): string {
  if (key !== '') return words.keyGiven;
  return report.keyFrom === 'state' ? words.keyBefore : words.keyOwn;
}

function whyFailed(error: unknown, words: ChainWords): string {
  if (error instanceof BrokenArchive || error instanceof NothingToVerify) return words.broken;
  if (error instanceof OtherBundle) return words.other;
  if (error instanceof NoCryptography) return words.noCryptography;
  if (error instanceof InvalidPolicy) return words.badKey;
  if (error instanceof NoSealHeld) return words.noSeal;
  return error instanceof Refused ? error.message : words.unreachable;
}

const MEMORY = 'traccia.sigillo';

/** The seal that this browser has found good before. */
function remembered(): RememberedSeal | undefined {
  try {
    const kept = localStorage.getItem(MEMORY);
    return kept === null ? undefined : readState(kept);
  } catch {
    return undefined;
  }
}

function remember(seal: RememberedSeal): void {
  try {
    localStorage.setItem(MEMORY, JSON.stringify(seal));
  } catch {
    // A browser that keeps nothing has nothing to compare with the next time.
  }
}

customElements.define('verify-chain', VerifyChain);

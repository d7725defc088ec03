import { isMembers, type SealedFact } from './entry.js';
import type { Erased } from './report.js';

interface Erasure {
  readonly subject: string;
  readonly keys: readonly string[];
  readonly at: string;
  readonly by: string;
}

/** What the facts say of personal data: which was erased, and how many sealed texts of it still stand there. */
export class Erasures {
  readonly #texts = new Map<string, number>();
  readonly #erasures: Erasure[] = [];

  look({ type, at, meta, data }: SealedFact): void {
    this.#count(data);
    if (type !== 'PersonErased') return;
    const { subject, keys } = data;
    const { actor } = meta;
    const { personId, onBehalfOf } = isMembers(actor) ? actor : {};
    this.#erasures.push({
      subject: typeof subject === 'string' ? subject : '?',
      keys: Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : [],
      at: at ?? '?',
      by:
        (typeof personId === 'string' ? personId : '?') +
        (typeof onBehalfOf === 'string' ? ` (per conto di / on behalf of ${onBehalfOf})` : ''),
    });
  }

  report(): readonly Erased[] {
    return this.#erasures.map(({ subject, keys, at, by }) => {
      const texts = keys.reduce((sum, key) => sum + (this.#texts.get(key) ?? 0), 0);
      const day = at.slice(0, 10);
      return {
        ...{ subject, at, by, texts },
        it: `I dati personali di ${subject} sono stati cancellati il ${day} da ${by}: ${texts} testi restano cifrati e nessuno li può più leggere; le prove valgono lo stesso.`,
        en: `The personal data of ${subject} was erased on ${day} by ${by}: ${texts} texts stay as ciphertext that nobody can read any more; the proofs hold all the same.`,
      };
    });
  }

  #count(value: unknown): void {
    if (Array.isArray(value)) for (const each of value) this.#count(each);
    if (!isMembers(value)) return;
    const { $pii: token } = value;
    if (isMembers(token) && typeof token['k'] === 'string')
      this.#texts.set(token['k'], (this.#texts.get(token['k']) ?? 0) + 1);
    for (const each of Object.values(value)) if (typeof each === 'object') this.#count(each);
  }
}

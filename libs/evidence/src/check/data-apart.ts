import { textOf } from '../format/bytes.js';
import { readCanonical } from '../format/canonical-text.js';
import { isMembers, type SealedFact } from './entry.js';
import type { EvidenceSource } from './evidence-source.js';
import type { Findings } from './report.js';

const FOLDER = 'apart/';

/**
 * The data of facts that are too large for an entry. The entry, which is sealed, names them by length and
 * SHA-256; they lie in `apart/`, and are read as data of the fact only where they are what was sealed.
 */
export class DataApart {
  readonly #named = new Set<string>();
  readonly #unread = new Set<string>();

  constructor(
    private readonly source: EvidenceSource,
    private readonly findings: Findings,
  ) {}

  /** A fact with all its data; with none where they are not here as they were sealed, which is a finding. */
  async whole(fact: SealedFact): Promise<SealedFact> {
    if (!('$apart' in fact.data)) return fact;
    const data = await this.#dataOf(fact);
    if (data !== undefined) return { ...fact, data };
    this.#unread.add(fact.stream);
    this.findings.cannot('replay', {
      it: `Da ${fact.stream} ${fact.rev} in poi i fatti non si possono rileggere: di quello mancano i dati che furono sigillati.`,
      en: `From ${fact.stream} ${fact.rev} on the facts cannot be replayed: of that one the data that was sealed is missing.`,
    });
    return { ...fact, data: {} };
  }

  /** Whether data of a fact of a stream was not read: what follows cannot be judged. */
  isUnread(stream: string): boolean {
    return this.#unread.has(stream);
  }

  /** Nothing lies there that no fact names. @param listed the files of the manifest */
  async compare(listed: readonly string[]): Promise<void> {
    const there = new Set([...listed, ...((await this.source.list()) ?? [])]);
    for (const path of there)
      if (path.startsWith(FOLDER) && !this.#named.has(path))
        this.findings.add('bundle', path, 'nessun fatto lo nomina', 'no fact names it');
  }

  async #dataOf({ stream, rev, index, data }: SealedFact): Promise<SealedFact['data'] | undefined> {
    const fact = `${stream} ${rev} (#${index})`;
    const named = referenceIn(data);
    if (named === undefined) {
      const [it, en] = [
        'nomina i suoi dati in un modo che non è',
        'names its data in no known way',
      ];
      this.findings.add('canonical', fact, it, en);
      return undefined;
    }
    const path = `${FOLDER}${named.sha256}.json`;
    const where = `${fact}, ${path}`;
    this.#named.add(path);
    const own = await this.source.sha256(path);
    const bytes = own === named.sha256 ? await this.source.read(path) : undefined;
    if (bytes?.length !== named.bytes) {
      const [it, en] =
        own === undefined
          ? ['i dati sigillati di questo fatto mancano', 'the sealed data of this fact is missing']
          : ['non sono i dati che furono sigillati', 'is not the data that was sealed'];
      this.findings.add('root', where, it, en);
      return undefined;
    }
    const read = readCanonical(textOf(bytes) ?? '')?.value;
    if (isMembers(read)) return read;
    this.findings.add('canonical', where, 'non è in forma canonica', 'is not canonical');
    return undefined;
  }
}

function referenceIn(
  data: SealedFact['data'],
): { readonly bytes: number; readonly sha256: string } | undefined {
  const { $apart: named, ...others } = data;
  if (!isMembers(named) || Object.keys(others).length > 0) return undefined;
  const { bytes, sha256, ...rest } = named;
  const isReference =
    Number.isSafeInteger(bytes) &&
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    Object.keys(rest).length === 0;
  return isReference ? { bytes: bytes as number, sha256 } : undefined;
}

import { isMembers, type SealedFact } from './entry.js';
import type { EvidenceSource } from './evidence-source.js';
import type { Findings } from './report.js';

/** The definitions that facts say to follow, each of which must be the one in the bundle, by its digest. */
export class NamedDefinitions {
  /** By id, version and digest: the first fact that names it. */
  readonly #named = new Map<string, string>();

  /** A life names the definition it follows in its first fact, and where it goes on under another. */
  look({ stream, rev, type, data }: SealedFact): void {
    const { definition, to } = data;
    const named = type === 'DefinitionMigrated' ? to : rev === 0 ? definition : undefined;
    if (!isMembers(named)) return;
    const { id, version, digest } = named;
    if (typeof id !== 'string' || !/^[a-z][a-z-]*$/.test(id)) return;
    if (!Number.isSafeInteger(version) || typeof digest !== 'string') return;
    const path = `definitions/${id}.${String(version)}.json ${digest}`;
    if (!this.#named.has(path)) this.#named.set(path, `${stream} ${rev}`);
  }

  /** Compares them with those in a bundle. */
  async compare(source: EvidenceSource, findings: Findings): Promise<void> {
    for (const [named, where] of this.#named) {
      const [path = '', digest] = named.split(' ');
      const own = await source.sha256(path);
      if (own === digest) continue;
      const [it, en] =
        own === undefined
          ? [`segue ${path}, che qui manca`, `follows ${path}, which is missing here`]
          : [`segue un’altra ${path}`, `follows another ${path}`];
      findings.add('replay', where, it, en);
    }
  }
}
